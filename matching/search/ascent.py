"""Good prices: smoothed dual ascent.

Every applicant spreads over its options and "none" by softmax of the net values at a temperature T, which makes the
price bound smooth (Nesterov 2005); accelerated projected gradient steps with restarts (O'Donoghue & Candès 2015)
follow it while T is halved. Every stop is tested on the bounds, nothing is scheduled; the bound kept is the exact one.
"""

from dataclasses import dataclass

import numpy as np

from matching.effort import Effort
from matching.problem import Floats
from matching.search.dual import Dual

HOTTEST = 64.0
"""The first temperature, per 300 units of a typical option's weighted value: a step raises prices by a part of it."""

COOLING = 2.0
"""What each temperature is divided by."""

COLDEST = 1e-3
"""Past this nothing is left to be smooth."""

BOLD = 1.5
"""Length of a step, in those that can never overshoot; a restart takes back what was too bold."""

TEST_EVERY = 20
"""Steps between two tests of convergence at one temperature; the momentum needs as many to gather."""

MOST_STEPS = 400
"""Steps at one temperature that end it whatever they gain."""

CONVERGED = 2e-5
"""Gain of the exact bound from one cold temperature to the next, relative, at which the prices are good; and of the
smoothed bound between two tests, at temperature 1 and less."""

GAP_SHARE = 0.02
"""Part of the gap asked for that prices may leave instead."""


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


def ascend(
    dual: Dual,
    effort: Effort,
    known: Floats | None = None,
    hottest: float = HOTTEST,
    coldest: float = COLDEST,
    test_every: int = TEST_EVERY,
) -> Ascent:
    """Improve prices until the exact bound stops falling, or *coldest* is reached; go on from *known* ones, if any."""
    prices = np.zeros(len(dual.rows.capacity)) if known is None else known
    found = Ascent(prices, dual.bound(prices, dual.net(prices)))
    unit, fine, temperature, reached = unit_of(dual), fineness(effort), hottest, np.inf
    while len(prices) and temperature >= coldest and effort.left_seconds > 0:
        settled = fine * max(1.0, temperature) ** 1.5
        prices = _smooth(dual, prices, temperature * unit, settled, effort, test_every)
        bound, before = dual.bound(prices, dual.net(prices)), reached
        reached = min(reached, bound)
        if bound < found.bound:
            found = Ascent(prices, bound)
        effort.report("prices", found.bound)
        if temperature < 1 and before - reached < fine * abs(reached):
            break
        temperature /= COOLING
    return found


def _smooth(dual: Dual, prices: Floats, temperature: float, settled: float, effort: Effort, test_every: int) -> Floats:
    """Accelerated steps at one temperature until, from one test to the next, they gain less than *settled*."""
    ahead, momentum, best, tested = prices, 1.0, np.inf, np.inf
    for step in range(MOST_STEPS if len(dual.value) else 0):
        spread = dual.spread(ahead, temperature)
        best = min(best, spread.bound)
        if step % test_every == test_every - 1:
            if tested - best < settled * abs(best) or effort.left_seconds <= 0:
                break
            tested = best
        curvature = dual.most_uses * np.maximum(spread.use, np.maximum(dual.rows.capacity / 2, 0.5))
        slope = spread.use - dual.rows.capacity
        moved = np.maximum(0.0, ahead + BOLD * temperature / curvature * slope)
        if slope @ (moved - prices) < 0:
            momentum = 1.0
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = np.maximum(0.0, moved + (momentum - 1) / following * (moved - prices))
        prices, momentum = moved, following
    return prices
