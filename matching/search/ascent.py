"""Good prices for large problems: smoothed dual ascent in NumPy.

Every applicant spreads over its options and "none" by softmax of the net values at a temperature T, which makes the
price bound smooth (Nesterov 2005); accelerated projected gradient steps with restarts (O'Donoghue & Candès 2015)
follow it while T falls; plain subgradient steps polish the end (Polyak 1969). The bound kept is always the exact one.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack

from matching.effort import Effort
from matching.prices import Prices, free_of_charge, priced
from matching.problem import Floats, Mask, Offsets, Problem
from matching.stages import combined, stages_of

TEMPERATURES = tuple(64.0 / 2**halved for halved in range(11))
"""From hot to cold, halved each time (quartering loses the way), per 300 units of a typical option's weighted value."""

STEPS = 40
"""Gradient steps at each temperature."""

POLISHING_STEPS = 150

POLISHING_SHARE = 2
"""Polishing gets as much time as so many temperatures."""


@dataclass(frozen=True, eq=False)
class Dual:
    """The price bound as a function of the prices of the M rows that can bind.

    Options are sorted by applicant; `start` holds the first option of each applicant that has any. Rows are divided
    by their largest amount, so that one unit of each is one ordinary use.
    """

    value: Floats
    rows: csr_array
    capacity: Floats
    start: Offsets

    @cached_property
    def squared(self) -> csr_array:
        """The rows with every amount squared."""
        return self.rows.power(2)

    def net(self, prices: Floats) -> Floats:
        return np.asarray(self.value - self.rows @ prices)

    def bound(self, prices: Floats, net: Floats) -> float:
        best = np.maximum.reduceat(net, self.start) if len(net) else net
        return float(self.capacity @ prices + np.maximum(0.0, best).sum())

    def part(self, kept: Mask) -> "Dual":
        """The same function over some of the options."""
        lengths = np.add.reduceat(kept.astype(np.int64), self.start)
        lengths = lengths[lengths > 0]
        start = np.cumsum(lengths) - lengths
        return Dual(self.value[kept], self.rows[np.flatnonzero(kept)], self.capacity, start)


def ascend(problem: Problem, stage_weights: Floats, effort: Effort) -> Prices:
    """Find prices with a bound near the linear relaxation's, within the effort.

    The options must be sorted by applicant, as `canonical` leaves them.
    """
    matrix, capacity, binding, scale = _rows(problem)
    if not len(binding) or not matrix.shape[0]:
        return free_of_charge(problem, stage_weights)
    value = combined(stages_of(problem), stage_weights).option
    start = np.flatnonzero(np.diff(problem.option_applicant, prepend=-1))
    dual = Dual(value, matrix, capacity, start)
    found = _Search(dual, effort).run()
    full = np.zeros(len(problem.capacity) + len(problem.maximum))
    full[binding] = found / scale
    return priced(problem, stage_weights, *np.split(full, [len(problem.capacity)]))


def _rows(problem: Problem) -> tuple[csr_array, Floats, Offsets, Floats]:
    """Capacity and maximum rows that could bind: (matrix, capacity, their indexes, what each was divided by)."""
    options = len(problem.option_applicant)
    at = (np.ones(options), (np.arange(options), problem.option_opening))
    matrix = hstack([problem.uses, csr_array(at, shape=(options, len(problem.opening_ids)))], format="csr")
    capacity = np.concatenate([problem.capacity, problem.maximum])
    binding = np.flatnonzero(matrix.sum(axis=0) > capacity)
    matrix = matrix[:, binding]
    scale = np.asarray(matrix.max(axis=0).todense()).ravel() if len(binding) else np.ones(0)
    return (matrix @ diags_array(1.0 / scale)).tocsr(), capacity[binding] / scale, binding, scale


