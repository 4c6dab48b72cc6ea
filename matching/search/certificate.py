"""What prices prove over every admissible option, of the weighted sum and of each stage (MODEL.md, "Price bound")."""

import numpy as np

from matching.eligible import EligibleSet
from matching.prices import Prices
from matching.problem import Floats


def certified(eligible: EligibleSet, stage_weights: Floats, resources: Floats, openings: Floats) -> Prices:
    """Make prices with the bound that they prove over all admissible options."""
    bound = _bound(eligible, stage_weights, resources, openings)
    return Prices(stage_weights, resources, openings, bound)


def stage_bounds_over(eligible: EligibleSet, prices: Prices, reached: float) -> tuple[float, ...]:
    """Bounds of the stages that follow from the prices, given what the plan *reached* in the first."""
    weights = prices.stage_weights
    if len(weights) == 1:
        return (prices.bound / weights[0],)
    alone = np.array([1.0, 0.0])
    first = _bound(eligible, alone, prices.resources / weights[0], prices.openings / weights[0])
    return first, (prices.bound - weights[0] * reached) / weights[1]


def _bound(eligible: EligibleSet, stage_weights: Floats, resources: Floats, openings: Floats) -> float:
    frame = eligible.frame
    limited = np.isfinite(frame.maximum)
    rent = frame.capacity @ resources + frame.maximum[limited] @ openings[limited]
    worth = dict(zip(frame.objective, stage_weights, strict=True)).get("value", 0.0) * frame.opening_value
    best = eligible.best(stage_weights, resources, openings)
    return float(rent + np.maximum(0.0, worth).sum() + best.sum())
