"""The best plan under one more condition: how much may change, and how far districts may fall behind.

Problems that one model holds get the condition as rows; larger ones get a price for it (Lagrangian relaxation:
Geoffrion 1974), which gives a bound as well. Mathematics: MODEL.md, "Conditions".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Protocol

import numpy as np

from matching.effort import Effort
from matching.model import Model, add_change_budget, add_share_floor, build
from matching.problem import Floats, Indexes, Mask, Offsets, Problem
from matching.search.canonical import canonical, subproblem, usable_options
from matching.solve import Outcome, run
from matching.stages import Stage, combined, stages_of

ONE_MODEL_OPTIONS = 150_000
"""Up to this many options a condition is a row of one model."""

TOLERANCE = 1e-9
"""Slack of a condition, so that no plan falls to the last digit of a share."""


class Condition(Protocol):
    """What a plan must keep beyond the problem's own rules; everything is told by option, in the problem's order."""

    def add(self, model: Model) -> None:
        """Write the condition as rows of a model of the same options."""

    def holds(self, chosen: Offsets) -> bool:
        """Whether a plan keeps it."""

    def part(self, options: Offsets) -> "Condition":
        """The same condition over some of the options, in their order."""


@dataclass(frozen=True, eq=False)
class ChangeBudget:
    """At least `least` people stay: they take one of the options that `stays` marks, shape (N,)."""

    stays: Mask
    least: int

    def add(self, model: Model) -> None:
        """Add Σ x over the marked options ≥ least."""
        add_change_budget(model, self.stays, self.least)

    def holds(self, chosen: Offsets) -> bool:
        """Count who stays."""
        return int(self.stays[chosen].sum()) >= self.least

    def part(self, options: Offsets) -> "ChangeBudget":
        """The same budget over some of the options."""
        return ChangeBudget(self.stays[options], self.least)


@dataclass(frozen=True, eq=False)
class ShareFloor:
    """No group's placed share lies below `share` times everybody's.

    `group` is the group of each option's applicant, -1 for none, shape (N,); `members` counts the people of each
    group who have any option at all, and `everybody` those of all groups and of none.
    """

    group: Indexes
    members: Offsets
    everybody: int
    share: float

    def add(self, model: Model) -> None:
        """Add the rows of the groups."""
        add_share_floor(model, self.group, np.asarray(self.members * (self.share / max(1, self.everybody)), float))

    def placed(self, chosen: Offsets) -> Offsets:
        """Count the placed of each group, shape (G,)."""
        group = self.group[chosen]
        return np.bincount(group[group >= 0], minlength=len(self.members))

    def missing(self, chosen: Offsets) -> Floats:
        """Tell how many people each group lacks to reach the floor, shape (G,); 0 or less where it does."""
        needed = self.members * (self.share * len(chosen) / max(1, self.everybody))
        return np.asarray(needed - self.placed(chosen) - TOLERANCE)

    def holds(self, chosen: Offsets) -> bool:
        """Compare every group with everybody."""
        return bool((self.missing(chosen) <= 0).all())

    def part(self, options: Offsets) -> "ShareFloor":
        """The same floor over some of the options; who counts as having one does not change."""
        return replace(self, group=self.group[options])


@dataclass(frozen=True, eq=False)
class Best:
    """The best plan found under conditions (None if none was), and a bound on the weighted sum of every such plan."""

    chosen: Offsets | None
    value: float
    bound: float


def best_by_model(
    problem: Problem, weights: Floats, conditions: Sequence[Condition], known: Offsets | None, effort: Effort
) -> Best:
    """Solve one model of the weighted sum with the conditions as rows; never worse than *known*, which keeps them.

    The same input in another order gives the same plan.
    """
    whole = combined(stages_of(problem), weights)
    floor = -inf if known is None else whole.worth(problem, known)
    outcome = _run(problem, whole, conditions, effort)
    value = -inf if outcome.chosen is None else whole.worth(problem, outcome.chosen)
    if floor >= value:
        return Best(known, floor, max(outcome.bound, floor))
    return Best(outcome.chosen, value, max(outcome.bound, value))


def most_stays(problem: Problem, stays: Mask, conditions: Sequence[Condition], effort: Effort) -> Offsets | None:
    """The plan in which most people stay, whatever else it is worth; None where none was found."""
    counted = Stage("stay", stays.astype(np.float64), np.zeros(len(problem.opening_ids)))
    return _run(problem, counted, conditions, effort).chosen


def _run(problem: Problem, stage: Stage, conditions: Sequence[Condition], effort: Effort) -> Outcome:
    """Solve one model in canonical order; a plan that breaks a condition by more than rounding counts as none."""
    form = canonical(problem)
    usable = usable_options(form.problem)
    original = form.options[usable]
    opening = stage.opening[form.openings]
    model = build(subproblem(form.problem, usable), Stage(stage.name, stage.option[original], opening))
    for condition in conditions:
        condition.part(original).add(model)
    outcome = run(model, effort)
    chosen = None if outcome.chosen is None else np.sort(original[outcome.chosen])
    if chosen is not None and not all(condition.holds(chosen) for condition in conditions):
        chosen = None
    return replace(outcome, chosen=chosen)


def chosen_of(best: Best) -> Offsets:
    """The plan found, or the empty one, which asks nobody to do anything."""
    return np.zeros(0, dtype=np.int64) if best.chosen is None else best.chosen
