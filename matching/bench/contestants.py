"""Who runs in the benchmark: the engine in its two forms, and its peers; each run leaves a reading."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from math import isfinite

import numpy as np

from matching.bench.changing import measure_change
from matching.bench.peers.answer import NOTHING, Answer
from matching.bench.problems import admissible_options, compact_problem, listed_problem
from matching.bench.recommending import recommendation_seconds
from matching.bench.small import measure_small
from matching.bench.task import Ending, Reading, Task
from matching.compact.problem import CompactProblem
from matching.effort import relative_gap
from matching.plan import Plan
from matching.problem import Offsets, Problem
from matching.search.verdict import PROVEN_GAP
from matching.stages import stages_of
from matching.strategy import solve
from matching.verification import verify

ENGINES = ENGINE, ENGINE_LISTED = "engine", "engine-listed"
SMALL, REOPTIMISATION = "small", "reoptimisation"

PEER_MODULES = {
    "pulp-cbc": "with_pulp",
    "pulp-cbc-tuned": "with_pulp",
    "pulp-highs": "with_pulp",
    "highspy-lp": "with_highspy",
    "highspy-mip": "with_highspy",
    "cp-sat": "with_cp_sat",
    "scipy-assignment": "with_scipy",
}
"""Where each peer stands; only the module of the one that runs is loaded."""

TITLES = {
    ENGINE: "engine, all admissible options",
    ENGINE_LISTED: "engine, shortlist written out",
    "highspy-lp": "raw highspy, LP relaxation alone",
    "highspy-mip": "raw highspy, MIP",
    "pulp-highs": "PuLP + HiGHS, one model",
    "pulp-cbc-tuned": "PuLP + CBC, tuned",
    "pulp-cbc": "PuLP + CBC, naive",
    "cp-sat": "OR-Tools CP-SAT",
    "scipy-assignment": "SciPy linear_sum_assignment",
}
"""Every contestant, in the order of the report."""

PROBES = {SMALL: "engine on small problems", REOPTIMISATION: "engine, re-optimising a changed round"}
"""What the engine does besides, each at one size."""


def run(task: Task) -> Reading:
    """Generate the problem, let the contestant solve it, judge what it gives back."""
    if task.contestant == SMALL:
        return measure_small(task)
    problem = compact_problem(task.size, task.seed)
    if task.contestant == ENGINE:
        return _by_engine(task, problem)
    if task.contestant == REOPTIMISATION:
        return measure_change(task, listed_problem(problem, task.size, task.nearest))
    listed = listed_problem(problem, task.size, task.nearest)
    if task.contestant != ENGINE_LISTED:
        return _by_peer(task, listed)
    reading = _by_engine(task, listed)
    return replace(reading, counts={**reading.counts, "eligible": admissible_options(problem)})


def _by_engine(task: Task, problem: Problem | CompactProblem) -> Reading:
    """Solve and verify; the plan's own stage weights are those of its price bound."""
    _warm_up()
    started = time.perf_counter()
    plan = solve(problem, time_limit_seconds=task.limit_seconds, gap=task.gap, threads=2)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    failures = verify(problem, plan)
    return Reading(
        task.contestant,
        task.size,
        task.seed,
        ending=Ending.FAILED if failures else _ending(task, plan),
        note="; ".join([str(plan.solver.options.get("strategy", "")), *failures[:1]]),
        seconds=seconds,
        verify_seconds=time.perf_counter() - started,
        bound=plan.prices.bound,
        objective=plan.objective,
        gaps=_gaps(plan),
        counts=_counts(problem, len(plan.chosen)),
        figures={**_weights(plan), **_recommending(problem, plan)},
    )


def _ending(task: Task, plan: Plan) -> Ending:
    """Proven as the peers prove: the weighted sum within the gap that is good enough."""
    return Ending.PROVEN if _gaps(plan)["weighted"] <= max(task.gap, PROVEN_GAP) else Ending.STOPPED


def _gaps(plan: Plan) -> Mapping[str, float]:
    """Relative gaps of the stages, and of their weighted sum against the price bound."""
    weighted = float(np.dot(plan.prices.stage_weights, list(plan.objective.values())))
    stages = {name: relative_gap(reached, plan.bound[name]) for name, reached in plan.objective.items()}
    return {"weighted": relative_gap(weighted, plan.prices.bound), **stages}


def _weights(plan: Plan) -> Mapping[str, float]:
    """The weight of each stage, which the peers are given too."""
    return {f"weight_{name}": w for name, w in zip(plan.objective, plan.prices.stage_weights, strict=True)}


def _recommending(problem: Problem | CompactProblem, plan: Plan) -> Mapping[str, float]:
    """What only a plan over all admissible options is asked: how fast its prices recommend a place."""
    if not isinstance(problem, CompactProblem):
        return {}
    return {"recommendation_p95_seconds": recommendation_seconds(problem, plan)}


def _warm_up() -> None:
    """Load the compiled kernels, which are compiled once and then kept on disk, before any clock runs."""
    problem = compact_problem("XS", 1)
    verify(problem, solve(problem, time_limit_seconds=5.0, threads=2))


def _by_peer(task: Task, problem: Problem) -> Reading:
    peer = _peer(task.contestant)
    started = time.perf_counter()
    answer = peer(problem, task)
    seconds = time.perf_counter() - started
    chosen = NOTHING if answer.chosen is None else answer.chosen
    broken = _broken(problem, chosen)
    return Reading(
        task.contestant,
        task.size,
        task.seed,
        ending=Ending.FAILED if broken else answer.ending,
        note=broken or answer.note,
        seconds=seconds,
        build_seconds=_known(answer.build_seconds),
        bound=_known(answer.bound),
        objective={stage.name: stage.worth(problem, chosen) for stage in stages_of(problem)} if len(chosen) else {},
        counts=_counts(problem, len(chosen)),
    )


def _peer(name: str) -> Callable[[Problem, Task], Answer]:
    found: Callable[[Problem, Task], Answer] = import_module(f"matching.bench.peers.{PEER_MODULES[name]}").PEERS[name]
    return found


def _broken(problem: Problem, chosen: Offsets) -> str:
    """What a peer's plan breaks, if anything; solvers keep rows to 1e-6."""
    used = np.asarray(problem.uses[chosen].sum(axis=0)).ravel()
    if np.bincount(problem.option_applicant[chosen], minlength=1).max() > 1:
        return "somebody has two places"
    return "a capacity is exceeded" if (used > problem.capacity + 1e-6).any() else ""


def _counts(problem: Problem | CompactProblem, placed: int) -> Mapping[str, int]:
    if isinstance(problem, CompactProblem):
        return {"applicants": len(problem.applicants), "openings": len(problem.openings), "placed": placed}
    return {
        "applicants": len(problem.applicant_ids),
        "openings": len(problem.opening_ids),
        "options": len(problem.option_applicant),
        "placed": placed,
    }


def _known(number: float) -> float | None:
    return float(number) if isfinite(number) else None
