"""A floor for every district: none may fall far behind everybody's share of places; and what that costs.

The floor is a condition on the plan, never a weight: which group somebody belongs to stands neither in the round's
input nor in any score. In large problems it gets a price, raised until the plan keeps it: placing somebody is then
worth more in groups that fall behind and, by as much in all, less in the others. Mathematics: MODEL.md, "Conditions".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Unpack

import numpy as np

from matching.effort import Effort, Limits, relative_gap
from matching.plan import Plan
from matching.problem import Floats, Problem
from matching.search.canonical import usable_options
from matching.search.conditions import ONE_MODEL_OPTIONS, Best, ShareFloor, best_by_model, chosen_of
from matching.search.restating import restated
from matching.stages import combined, stages_of
from matching.strategy import solve

FREE_SHARE = 0.5
"""Part of the time for the plan without the floor, with which the other is compared."""

ROUNDS = 6
FIRST_PRICE = 0.25
"""Of what a typical option is worth, for one person more in a group that falls behind."""


@dataclass(frozen=True)
class GroupShare:
    """How many of a group have a place, among its people who could have one at all under the rules.

    `beyond_reach` are its people whom no opening admits: a floor on places can do nothing for them.
    """

    group: str
    placed: int
    eligible: int
    beyond_reach: int


@dataclass(frozen=True, eq=False)
class Floored:
    """The plan without a floor and the one that keeps it, with the certificate of the second.

    `value` is its weighted sum of the stages and `bound` what no plan that keeps the floor exceeds. Where `holds` is
    false the time did not suffice to find a plan that keeps it, and `kept` is the free plan.
    """

    share: float
    free: Plan
    kept: Plan
    holds: bool
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """Relative distance of the plan to the bound of those that keep the floor."""
        return relative_gap(self.value, self.bound)


def floor_of(problem: Problem, group: Mapping[str, str], share: float) -> ShareFloor:
    """Make the floor from the group of each applicant by id; who stands in no group counts for everybody's share only.

    Only people with an option that some plan can contain count: no plan can place the others.
    """
    number = {name: index for index, name in enumerate(sorted(set(group.values())))}
    of_applicant = np.array(
        [number[group[one]] if one in group else -1 for one in problem.applicant_ids], dtype=np.int32
    )
    eligible = np.unique(problem.option_applicant[usable_options(problem)])
    grouped = of_applicant[eligible]
    members = np.bincount(grouped[grouped >= 0], minlength=len(number))
    return ShareFloor(of_applicant[problem.option_applicant], members, len(eligible), share)


def group_shares(problem: Problem, group: Mapping[str, str], chosen: Sequence[int]) -> tuple[GroupShare, ...]:
    """Count each group's people with a place, with an option and with none, in the order of the groups' names."""
    names = sorted(set(group.values()))
    eligible, placed = np.zeros((2, len(problem.applicant_ids)), dtype=bool)
    eligible[problem.option_applicant[usable_options(problem)]] = True
    placed[problem.option_applicant[np.array(chosen, dtype=np.int64)]] = True
    of_group = np.array([group.get(one, "") for one in problem.applicant_ids], dtype=object)
    rows = ((name, of_group == name) for name in names)
    return tuple(
        GroupShare(name, int((placed & own).sum()), int((eligible & own).sum()), int((~eligible & own).sum()))
        for name, own in rows
    )


def solve_with_floor(problem: Problem, group: Mapping[str, str], share: float, **limits: Unpack[Limits]) -> Floored:
    """Solve without and with a floor: no group's placed share below *share* times everybody's.

    Problems that one model holds are solved with the floor as rows; larger ones with a price on it.

    Raises:
        SolverError: No solver is installed.
    """
    effort = Effort(**limits)
    part: Limits = {**limits, "time_limit_seconds": effort.part(FREE_SHARE).left_seconds}
    free = solve(problem, **part)
    floor = floor_of(problem, group, share)
    chosen = np.array(free.chosen, dtype=np.int64)
    weights = np.array(free.prices.stage_weights)
    if floor.holds(chosen):
        value = combined(stages_of(problem), weights).worth(problem, chosen)
        return Floored(share, free, free, True, value, max(value, free.prices.bound))
    best = _best(problem, weights, floor, free, effort)
    if best.chosen is None:
        value = combined(stages_of(problem), weights).worth(problem, chosen)
        return Floored(share, free, free, False, value, max(value, best.bound))
    kept = restated(problem, free, chosen_of(best))
    return Floored(share, free, kept, True, best.value, min(best.bound, max(best.value, free.prices.bound)))


def _best(problem: Problem, weights: Floats, floor: ShareFloor, free: Plan, effort: Effort) -> Best:
    if len(problem.option_applicant) > ONE_MODEL_OPTIONS:
        return best_by_price(problem, weights, floor, effort)
    return best_by_model(problem, weights, (floor,), None, effort)


def best_by_price(problem: Problem, weights: Floats, floor: ShareFloor, effort: Effort) -> Best:
    """Find a plan that keeps the floor, and a bound on all that do; None where the rounds did not suffice.

    For any prices ≥ 0 the bound of the priced problem bounds every plan that keeps the floor (Lagrangian relaxation:
    Fisher 1981), because there the priced terms add up to no less than zero.
    """
    whole = combined(stages_of(problem), weights)
    unit = float(np.median(np.abs(whole.option))) if len(whole.option) else 1.0
    prices = np.zeros(len(floor.members))
    best = Best(None, -np.inf, np.inf)
    for passed in range(ROUNDS):
        priced = replace(
            problem,
            objective=("value",),
            option_value=whole.option + _worth_of_placing(floor, prices),
            opening_value=whole.opening,
            source_sha256=None,
        )
        part = effort.part(1 / (ROUNDS - passed))
        plan = solve(priced, time_limit_seconds=part.left_seconds, seed=effort.seed, should_stop=effort.should_stop)
        best = replace(best, bound=min(best.bound, plan.bound["value"]))
        chosen = np.array(plan.chosen, dtype=np.int64)
        missing = floor.missing(chosen)
        value = whole.worth(problem, chosen)
        if (missing <= 0).all() and value > best.value:
            best = Best(chosen, value, best.bound)
        if effort.left_seconds <= 0 or best.chosen is not None:
            break
        prices = np.where(missing > 0, np.maximum(2 * prices, FIRST_PRICE * unit), prices)
    return best if best.chosen is None else replace(best, bound=max(best.bound, best.value))


def _worth_of_placing(floor: ShareFloor, prices: Floats) -> Floats:
    """What the prices add to each option: its group's own, less the group shares' part in everybody's; (N,)."""
    everybody = float(prices @ floor.members) * floor.share / max(1, floor.everybody)
    own = np.append(prices, 0.0)
    return np.asarray(own[floor.group] - everybody)
