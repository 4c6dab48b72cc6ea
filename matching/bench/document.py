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
Seeds: {seeds}; medians over them. Time limit of a peer's run: {limit} s.

## Figures to reach

{figures}

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

- *No certificate by prices is tighter than the relaxation.* With half days that have as little as three tenths of a
  vacancy's places, the best plan of M lies 0.16 % below its relaxation: a MIP over all options within some eleven
  points of everybody's best proved it in 18 s. The generator therefore gives every half day at least half of
  the places; then what is left is 0.03 % at M and some 0.07 % at L, where windows of 3,000 options, solved to
  optimality, gain nothing after twenty seconds. Inequalities that cut odd cycles of half days off would tighten it;
  they need prices of their own in the plan and in its verification.
- *Stages apart.* Both are bounded with the one set of prices that a plan carries, good for their weighted sum: a
  weighted gap of 0.07 % leaves each a gap between 1 and 2 %. A lighter first stage would tighten the second's bound,
  and loosen the first's as much.
- *Prices.* An accelerated step over 170,000 options takes 3 ms on two threads, and prices need some 400 steps to come
  within 6e-5 of the relaxation, more than half of all time at M. Fewer or shorter temperatures end a thousandth above
  it; quartering the temperature needs as many steps; leaving out the options far below an applicant's best saved a
  tenth of the work and made the bound swing by a tenth. Widening a shortlist of eight vacancies a person
  while it is hot took a fifth off.
- *Peers.* The relaxation of M is nearly whole, 108 shares of 8,430 people are none, so that HiGHS needs three seconds
  for it and CBC less than a minute for all. Tighter half days slow the peers down, and widen the gap told above.
- *Past M* a step is bound by memory: 17 ns an option at M, some 35 from L on, with 1.6 million options in hand at N.
- *The dive* loses 0.03 % at M in half a second. Warmer or more rounds gained nothing.

## How it is measured

- Every run has a process of its own and generates the problem from its seed first; seconds count from arrays in
  memory to the plan, building the model included, checking the plan not (the figure of N adds it). Compiled kernels
  are loaded before the clock runs; they are compiled once after installation.
- All contestants maximise the same weighted sum of the two stages, with the engine's weights. The engine besides
  states both stages apart and proves everything over *all admissible options*; peers see the shortlist only.
- `gap` is (bound − reached) / bound on the weighted sum, against the engine's bound over all admissible options, for
  everybody; `placed` and `value` are the engine's own gaps of the stages. A short shortlist alone can make the gap of
  an optimal answer large.
- `memory` is the peak of resident memory over the run's whole process tree, added up every 50 ms; pages that
  processes share count for each of them. Generating the problem is in it.
- `proven`: within the gap that is good enough at this size, which everybody but the naive was told; `stopped`: a plan
  outside it, at the time limit. A peer that did not end at one size is not run at the next, nor is one
  whose time, growing with the square of the people, would pass the limit: then the prediction stands there.
"""
