"""Solving again after a change: how much is gained for how many people who must move.

One answer would hide the choice, so a curve is offered: nobody moves, a few in a hundred do, or as many as pays. Each
point is one solve with a row that counts who stays or, in large problems, with a price on moving; each states the
bound that no plan with as few moves exceeds. Mathematics: MODEL.md, "Conditions".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, inf
from typing import Unpack

import numpy as np

from matching.effort import Effort, Limits, relative_gap
from matching.plan import Plan
from matching.problem import Floats, Mask, Offsets, Problem
from matching.search.conditions import (
    ONE_MODEL_OPTIONS,
    Best,
    ChangeBudget,
    Condition,
    best_by_model,
    chosen_of,
    most_stays,
)
from matching.search.repair import is_plain, repaired
from matching.search.restating import proven_by_prices, restated
from matching.stages import combined, stages_of
from matching.strategy import solve

BUDGETS = (0.0, 0.005, 0.01, 0.02, None)
"""Shares of those who had a place that may move; None: as many as pays."""

ROW_OPTIONS = 25_000
"""Up to this many options of a plain problem the budget is a row."""

FREE_SHARE = 0.4
"""Part of the time for the plan without any budget, which bounds all others."""


@dataclass(frozen=True, eq=False)
class Point:
    """One way to go on: at most *budget* of those who had a place move, *moved* do.

    `value` is the weighted sum of the stages and `bound` what no plan that moves as few exceeds. `plan` is a plan of
    the whole problem; what it claims is claimed against all plans, whoever moves.
    """

    budget: float | None
    moved: int
    value: float
    bound: float
    plan: Plan

    @property
    def gap(self) -> float:
        """Relative distance to the bound of plans within the budget."""
        return relative_gap(self.value, self.bound)


@dataclass(frozen=True, eq=False)
class Curve:
    """The points in the order of their budgets; `before` counts those who had a place that is still theirs to keep."""

    before: int
    points: tuple[Point, ...]


def reoptimise(
    problem: Problem,
    stays: Mask,
    *,
    budgets: Sequence[float | None] = BUDGETS,
    conditions: Sequence[Condition] = (),
    start: Plan | None = None,
    **limits: Unpack[Limits],
) -> Curve:
    """Offer plans that move few of those who had a place, from nobody to as many as pays.

    *stays* marks the options by which somebody stays where they were, shape (N,); whoever has none had no place or
    lost it, and moves without being counted. *conditions* bind every point. *start* is a plan of an earlier problem
    with the same resources, whose prices large problems start from.

    Raises:
        SolverError: No solver is installed.
    """
    effort = Effort(**limits)
    before = len(np.unique(problem.option_applicant[stays]))
    if start is not None and _is_large(problem) and not conditions and None not in budgets:
        return Curve(before, tuple(_repaired_point(problem, stays, before, b or 0.0, start, effort) for b in budgets))
    free = _free(problem, conditions, limits, effort)
    search = _Search(problem, stays, before, free, tuple(conditions), start)
    wanted = sorted({inf if budget is None else budget for budget in budgets})
    found: list[Point] = []
    for passed, budget in enumerate(wanted):
        known = np.array(found[-1].plan.chosen, dtype=np.int64) if found else None
        found.append(search.point(budget, known, effort.part(1 / (len(wanted) - passed))))
    return Curve(before, tuple(found))


def _is_large(problem: Problem) -> bool:
    """Whether a budget gets a price and no row: too many options for one model, and nothing but places to keep."""
    return len(problem.option_applicant) > ROW_OPTIONS and is_plain(problem)


def _repaired_point(problem: Problem, stays: Mask, before: int, budget: float, start: Plan, effort: Effort) -> Point:
    """A point found from an earlier plan alone, without the plan that moves as many as pays."""
    weights = np.array(start.prices.stage_weights)
    repair = repaired(problem, weights, stays, floor(budget * before + 1e-9), start, effort)
    chosen = chosen_of(repair.best)
    plan = proven_by_prices(problem, start, repair.prices, chosen)
    return Point(budget, before - int(stays[chosen].sum()), repair.best.value, repair.best.bound, plan)


def stay_options(problem: Problem, opening: Offsets) -> Mask:
    """Mark the options at the opening where each applicant was, -1 for none; (I,) to (N,)."""
    return np.asarray(problem.option_opening == opening[problem.option_applicant])


def _free(problem: Problem, conditions: Sequence[Condition], limits: Limits, effort: Effort) -> tuple[Plan, Best]:
    """The plan without a budget, and what is proven of the weighted sum of plans that keep the conditions."""
    part = effort.part(FREE_SHARE)
    half: Limits = {**limits, "time_limit_seconds": part.left_seconds / 2}
    plan = solve(problem, **half)
    weights, chosen = np.array(plan.prices.stage_weights), np.array(plan.chosen, dtype=np.int64)
    whole = combined(stages_of(problem), weights)
    keeps = all(condition.holds(chosen) for condition in conditions)
    bound = plan.prices.bound
    if len(problem.option_applicant) <= ONE_MODEL_OPTIONS:
        best = best_by_model(problem, weights, conditions, chosen if keeps else None, part)
        bound = min(bound, best.bound)
        chosen = chosen if keeps else chosen_of(best)
    value = whole.worth(problem, chosen)
    return restated(problem, plan, chosen), Best(chosen, value, max(value, bound))


@dataclass(frozen=True, eq=False)
class _Search:
    """Finds the point of each budget."""

    problem: Problem
    stays: Mask
    before: int
    free: tuple[Plan, Best]
    conditions: tuple[Condition, ...]
    start: Plan | None

    @property
    def weights(self) -> Floats:
        return np.array(self.free[0].prices.stage_weights)

    def moved(self, chosen: Offsets) -> int:
        return self.before - int(self.stays[chosen].sum())

    def point(self, budget: float, known: Offsets | None, effort: Effort) -> Point:
        """The best plan that moves no more than the budget allows, or than somebody must where it cannot be kept."""
        plan, best = self.free
        most = self.before if budget == inf else floor(budget * self.before + 1e-9)
        if self.moved(chosen_of(best)) > most:
            found = self._within(most, known, effort)
            best = replace(found, bound=max(found.value, min(found.bound, best.bound)))
            plan = restated(self.problem, plan, chosen_of(best))
        return Point(None if budget == inf else budget, self.moved(chosen_of(best)), best.value, best.bound, plan)

    def _within(self, most: int, known: Offsets | None, effort: Effort) -> Best:
        if _is_large(self.problem) and not self.conditions:
            start = self.start or self.free[0]
            return repaired(self.problem, self.weights, self.stays, most, start, effort).best
        least = self.before - most
        if known is not None:
            least = min(least, int(self.stays[known].sum()))
        best = self._by_row(least, known, effort.part(0.7))
        if best.chosen is not None:
            return best
        staying = most_stays(self.problem, self.stays, self.conditions, effort.part(0.5))
        if staying is None:
            return Best(staying, 0.0, self.free[1].bound)
        return self._by_row(min(least, int(self.stays[staying].sum())), staying, effort)

    def _by_row(self, least: int, known: Offsets | None, effort: Effort) -> Best:
        rows = (*self.conditions, ChangeBudget(self.stays, least))
        return best_by_model(self.problem, self.weights, rows, known, effort)
