"""Small problems: the engine proves the optimum; how long that takes beside raw highspy on the same problems."""

import time
from dataclasses import dataclass, replace
from math import isclose
from statistics import median

from matching.bench.generator import Size, generate
from matching.bench.peers.with_highspy import whole_numbers
from matching.bench.task import Ending, Reading, Task
from matching.compact.eligible import CompactSet
from matching.eligible import working_problem
from matching.problem import Problem
from matching.strategy import solve

SHAPES = (Size(30, 10, 1, 1.0, 0.9), Size(80, 20, 1, 1.0, 0.9), Size(160, 30, 1, 1.0, 0.9), Size(260, 40, 1, 1.0, 0.9))
MOST_OPTIONS = 5_000
PROBLEMS_EACH = 5


@dataclass(frozen=True)
class _Duel:
    """One problem solved by both."""

    engine_seconds: float
    raw_seconds: float
    proven: bool
    agreed: bool


def measure_small(task: Task) -> Reading:
    """Solve a score of small problems both ways in turn, so that both meet the same machine.

    The raw solver gets the engine's own weighted sum and must prove its optimum too.
    """
    duels = [_duel(problem, task) for problem in _problems(task.seed)]
    agreed = all(duel.agreed for duel in duels)
    return Reading(
        task.contestant,
        task.size,
        task.seed,
        ending=Ending.PROVEN if agreed else Ending.FAILED,
        note="" if agreed else "the two optima differ",
        seconds=median(duel.engine_seconds for duel in duels),
        figures={
            "problems": len(duels),
            "proven": sum(duel.proven for duel in duels),
            "ratio": median(duel.engine_seconds / duel.raw_seconds for duel in duels),
            "worst_ratio": max(duel.engine_seconds / duel.raw_seconds for duel in duels),
            "raw_seconds": median(duel.raw_seconds for duel in duels),
        },
    )


def _problems(seed: int) -> list[Problem]:
    """A score of problems up to the most options, the first solved once before for nothing but its warmth."""
    sets = [CompactSet(generate(shape, 100 * seed + n)) for shape in SHAPES for n in range(PROBLEMS_EACH)]
    found = [working_problem(one.frame, one.nearest(20)) for one in sets]
    solve(found[0])
    return [problem for problem in found if len(problem.option_applicant) <= MOST_OPTIONS]


def _duel(problem: Problem, task: Task) -> _Duel:
    started = time.perf_counter()
    plan = solve(problem)
    engine_seconds = time.perf_counter() - started
    same = replace(task, gap=0.0, stage_weights=plan.prices.stage_weights)
    started = time.perf_counter()
    answer = whole_numbers(problem, same)
    raw_seconds = time.perf_counter() - started
    reached = sum(w * worth for w, worth in zip(plan.prices.stage_weights, plan.objective.values(), strict=True))
    return _Duel(engine_seconds, raw_seconds, plan.status == "optimal", isclose(answer.bound, reached, rel_tol=1e-6))
