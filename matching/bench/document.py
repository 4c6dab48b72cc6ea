"""A session as one JSON document, and the report that is written from it and never by hand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matching.bench.figures import figures
from matching.bench.kernels import Comparison
from matching.bench.machine import machine, versions
from matching.bench.session import Programme
from matching.bench.summary import lines
from matching.bench.task import Reading, reading_from
from matching.bench.wording import contestants_table, figure_table, growth, kernels_table, sizes_table, told
from matching.errors import InputError

FORMAT = "placement-bench/1"


@dataclass(frozen=True)
class Document:
    """What ran where, under which settings, and every reading."""

    machine: Mapping[str, str]
    versions: Mapping[str, str]
    settings: Mapping[str, Any]
    readings: Sequence[Reading]
    kernels: Sequence[Comparison] = ()

    def to_json(self) -> str:
        """Write the document."""
        rows = {name: [asdict(row) for row in getattr(self, name)] for name in ("readings", "kernels")}
        record = {**vars(self), **rows}
        return json.dumps({"format": FORMAT, **record}, indent=1, ensure_ascii=False) + "\n"


def document(programme: Programme, readings: Sequence[Reading], kernels: Sequence[Comparison] = ()) -> Document:
    """The document of a session on this machine."""
    return Document(machine(), versions(), asdict(programme), tuple(readings), tuple(kernels))


def document_from(content: str) -> Document:
    """Read what `Document.to_json` wrote.

    Raises:
        InputError: The content is no such document.
    """
    try:
        record = json.loads(content)
        kind, readings = record.pop("format"), tuple(map(reading_from, record.pop("readings")))
        kernels = tuple(Comparison(**row) for row in record.pop("kernels"))
        found = Document(**record, readings=readings, kernels=kernels)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError("file", f"not a {FORMAT} document ({error})") from error
    if kind != FORMAT:
        raise InputError("format", f"must be {FORMAT!r}")
    return found


def report(found: Document) -> str:
    """The report in Markdown."""
    summary = lines(found.readings)
    return _REPORT.format(
        machine=told(found.machine),
        versions=told(found.versions),
        seeds=", ".join(str(seed) for seed in found.settings["seeds"]),
        limit=f"{found.settings['limit_seconds']:g}",
        figures=figure_table(figures(summary)),
        sizes=sizes_table(found.readings),
        contestants=contestants_table(summary),
        exponent=growth(found.readings),
        kernels=kernels_table(found.kernels) if found.kernels else "Not measured in this session.",
    )


_REPORT = """\
# Results of the benchmark

Written by `python -m matching bench --results FILE`; do not edit.

Machine: {machine}.
Versions: {versions}.
Seeds: {seeds}; medians over the runs, one a seed from the first on. Time limit of a peer's run: {limit} s.

## Figures to reach

{figures}

Peers get the shortlist only. M is therefore told twice: with the engine given the very options that the peers get, its
gap certified over these; and with the engine looking at all admissible options, its gap certified over all. Ratios
are of medians over the seeds that both ran.

## Sizes

{sizes}

The admissible options of the larger sizes are estimated from some people, to two digits.

## Side by side

{contestants}

Exponent of the engine's cost against people, S to XL: {exponent}.

![Seconds to a plan against people to place](results.svg)

## Compiled loops beside NumPy

One thread, the same numbers, medians of five; the difference of the answers is relative.

{kernels}

## What limits the figures

Found at seed 1 with the problems of this generator.

- *Places that nobody can fill.* Until the engine counted only the places in total that the half days let people fill
  (MODEL.md, "Places that can be filled"), no certificate could be tighter than a relaxation that seated halves of
  people: a MIP over all options within eight points of everybody's best proved the best plan of M 0.028 % below it in
  5 s, and that of L 0.057 % in 105 s. 18 of M's 1,500 vacancies and 71 of L's 5,000 made nearly all of it. Peers and
  the engine on a written shortlist get the capacities that the vacancies state, so that theirs still stands there.
- *Stages apart.* Both are bounded with the one set of prices that a plan carries, good for their weighted sum. A
  weighted gap leaves the second stage one some twenty times as wide, so L asks for half of what its figure says. The
  first stage's own bound stays between 1 and 3 %, for its prices still tell values apart; a lighter first stage would
  tighten the second's bound and loosen the first's as much. At M a plan with half the weight places as many people,
  0.04 % less of their weight, and has half a per cent more value.
- *Prices.* Letting the temperature fall a little with every step gives 12 millionths above the relaxation after 200
  steps where temperatures held until each had settled gave 94 after 560. Cooling in half the steps ends some ten times
  as far above it; beginning colder than 128, or longer steps, farther still. A logarithmic step, as in iterative
  scaling, gained nothing.
- *Past M* a step is bound by memory: 10 ns an option and thread at M, which leaves half of all time to the first
  shortlist, the scans and the columns of what they find. A first shortlist of eight or twelve vacancies a person costs
  more in further rounds than it saves.
- *Naive CBC* ends M after 32, 50 and 99 s at the three seeds, so the ratio says as much of CBC's luck as of the
  engine. With all admissible options to look at, the engine is 66, 98 and 131 times as fast; with the very options that
  the peers get 90 times at seed 1 and 116 at seed 3, and slower at seed 2, which keeps the ratio of medians below 80.
- *The shortlist at seed 2.* Places of it that nobody can fill keep its certificate at 0.108 % after 15 s of windows and
  at 0.107 % after 120 s. Capacities stand there as the vacancies state them, for the peers' sake; over all options,
  where the engine may tighten them, seed 2 is certified to 0.065 % in half a second.
- *Company.* The rows were read while tests ran beside them at a lower priority: what waits for memory is slower here
  than alone (L took 8 s on a quiet machine, 18 s here).
- *The dive* loses a twentieth of a per cent at M with the prices that are fine enough there, and a fortieth at L with
  finer ones; windows halve that at L in a second.
- *Re-optimisation.* With a price on moving of a few points the prices of places were those of a plan in which one in
  twelve moves, and the plan within the budget gave up 0.33 %; at a fortieth of what a place is worth it gives up a
  fiftieth of a per cent. Dearer moves leave part of the budget unused.

## How it is measured

- Every run has a process of its own and generates the problem from its seed first; seconds count from arrays in
  memory to the plan, building the model included, checking the plan not (the figure of N adds it). Compiled kernels
  are loaded before the clock runs; they are compiled once after installation.
- All contestants maximise the same weighted sum of the two stages, with the engine's weights. The engine besides
  states both stages apart and proves everything over *all admissible options*; peers see the shortlist only, with the
  capacities that the vacancies state: to tighten them is the solver's business.
- `gap` is (bound − reached) / bound on the weighted sum, against the engine's bound over all admissible options, for
  everybody; `placed` and `value` are the engine's own gaps of the stages. A short shortlist alone can make the gap of
  an optimal answer large.
- `memory` is the peak of resident memory over the run's whole process tree, added up every 50 ms; pages that
  processes share count for each of them. Generating the problem is in it.
- `proven`: within the gap that is good enough at this size, which everybody but the naive was told; `stopped`: a plan
  outside it, at the time limit. A peer that did not end at one size is not run at the next, nor is one
  whose time, growing with the square of the people, would pass the limit: then the prediction stands there.
"""
