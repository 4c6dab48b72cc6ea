"""A first plan of a large problem at good prices: fix what is clear, price what is left, again.

At a low temperature most people have one option that is clearly theirs. The more confident half is seated, the places
that are left are priced anew for the others, and so on; who is left at the end takes what still fits, best first.
"""

from dataclasses import replace

import numpy as np

from matching.effort import Effort
from matching.problem import Floats, Mask, Offsets
from matching.search import kernels
from matching.search.ascent import ascend, unit_of
from matching.search.dual import Dual

ROUNDS = 8
"""Times that the confident half is fixed."""

TEMPERATURE = 0.25
"""At which confidence is measured, in the unit of temperatures."""

TEST_EVERY = 10
"""Steps between two tests of the prices of the rest, which are good already."""

JITTER = 0.1
"""Largest random part of an option's value, in the same unit: it parts equivalent patterns, which would share."""

NEAR = 6.0
"""Options farther below an applicant's best, in the same unit, are for the last round only."""


def dive(dual: Dual, prices: Floats, effort: Effort) -> Offsets:
    """Seat people at these prices; answers the options taken, in rising order."""
    unit = unit_of(dual)
    chance = np.random.default_rng(effort.seed)
    noisy = replace(dual, value=dual.value + chance.uniform(0.0, JITTER * unit, len(dual.value)))
    state = _Seats(noisy)
    net = noisy.net(prices)
    near = net > noisy.best(net)[dual.owner] - NEAR * unit
    for passed in range(ROUNDS):
        options = np.flatnonzero(near & state.open())
        if not len(options) or effort.left_seconds <= 0:
            break
        rest = replace(noisy, rows=replace(dual.rows, capacity=state.left)).part(state.mask(options))
        if passed:
            prices = ascend(rest, effort, prices, TEMPERATURE, TEMPERATURE, TEST_EVERY).prices
        state.take(options, _confident(rest, rest.spread(prices, TEMPERATURE * unit).share))
    net = noisy.net(prices)
    state.take(np.arange(len(net)), np.argsort(-net, kind="stable"))
    return np.flatnonzero(state.chosen)


def _confident(dual: Dual, share: Floats) -> Offsets:
    """The options with the larger shares, largest first: one of each of the more confident half of the applicants."""
    largest = np.maximum.reduceat(share, dual.start[:-1])
    order = np.argsort(-share, kind="stable")
    likely = largest[largest > 0.1]
    return order[share[order] >= np.median(likely)] if len(likely) else order[:0]


class _Seats:
    """Who sits where, and what is left of the rows."""

    def __init__(self, dual: Dual) -> None:
        self.dual = dual
        self.left = dual.rows.capacity * (1 + 1e-9)
        self.placed: Mask = np.zeros(len(dual.start) - 1, dtype=bool)
        self.chosen: Mask = np.zeros(len(dual.value), dtype=bool)

    def open(self) -> Mask:
        """Options of people without a seat, that still fit."""
        dual = self.dual
        over = np.concatenate([[0], np.cumsum(dual.uses.amount > self.left[dual.uses.row])])[dual.uses.start]
        still: Mask = (over[1:] == over[:-1]) & ~self.placed[dual.owner]
        return still

    def mask(self, options: Offsets) -> Mask:
        """Some options as marks."""
        mask: Mask = np.zeros(len(self.dual.value), dtype=bool)
        mask[options] = True
        return mask

    def take(self, options: Offsets, order: Offsets) -> None:
        """Go through some options in an order and take what fits."""
        dual, wanted = self.dual, options[order]
        fits = kernels.seat(wanted, dual.owner, dual.uses, self.left, self.placed)
        self.chosen[wanted[fits]] = True
