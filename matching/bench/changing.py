"""A round that has changed: one person and one vacancy in a hundred gone, as many come, and the engine solves again."""

import time
from dataclasses import dataclass, replace

import numpy as np

from matching.bench.task import Ending, Reading, Task
from matching.effort import Limits
from matching.plan import Plan
from matching.problem import Offsets, Problem
from matching.reoptimise import reoptimise, stay_options
from matching.search.canonical import subproblem
from matching.strategy import solve

CHANGED = 0.01
"""Share of people, and of vacancies, that leaves and that comes."""

BUDGET = 0.01
"""Share of the others that may move."""


@dataclass(frozen=True, eq=False)
class Change:
    """The round before and after; both have the same people and vacancies, some without any option."""

    before: Problem
    after: Problem


def measure_change(task: Task, problem: Problem) -> Reading:
    """Solve the round before, change it, and time the re-optimised plan; a plan from scratch says what it gave up."""
    change, limits = changed(problem, task.seed), _limits(task)
    first = solve(change.before, **limits)
    stays = stay_options(change.after, _places(change.before, first))
    started = time.perf_counter()
    curve = reoptimise(change.after, stays, budgets=(BUDGET,), start=first, **limits)
    seconds = time.perf_counter() - started
    scratch, point = solve(change.after, **limits), curve.points[0]
    best, reached = (_worth(plan, first.prices.stage_weights) for plan in (scratch, point.plan))
    return Reading(
        task.contestant,
        task.size,
        task.seed,
        ending=Ending.STOPPED,
        seconds=seconds,
        objective=point.plan.objective,
        figures={
            "before": curve.before,
            "moved_share": point.moved / curve.before,
            "moved_share_from_scratch": 1 - float(stays[list(scratch.chosen)].sum()) / curve.before,
            "given_up_share": max(0.0, (best - reached) / best),
        },
    )


def changed(problem: Problem, seed: int) -> Change:
    """Take some people and vacancies out of the round before, and as many others out of the round after."""
    chance = np.random.default_rng([seed, len(problem.weight)])
    people, openings = chance.permutation(len(problem.weight)), chance.permutation(len(problem.opening_ids))
    some, few = max(1, int(CHANGED * len(people))), max(1, int(CHANGED * len(openings)))
    before = _without(problem, people[:some], openings[:few], "before")
    return Change(before, _without(problem, people[some : 2 * some], openings[few : 2 * few], "after"))


def _without(problem: Problem, people: Offsets, openings: Offsets, when: str) -> Problem:
    gone = np.isin(problem.option_applicant, people) | np.isin(problem.option_opening, openings)
    return replace(subproblem(problem, np.flatnonzero(~gone)), source_sha256=f"{problem.sha256} {when}")


def _places(problem: Problem, plan: Plan) -> Offsets:
    """The opening where each applicant was placed, -1 for none; (I,)."""
    chosen, places = list(plan.chosen), np.full(len(problem.weight), -1, dtype=np.int64)
    places[problem.option_applicant[chosen]] = problem.option_opening[chosen]
    return places


def _worth(plan: Plan, stage_weights: tuple[float, ...]) -> float:
    return float(np.dot(stage_weights, list(plan.objective.values())))


def _limits(task: Task) -> Limits:
    return {"time_limit_seconds": task.limit_seconds, "gap": task.gap, "threads": 2}
