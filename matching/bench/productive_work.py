"""The rounds of all prisons, measured: how long for the whole country, and how near to the best each plan is proven."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from matching.bench.machine import machine, versions
from matching.bench.prisons import prison_rounds
from matching.bench.wording import table, told
from matching.productive_work.admission import admit
from matching.productive_work.assembly import assemble_work
from matching.productive_work.prisons import propose_prisons
from matching.productive_work.proposal import WorkProposal
from matching.productive_work.round import PrisonRound
from matching.verification import verify

FORMAT = "prison-bench/1"
WORKERS = 28_000
"""Inmates at work in September 2025 (INPE)."""
SECONDS_EACH = 45.0
"""Time limit of one prison, the largest first; what it leaves open is stated as a gap."""


@dataclass(frozen=True)
class PrisonRun:
    """One seed: all prisons of the country, from rounds in memory to proposals, checking apart.

    `processor_seconds` are those of all processes: where they are far below twice `seconds`, something else was
    running, and the figures of time say nothing.

    `proven` counts the prisons whose plan is proven optimal, `worst_gap` is the largest of both stages of any;
    `by_solver` counts those whose bound only the solver's tree gives and no prices.
    """

    seed: int
    prisons: int
    workers: int
    applications: int
    options: int
    seconds: float
    processor_seconds: float
    verify_seconds: float
    slowest: str
    slowest_seconds: float
    worst_gap: float
    proven: int
    by_solver: int
    refused_by_verification: int
    assigned: int
    activities: int
    opened: int


def prison_runs(seeds: Sequence[int], workers: int = WORKERS) -> Iterator[PrisonRun]:
    """Run every seed; each run as it comes."""
    for seed in seeds:
        rounds = prison_rounds(workers, seed)
        started, processor = time.perf_counter(), _processor_seconds()
        proposals = list(propose_prisons(rounds, time_limit_seconds=SECONDS_EACH))
        spent = time.perf_counter() - started, _processor_seconds() - processor
        yield _run(seed, rounds, proposals, spent)


def _processor_seconds() -> float:
    """Processor time of this process and of those it started that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _run(
    seed: int, rounds: Sequence[PrisonRound], proposals: Sequence[WorkProposal], spent: tuple[float, float]
) -> PrisonRun:
    plans = [one.plan for one in proposals]
    slowest = max(proposals, key=lambda one: one.plan.solver.seconds)
    problems = {one.prison_id: assemble_work(one, admit(one)).problem for one in rounds}
    started = time.perf_counter()
    refused = sum(bool(verify(problems[one.prison_id], one.plan)) for one in proposals)
    return PrisonRun(
        seed=seed,
        prisons=len(proposals),
        workers=sum(len(one.workers) for one in rounds),
        applications=sum(len(worker.applications) for one in rounds for worker in one.workers),
        options=sum(len(problem.option_applicant) for problem in problems.values()),
        seconds=round(spent[0], 2),
        processor_seconds=round(spent[1], 2),
        verify_seconds=round(time.perf_counter() - started, 2),
        slowest=slowest.prison_id,
        slowest_seconds=slowest.plan.solver.seconds,
        worst_gap=max(plan.gap for plan in plans),
        proven=sum(plan.status == "optimal" for plan in plans),
        by_solver=sum(plan.proof == "solver" for plan in plans),
        refused_by_verification=refused,
        assigned=sum(len(one.assignments) for one in proposals),
        activities=sum(len(one.crews) for one in proposals),
        opened=sum(crew.opens for one in proposals for crew in one.crews),
    )


def runs_table(runs: Sequence[PrisonRun]) -> str:
    """One row a seed."""
    head = ["seed", "prisons", "workers", "applications", "options", "seconds", "processor, s"]
    head += ["slowest prison", "proven", "worst gap", "assigned", "activities opened", "checking, s", "refused"]
    rows = [
        [
            str(one.seed),
            str(one.prisons),
            f"{one.workers:,}",
            f"{one.applications:,}",
            f"{one.options:,}",
            f"{one.seconds:.1f}",
            f"{one.processor_seconds:.1f}",
            f"{one.slowest}, {one.slowest_seconds:.1f} s",
            f"{one.proven} ({one.by_solver} by solver)",
            f"{100 * one.worst_gap:.3f} %",
            f"{one.assigned:,}",
            f"{one.opened:,} of {one.activities:,}",
            f"{one.verify_seconds:.1f}",
            str(one.refused_by_verification),
        ]
        for one in runs
    ]
    return table(head, rows)


def runs_document(runs: Sequence[PrisonRun]) -> str:
    """The runs as one JSON document, with what they ran on."""
    record: Mapping[str, object] = {"format": FORMAT, "machine": machine(), "versions": versions()}
    return json.dumps({**record, "runs": [asdict(one) for one in runs]}, indent=1) + "\n"


def runs_report(runs: Sequence[PrisonRun]) -> str:
    """The report in Markdown."""
    return _REPORT.format(machine=told(machine()), versions=told(versions()), runs=runs_table(runs), each=SECONDS_EACH)


_REPORT = """\
# Productive work in prisons: all 69 at once

Written by `python -m matching bench --productive-work --results FILE`; do not edit.

Machine: {machine}.
Versions: {versions}.

{runs}

Seconds count from rounds in memory to proposals: rules, scores, problems, plans, causes, and the start of two
processes; checking is apart. Where `processor` is far below twice the seconds, something else was running. Each prison
has {each:g} s at most. The sizes of the prisons are real, everything in them is drawn from the seed
(`matching/bench/prisons.py`). `refused` counts the plans that verification does not accept.
"""
