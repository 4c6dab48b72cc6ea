"""The command `python -m matching bench`: run, print as it goes, write what was measured."""

import argparse
import signal
import sys
from dataclasses import replace
from pathlib import Path

from matching.bench.chart import chart
from matching.bench.contestants import ENGINES, TITLES
from matching.bench.document import Document, document, document_from, report
from matching.bench.figures import figures
from matching.bench.kernels import comparisons
from matching.bench.machine import machine, versions
from matching.bench.problems import SCALES
from matching.bench.productive_work import PrisonRun, prison_runs, runs_document, runs_report, runs_table
from matching.bench.session import Programme, readings
from matching.bench.summary import lines
from matching.bench.task import Reading
from matching.bench.wording import (
    contestants_table,
    figure_table,
    growth,
    kernels_table,
    running_line,
    sizes_table,
    told,
)
from matching.errors import InputError

INTERRUPTED = 130


def bench(options: argparse.Namespace) -> int:
    """Run the benchmark, or read one that ran; answers the exit code."""
    if options.productive_work:
        return _bench_prisons(options)
    if options.read:
        found, code = document_from(Path(options.read).read_text(encoding="utf-8")), 0
    else:
        found, code = _run(_programme(options), options.json)
        if options.kernels and not code:
            found = replace(found, kernels=tuple(comparisons()))
    _write(found, options)
    return code


def _bench_prisons(options: argparse.Namespace) -> int:
    """Run the rounds of all prisons instead; what has been measured is kept after every seed."""
    _say(f"{told(machine())}\n{told(versions())}\nseeds {', '.join(map(str, options.seeds))}\n")
    runs: list[PrisonRun] = []
    for run in prison_runs(options.seeds, options.workers):
        runs.append(run)
        _say(
            f"seed {run.seed}: {run.seconds:.1f} s, {run.proven} of {run.prisons} proven, worst gap {run.worst_gap:.2g}"
        )
        for path, content in ((options.json, runs_document), (options.results, runs_report)):
            if path:
                Path(path).write_text(content(runs), encoding="utf-8")
    _say("\n" + runs_table(runs))
    return 0


def _programme(options: argparse.Namespace) -> Programme:
    """The programme asked for, in the order of the report; the engine always runs."""
    peers = [name for name in TITLES if name not in ENGINES]
    asked = {"all": peers, "none": []}.get(",".join(options.peers), options.peers)
    sizes = [] if options.sizes == ["none"] else options.sizes
    _check_names("--sizes", sizes, list(SCALES))
    _check_names("--peers", asked, peers)
    wanted = {*ENGINES, *asked}
    return Programme(
        sizes=tuple(size for size in SCALES if size in sizes),
        seeds=tuple(options.seeds),
        contestants=tuple(name for name in TITLES if name in wanted),
        limit_seconds=options.limit,
    )


def _check_names(place: str, names: list[str], known: list[str]) -> None:
    for name in names:
        if name not in known:
            raise InputError(place, f"{name} is none of {', '.join(known)}")


def _run(programme: Programme, json_path: str | None) -> tuple[Document, int]:
    """Run to the end or until interrupted; what has been measured is kept after every row."""
    _say(f"{told(machine())}\n{told(versions())}\nseeds {', '.join(map(str, programme.seeds))}\n")
    done: list[Reading] = []
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for reading in readings(programme):
            done.append(reading)
            _say(running_line(reading))
            if json_path:
                Path(json_path).write_text(document(programme, done).to_json(), encoding="utf-8")
    except KeyboardInterrupt:
        _say("interrupted")
        return document(programme, done), INTERRUPTED
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return document(programme, done), 0


def _write(found: Document, options: argparse.Namespace) -> None:
    """Print the tables and write the files asked for."""
    summary = lines(found.readings)
    tables = [sizes_table(found.readings), contestants_table(summary), figure_table(figures(summary))]
    tables += [kernels_table(found.kernels)] if found.kernels else []
    _say("\n" + "\n\n".join(tables))
    _say(f"\nexponent of the engine's cost against people: {growth(found.readings)}")
    for path, content in (
        (options.json, found.to_json),
        (options.chart, lambda: chart(summary)),
        (options.results, lambda: report(found)),
    ):
        if path:
            Path(path).write_text(content(), encoding="utf-8")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
