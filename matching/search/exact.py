"""The exact pipeline: one model for the weighted sum, and further solves only where lexicographic truth asks."""

from dataclasses import dataclass
from math import inf

import numpy as np

from matching.effort import Effort
from matching.model import build
from matching.prices import Prices, net_values, stage_bounds
from matching.problem import Offsets, Problem
from matching.search.canonical import subproblem
from matching.search.lexicographic import better, decide_alone, first_bound, second_bound, tolerance
from matching.solve import Ending, Outcome, run
from matching.stages import Stage, combined, extremes, rounded_down, stages_of

PROVEN = 1e-9
"""Relative distance from the bound that leaves nothing to be solved."""


@dataclass(frozen=True, eq=False)
class Found:
    """A feasible plan and a proven bound for each stage."""

    chosen: Offsets
    bounds: tuple[float, ...]


def solve_exactly(problem: Problem, prices: Prices, known: Offsets, effort: Effort, first_limit: float = inf) -> Found:
    """Solve to proven optimality, or as near as the effort allows; never worse than the plan *known*.

    *first_limit* bounds the first of two stages.
    """
    stages = stages_of(problem)
    if len(stages) == 1:
        return _solve_one(problem, stages[0], prices, known, effort)
    return _solve_two(problem, stages, prices, known, effort, first_limit)


def _solve_weighted(
    problem: Problem, whole: Stage, prices: Prices, known: Offsets, effort: Effort, absolute_gap: float
) -> Outcome:
    """Maximise the weighted sum over the options that can be in a plan better than the one known.

    With an option at so much less than an applicant's best at the prices that the bound falls to what is known, no
    plan is better (reduced-cost fixing: Dantzig, Fulkerson and Johnson 1954).
    """
    worth = whole.worth(problem, known)
    slack = prices.bound - worth
    if slack <= max(absolute_gap, PROVEN * max(1.0, abs(prices.bound))):
        return Outcome(Ending.OPTIMAL, known, prices.bound)
    net = net_values(problem, whole, prices.resources, prices.openings)
    best = np.zeros(len(problem.weight))
    np.maximum.at(best, problem.option_applicant, net)
    kept = np.flatnonzero(best[problem.option_applicant] - net <= slack + 1e-9 * max(1.0, abs(prices.bound)))
    kept = np.union1d(kept, known)
    small = Stage(whole.name, whole.option[kept], whole.opening)
    outcome = run(build(subproblem(problem, kept), small), effort, absolute_gap=absolute_gap, worth=worth)
    chosen = None if outcome.chosen is None else kept[outcome.chosen]
    return Outcome(outcome.ending, chosen, max(outcome.bound, worth))


def _solve_one(problem: Problem, stage: Stage, prices: Prices, known: Offsets, effort: Effort) -> Found:
    whole = combined((stage,), prices.stage_weights)
    outcome = _solve_weighted(problem, whole, prices, known, effort, _closeness(problem, stage, known, effort))
    _, highest = extremes(problem, stage)
    chosen = better((stage,), problem, known, outcome.chosen)
    return Found(chosen, (rounded_down(min(outcome.bound, prices.bound, highest), stage.grain),))


def _solve_two(
    problem: Problem,
    stages: tuple[Stage, ...],
    prices: Prices,
    known: Offsets,
    effort: Effort,
    first_limit: float,
) -> Found:
    """Solve the weighted sum; where that leaves a stage unproven, solve it alone, the second with the first kept.

    A plan that is best for the weighted sum and maximal in the first stage is lexicographically best.
    """
    first, second = stages
    weights, whole = prices.stage_weights, combined(stages, prices.stage_weights)
    part = effort if decide_alone(problem, stages, weights) else effort.part(0.6)
    closeness = weights[1] * _closeness(problem, second, known, effort)
    outcome = _solve_weighted(problem, whole, prices, known, part, closeness)
    chosen, weighted = better(stages, problem, known, outcome.chosen), min(outcome.bound, prices.bound)
    by_prices = stage_bounds(problem, prices, first.worth(problem, chosen))[0]
    ceiling = first_bound(problem, stages, weights, weighted)
    ceiling = min(ceiling, rounded_down(min(by_prices, first_limit), first.grain))
    if _is_open(problem, first, chosen, ceiling, effort):
        alone = run(build(problem, first), effort.part(0.6), absolute_gap=_closeness(problem, first, chosen, effort))
        ceiling = min(ceiling, rounded_down(alone.bound, first.grain))
        chosen = better((first,), problem, chosen, alone.chosen)
    reached = first.worth(problem, chosen)
    limit = second_bound(problem, stages, weights, weighted, reached)
    if _is_open(problem, second, chosen, limit, effort):
        level = reached - (first.grain / 2 or 1e-9 * max(1.0, abs(reached)))
        model = build(problem, second, floor=(first, level))
        last = run(model, effort, absolute_gap=_closeness(problem, second, chosen, effort))
        limit = min(limit, rounded_down(last.bound, second.grain))
        chosen = better(stages, problem, chosen, last.chosen)
    return Found(chosen, (ceiling, limit))


def _is_open(problem: Problem, stage: Stage, chosen: Offsets, bound: float, effort: Effort) -> bool:
    """Whether a stage is further from its bound than wanted, and there is time to do something about it."""
    reached = stage.worth(problem, chosen)
    slack = max(tolerance(stage, reached), effort.gap * max(1.0, abs(bound)))
    return bound > reached + slack and effort.left_seconds > 0


def _closeness(problem: Problem, stage: Stage, known: Offsets, effort: Effort) -> float:
    """The wanted relative gap as an absolute one; half of what the plan in hand would allow, to be safe."""
    return effort.gap * max(1.0, abs(stage.worth(problem, known)) / 2)
