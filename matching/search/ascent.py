"""Good prices: smoothed dual ascent.

Every applicant spreads over its options and "none" by softmax of the net values at a temperature T, which makes the
price bound smooth (Nesterov 2005); accelerated projected gradient steps with restarts (O'Donoghue & Candès 2015)
follow it while T falls a little with every step. The end is tested on the bounds, not scheduled; the bound kept is the
exact one.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from matching.effort import Effort
from matching.problem import Floats
from matching.search import kernels
from matching.search.dual import Dual

HOTTEST = 256.0
"""The first temperature, per 300 units of a typical option's weighted value: a step raises prices by a part of it."""

COLDEST = 1e-3
"""Past this nothing is left to be smooth."""

STEPS = 15
"""Steps in which the temperature falls by half where `COARSE` gains are fine enough; finer prices cool slower."""

BOLD = 1.5
"""Length of a step, in those that can never overshoot; a restart takes back what was too bold."""

CONVERGED = 2e-5
"""Gain of the exact bound from half a temperature, relative, at which the prices are good."""

GAP_SHARE = 0.3
"""Part of the gap asked for that prices may leave instead."""

COARSE = 3e-4
"""What an ascent may leave at most: a plan is no better than the prices it was found at."""


@dataclass(frozen=True, eq=False)
class Ascent:
    """Prices of the rows, and the exact bound at them."""

    prices: Floats
    bound: float


def unit_of(dual: Dual) -> float:
    """What temperatures are measured in: a typical applicant's best value, divided by 300."""
    best = np.maximum.reduceat(dual.value, dual.start[:-1]) if len(dual.value) else np.ones(1)
    return max(float(np.median(best)), 1e-9) / 300


def fineness(effort: Effort) -> float:
    """The relative gain that is not worth another look."""
    return max(CONVERGED, GAP_SHARE * effort.gap)


def steps_of(fine: float) -> int:
    """Steps in which the temperature falls by half."""
    return max(1, round(STEPS * sqrt(COARSE / fine)))


def ascend(
    dual: Dual, effort: Effort, known: Floats | None = None, hottest: float = HOTTEST, coldest: float = COLDEST
) -> Ascent:
    """Improve prices until the exact bound stops falling, or *coldest* is reached; go on from *known* ones, if any."""
    prices = np.zeros(len(dual.rows.capacity)) if known is None else known
    found = Ascent(prices, dual.bound(prices, dual.net(prices)))
    unit, temperature, reached = unit_of(dual), hottest, np.inf
    path, fine = _Path(dual, prices), min(COARSE, fineness(effort))
    while len(prices) and temperature > coldest and effort.left_seconds > 0:
        path.cool(temperature * unit, steps_of(fine))
        temperature /= 2
        bound, before = dual.bound(path.prices, dual.net(path.prices)), reached
        reached = min(reached, bound)
        if bound < found.bound:
            found = Ascent(path.prices.copy(), bound)
        effort.report("prices", found.bound)
        if temperature < 1 and before - reached < fine * abs(reached):
            break
    return found


class _Path:
    """The way of the prices: where they are, where their momentum carries them, and how much of it there is."""

    def __init__(self, dual: Dual, prices: Floats) -> None:
        self.dual = dual
        self.prices, self.ahead, self.momentum = prices.copy(), prices.copy(), 1.0

    def cool(self, temperature: float, steps: int) -> None:
        """Go on while the temperature falls by half."""
        limits, most = self.dual.rows.capacity, self.dual.most_uses
        for step in range(steps):
            now = temperature * 0.5 ** (step / steps)
            use = self.dual.use(self.ahead, now)
            self.momentum = kernels.advance(self.prices, self.ahead, use, limits, BOLD * now / most, self.momentum)
