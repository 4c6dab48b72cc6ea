"""Prices of capacity: what a place is worth, and a bound that anyone can recompute without a solver.

With a price on every resource and on every opening's maximum, each applicant's best option is found alone, and the
sum bounds every plan (Lagrangian relaxation: Geoffrion 1974, Fisher 1981). Mathematics: MODEL.md, "Price bound".
"""

from dataclasses import dataclass

import numpy as np

from matching.problem import Floats, Problem
from matching.stages import Stage, combined, stages_of


@dataclass(frozen=True, eq=False)
class Prices:
    """Prices ≥ 0 of the R resources and J openings, in units of the stages' weighted sum."""

    stage_weights: Floats
    resources: Floats
    openings: Floats
    bound: float


def priced(problem: Problem, stage_weights: Floats, resources: Floats, openings: Floats) -> Prices:
    """Make prices with the bound that follows from them; what is negative or has no maximum to price becomes 0."""
    resources = np.maximum(0.0, np.nan_to_num(resources))
    openings = np.where(np.isfinite(problem.maximum), np.maximum(0.0, np.nan_to_num(openings)), 0.0)
    bound = price_bound(problem, combined(stages_of(problem), stage_weights), resources, openings)
    return Prices(stage_weights, resources, openings, bound)


def free_of_charge(problem: Problem, stage_weights: Floats) -> Prices:
    """Prices of nothing: the bound is everybody's best option."""
    return priced(problem, stage_weights, np.zeros(len(problem.capacity)), np.zeros(len(problem.maximum)))


def price_bound(problem: Problem, stage: Stage, resources: Floats, openings: Floats) -> float:
    """Bound on the stage over every plan; minima are relaxed, openings without a maximum have price 0."""
    has_maximum = np.isfinite(problem.maximum)
    rent = problem.capacity @ resources + problem.maximum[has_maximum] @ openings[has_maximum]
    best = np.zeros(len(problem.applicant_ids))
    np.maximum.at(best, problem.option_applicant, net_values(problem, stage, resources, openings))
    return float(rent + np.maximum(0.0, stage.opening).sum() + best.sum())


def net_values(problem: Problem, stage: Stage, resources: Floats, openings: Floats) -> Floats:
    """What each option is worth beyond the places it takes, shape (N,)."""
    return np.asarray(stage.option - problem.uses @ resources - openings[problem.option_opening])


def stage_bounds(problem: Problem, prices: Prices, reached: float) -> tuple[float, ...]:
    """Bounds of the stages that follow from the prices alone, given what the plan *reached* in the first.

    The second bounds every plan that reaches at least as much in the first.
    """
    stages, weights = stages_of(problem), prices.stage_weights
    if len(stages) == 1:
        return (prices.bound / weights[0],)
    first = price_bound(problem, stages[0], prices.resources / weights[0], prices.openings / weights[0])
    return first, (prices.bound - weights[0] * reached) / weights[1]
