"""Small problems: the engine proves the optimum; how long that takes beside raw highspy on the same problems."""

import time
from dataclasses import dataclass, replace
from math import isclose
from statistics import median

import numpy as np

from matching.bench.generator import Size, generate
from matching.bench.peers.answer import NOTHING, Answer
from matching.bench.peers.with_highspy import whole_numbers
from matching.bench.task import Ending, Reading, Task
from matching.compact.shortlist import shortlist
from matching.plan import Plan
from matching.problem import Problem
from matching.stages import stages_of
from matching.strategy import solve

SHAPES = tuple(Size(people, people // 5, 2, 0.9, 0.9) for people in (30, 100, 250, 400, 550))
MOST_OPTIONS = 5_000
PROBLEMS_EACH = 4


@dataclass(frozen=True)
class _Duel:
    """One problem solved by both; they agree where neither optimum contradicts the other's."""

    engine_seconds: float
    raw_seconds: float
    proven: bool
    agreed: bool


def measure_small(task: Task) -> Reading:
    """Solve a score of small problems both ways in turn, so that both meet the same machine.

    The raw solver gets the engine's own weighted sum and must prove its optimum too.
    """
    duels = [_duel(problem, task) for problem in small_problems(task.seed)]
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


def small_problems(seed: int) -> list[Problem]:
    """A score of problems up to the most options, the first solved once before for nothing but its warmth."""
    found = [shortlist(generate(shape, 100 * seed + n), 20) for shape in SHAPES for n in range(PROBLEMS_EACH)]
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
    return _Duel(engine_seconds, raw_seconds, plan.status == "optimal", _agree(problem, plan, answer))


def _agree(problem: Problem, plan: Plan, answer: Answer) -> bool:
    """Whether the engine's plan is lexicographically as good as the raw solver's, and no better than its bound.

    Best for the weighted sum is lexicographically best only where the weights are large enough.
    """
    chosen = NOTHING if answer.chosen is None else answer.chosen
    mine = list(plan.objective.values())
    others = [stage.worth(problem, chosen) for stage in stages_of(problem)]
    equal = [isclose(one, other, rel_tol=1e-9) for one, other in zip(mine, others, strict=True)]
    first = next((rank for rank, same in enumerate(equal) if not same), None)
    weighted = float(np.dot(plan.prices.stage_weights, mine))
    return (first is None or mine[first] > others[first]) and weighted <= answer.bound * (1 + 1e-9)