class _Search:
    """Walks the prices and remembers the best bound met on the way."""

    def __init__(self, dual: Dual, effort: Effort) -> None:
        self.dual = dual
        self.effort = effort
        self.unit = max(float(np.median(np.maximum.reduceat(dual.value, dual.start))), 1e-9) / 300
        self.uses = max(1.0, float(np.diff(dual.rows.indptr).max(initial=1)))
        self.best = np.zeros(len(dual.capacity))
        self.best_bound = dual.bound(self.best, dual.value)
        self.latest = self.best

    def run(self) -> Floats:
        """Give every temperature its share of the time: to arrive cold matters more than to be exact when hot."""
        for passed, temperature in enumerate(TEMPERATURES):
            effort = self.effort.part(1 / (len(TEMPERATURES) - passed + POLISHING_SHARE))
            self._smooth(temperature * self.unit, temperature, effort)
        self._polish()
        return self.best

    def _remember(self, prices: Floats) -> Floats:
        """Take note of the exact bound at some prices; answers the net values there."""
        net = self.dual.net(prices)
        bound = self.dual.bound(prices, net)
        if bound < self.best_bound:
            self.best, self.best_bound = prices, bound
        self.effort.report("prices", self.best_bound)
        return net

    def _smooth(self, temperature: float, relative: float, effort: Effort) -> None:
        """Accelerated steps at one temperature, over the options that matter at these prices.

        The next temperature goes on from here, even if the exact bound is not yet better: hot prices blur it.
        """
        prices = self.latest
        reach = max(12.0, 14.0 * relative) * self.unit
        active = self.dual.part(self.dual.net(prices) > -reach)
        ahead, momentum = prices, 1.0
        for _ in range(STEPS):
            if effort.left_seconds <= 0 or not len(active.start):
                break
            use, curvature = _expected_use(active, ahead, temperature)
            step = temperature / (self.uses * np.maximum(curvature, np.maximum(active.capacity / 2, 0.5)))
            slope = use - active.capacity
            moved = np.maximum(0.0, ahead + step * slope)
            if slope @ (moved - prices) < 0:
                momentum = 1.0
            following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
            ahead = np.maximum(0.0, moved + (momentum - 1) / following * (moved - prices))
            prices, momentum = moved, following
        self.latest = prices
        self._remember(prices)

    def _polish(self) -> None:
        """Subgradient steps towards a bound slightly below the best, halved whenever they stop helping."""
        prices, aim, stale = self.best, 1e-3, 0
        for _ in range(POLISHING_STEPS):
            if self.effort.left_seconds <= 0 or aim < 1e-8:
                break
            known = self.best_bound
            net = self._remember(prices)
            stale = 0 if self.best_bound < known else stale + 1
            if stale >= 10:
                prices, aim, stale = self.best, aim / 2, 0
                continue
            slope = _best_use(self.dual, net) - self.dual.capacity
            slope = np.where((prices <= 0) & (slope < 0), 0.0, slope)
            length = float(slope @ slope)
            if length == 0:
                break
            reach = self.dual.bound(prices, net) - self.best_bound * (1 - aim)
            prices = np.maximum(0.0, prices + reach / length * slope)


def _expected_use(dual: Dual, prices: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Expected use of each row when everybody spreads by softmax, and the sum of squared amounts in it."""
    net = dual.net(prices)
    best = np.maximum(0.0, np.maximum.reduceat(net, dual.start))
    counts = np.diff(np.append(dual.start, len(net)))
    spread = np.exp((net - np.repeat(best, counts)) / temperature)
    total = np.add.reduceat(spread, dual.start) + np.exp(-best / temperature)
    share = spread / np.repeat(total, counts)
    return np.asarray(share @ dual.rows), np.asarray(share @ dual.squared)


def _best_use(dual: Dual, net: Floats) -> Floats:
    """Use of each row when everybody takes its first best option of positive net value."""
    counts = np.diff(np.append(dual.start, len(net)))
    best = np.maximum.reduceat(net, dual.start)
    at_best = np.flatnonzero((net >= np.repeat(best, counts)) & (net > 0))
    owner = np.repeat(np.arange(len(counts)), counts)[at_best]
    chosen = at_best[np.unique(owner, return_index=True)[1]]
    return np.asarray(dual.rows[chosen].sum(axis=0)).ravel()
