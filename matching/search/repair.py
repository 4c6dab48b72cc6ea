"""Repairing a large plan after a change: whoever has no reason to move at the known prices stays, the rest is solved.

A price on moving (the multiplier of the change budget) makes staying worth as much more as the budget asks. At the
prices of the plan before the change most people then stay by a margin; what remains is a problem of ordinary size.
The bound is that of the whole problem under the same price: Lagrangian relaxation of capacities and budget together.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from matching.effort import Effort
from matching.eligible import best_of_each
from matching.model import build
from matching.plan import Plan
from matching.prices import Prices, net_values, price_bound, priced
from matching.problem import Floats, Mask, Offsets, Problem
from matching.search.canonical import subproblem, usable_options
from matching.search.conditions import Best
from matching.search.construction import construct
from matching.solve import run
from matching.stages import Stage, combined, stages_of

FREE_OPTIONS = 12_000
"""Options of those who are set free: one model holds them."""

CLOSE = 1e-4
"""Gap at which the model of those who are set free is good enough; they are a small part of the whole."""

MODEL_SHARE = 0.3
"""Part of the time that their model may take."""

DEARER = 3.0
"""What the price on moving is multiplied by when too many moved."""

LEAST_PRICE = 0.025
"""The first price on moving, as a part of what an option is typically worth: with a tenth of it the places' prices are
those of a plan in which one in twelve moves, with four times as much of one in which hardly anybody does."""

ATTEMPTS = 6

WARM = 32.0
"""Temperature at which prices of before the change are taken up again: new places have none yet."""

ASCENT_SHARE = 0.3
"""Part of the time that the prices may take to settle."""


@dataclass(frozen=True, eq=False)
class _Changed:
    """A problem with who may stay, at some prices; `stage` is the weighted sum, `stays` marks options, (N,)."""

    problem: Problem
    stage: Stage
    stays: Mask
    resources: Floats
    openings: Floats

    @property
    def before(self) -> int:
        return len(np.unique(self.problem.option_applicant[self.stays]))

    def net(self) -> Floats:
        """What each option is worth beyond its places, (N,)."""
        return net_values(self.problem, self.stage, self.resources, self.openings)

    def gains(self, net: Floats) -> Floats:
        """What moving would bring each applicant who may stay, -inf for the others; (I,)."""
        stay, other = np.full((2, len(self.problem.weight)), -np.inf)
        owner = self.problem.option_applicant
        np.maximum.at(stay, owner[self.stays], net[self.stays])
        np.maximum.at(other, owner[~self.stays], net[~self.stays])
        return np.where(np.isfinite(stay), np.maximum(other, 0.0) - stay, -np.inf)

    def with_bonus(self, bonus: float) -> Stage:
        """The weighted sum with staying worth so much more."""
        return Stage("staying", self.stage.option + bonus * self.stays, self.stage.opening)


@dataclass(frozen=True, eq=False)
class Repair:
    """The best plan within the budget, and the prices after the change."""

    best: Best
    prices: Prices


def is_plain(problem: Problem) -> bool:
    """Tell whether openings neither ask for company nor bound it nor are worth anything: then places are all."""
    return problem.has_plain_openings and not np.isfinite(problem.maximum).any()


def repaired(problem: Problem, weights: Floats, stays: Mask, most: int, start: Plan, effort: Effort) -> Repair:
    """Find a plan of a plain problem in which at most *most* of those who may stay move, and bound all such plans.

    The price on moving starts low and is raised while too many move. A plan that breaks the budget even then counts as
    none.
    """
    stage = combined(stages_of(problem), weights)
    changed = _Changed(problem, stage, stays, np.array(start.prices.resources), np.array(start.prices.openings))
    bonus = max(LEAST_PRICE * float(np.median(np.abs(stage.option))) if len(stage.option) else 0.0, 1e-6)
    changed = _priced_again(changed, bonus, effort.part(ASCENT_SHARE))
    net = changed.net()
    gains = changed.gains(net)
    best = Best(None, -np.inf, np.inf)
    for _ in range(ATTEMPTS):
        found = _solved(changed, net, gains, bonus, most, effort.part(0.5))
        best = replace(best, bound=min(best.bound, _bound(changed, bonus, most)))
        if changed.before - int(stays[found].sum()) <= most:
            value = stage.worth(problem, found)
            best = Best(found, value, max(best.bound, value))
            break
        bonus *= DEARER
        if effort.left_seconds <= 0:
            break
    return Repair(best, priced(problem, weights, changed.resources, changed.openings))


def _priced_again(changed: _Changed, bonus: float, effort: Effort) -> _Changed:
    """Let the prices settle after the change, from where they were: only the cold end of the ascent is needed."""
    from matching.search.ascent import ascend  # compiles its kernels: not for those who never need them
    from matching.search.dual import dual_of

    with ThreadPoolExecutor(effort.cores) as threads:
        dual = dual_of(changed.problem, changed.with_bonus(bonus), threads)
        known = dual.rows.joined(changed.resources, changed.openings)
        found = ascend(dual, effort, known, hottest=WARM)
    resources, openings = dual.rows.split(changed.problem, found.prices)
    return replace(changed, resources=resources, openings=openings)


def _solved(changed: _Changed, net: Floats, gains: Floats, bonus: float, most: int, effort: Effort) -> Offsets:
    """Keep whoever stays by a margin at their place, and solve one model for everybody else and what is left."""
    problem, stage = changed.problem, changed.with_bonus(bonus)
    net = net + bonus * changed.stays
    staying = _staying_options(changed, net, gains, most)
    left = np.maximum(0.0, problem.capacity - np.asarray(problem.uses[staying].sum(axis=0)).ravel())
    options = _hopeful_options(problem, net, staying, left)
    small = subproblem(problem, options, left)
    part = Stage(stage.name, stage.option[options], stage.opening)
    chosen = construct(small, part, net[options], effort)
    near = CLOSE * abs(part.worth(small, chosen))
    outcome = run(build(small, part), effort.part(MODEL_SHARE), absolute_gap=near)
    if outcome.chosen is not None and part.worth(small, outcome.chosen) > part.worth(small, chosen):
        chosen = outcome.chosen
    return np.sort(np.concatenate([staying, options[chosen]]))


def _staying_options(changed: _Changed, net: Floats, gains: Floats, most: int) -> Offsets:
    """The options by which people simply stay: all but those who would gain most by moving, and who no longer fit.

    No more are set free than may move.
    """
    problem = changed.problem
    staying = best_of_each(problem.option_applicant, np.where(changed.stays, net, -np.inf), 1)
    staying = staying[changed.stays[staying]]
    per_person = max(1.0, len(net) / max(1, len(np.unique(problem.option_applicant))))
    freed = min(most, len(staying) // 2, int(FREE_OPTIONS / 2 / per_person))
    order = np.argsort(gains[problem.option_applicant[staying]], kind="stable")
    return _fitting(problem, staying[order[: len(staying) - freed]])


def _fitting(problem: Problem, wanted: Offsets) -> Offsets:
    """Drop, from the last wanted on, who takes more than there is; what is dropped is solved with the rest."""
    uses = problem.uses[wanted]
    order = np.argsort(uses.indices, kind="stable")
    resource, amount = uses.indices[order], uses.data[order]
    total = np.cumsum(amount)
    first = np.flatnonzero(np.diff(resource, prepend=-1))
    within = total - np.repeat(total[first] - amount[first], np.diff(np.append(first, len(order))))
    over = np.zeros(len(order), dtype=bool)
    over[order] = within > problem.capacity[resource] * (1 + 1e-9)
    row = np.repeat(np.arange(len(wanted)), np.diff(uses.indptr))
    fits = np.ones(len(wanted), dtype=bool)
    fits[row[over]] = False
    return wanted[fits]


def _hopeful_options(problem: Problem, net: Floats, staying: Offsets, left: Floats) -> Offsets:
    """Options of everybody else that still fit and lie nearest to the best of their applicant."""
    kept = np.zeros(len(problem.weight), dtype=bool)
    kept[problem.option_applicant[staying]] = True
    options = np.flatnonzero(~kept[problem.option_applicant])
    options = options[usable_options(subproblem(problem, options, left))]
    best = np.zeros(len(problem.weight))
    np.maximum.at(best, problem.option_applicant[options], net[options])
    loss = best[problem.option_applicant[options]] - net[options]
    return np.sort(options[np.argsort(loss, kind="stable")[:FREE_OPTIONS]])


def _bound(changed: _Changed, bonus: float, most: int) -> float:
    """Bound on the weighted sum of plans within the budget: those keep at least before − most people where they are."""
    whole = price_bound(changed.problem, changed.with_bonus(bonus), changed.resources, changed.openings)
    return whole - bonus * (changed.before - most)
