"""What prices prove over every admissible option, of the weighted sum and of each stage (MODEL.md, "Price bound")."""

from dataclasses import dataclass

import numpy as np

from matching.eligible import EligibleSet
from matching.prices import Prices
from matching.problem import Floats


@dataclass(frozen=True, eq=False)
class Certificate:
    """Prices, and the bound of the first stage alone over all admissible options at the same prices."""

    prices: Prices
    first: float

    def stage_bounds(self, reached: float) -> tuple[float, ...]:
        """Bounds of the stages that follow, given what the plan *reached* in the first."""
        prices = self.prices
        if len(prices.stage_weights) == 1:
            return (self.first,)
        first, second = prices.stage_weights
        return self.first, (prices.bound - first * reached) / second


def certify(eligible: EligibleSet, prices: Prices) -> Certificate:
    """Find what the prices, whose own bound is known, prove of the first stage: it takes one look at every option."""
    weights = prices.stage_weights
    if len(weights) == 1:
        return Certificate(prices, prices.bound / weights[0])
    alone = np.array([1.0, 0.0])
    first = bound_over(eligible, alone, prices.resources / weights[0], prices.openings / weights[0])
    return Certificate(prices, first)


def bound_over(eligible: EligibleSet, stage_weights: Floats, resources: Floats, openings: Floats) -> float:
    """Bound of the weighted sum over all plans at prices of the R resources and J openings."""
    frame = eligible.frame
    limited = np.isfinite(frame.maximum)
    rent = frame.capacity @ resources + frame.maximum[limited] @ openings[limited]
    worth = dict(zip(frame.objective, stage_weights, strict=True)).get("value", 0.0) * frame.opening_value
    best = eligible.best(stage_weights, resources, openings)
    return float(rent + np.maximum(0.0, worth).sum() + best.sum())
