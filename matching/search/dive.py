"""A first plan of a large problem at good prices: fix what is clear, price what is left, again.

At a low temperature most people have one option that is clearly theirs. The more confident half is seated, the places
that are left are priced anew for the others, and so on; who is left at the end takes what still fits, best first.
"""

from dataclasses import dataclass, replace

import numpy as np

from matching.effort import Effort
from matching.problem import Floats, Indexes, Mask, Offsets
from matching.search import kernels
from matching.search.ascent import ascend, unit_of
from matching.search.dual import Dual

ROUNDS = 8
"""Times that the confident half is fixed."""

TEMPERATURE = 0.25
"""At which confidence is measured, in the unit of temperatures."""

JITTER = 0.1
"""Largest random part of an option's value, in the same unit: it parts equivalent patterns, which would share."""

WARM = 1.0
"""From which prices of the rest, which are good already, cool down to it."""

NEAR = 6.0
"""Options farther below an applicant's best, in the same unit, are for the last round only."""


def dive(dual: Dual, prices: Floats, effort: Effort) -> Offsets:
    """Seat people at these prices; answers the options taken, in rising order."""
    unit = unit_of(dual)
    chance = np.random.default_rng(effort.seed)
    noisy = replace(dual, value=dual.value + chance.uniform(0.0, JITTER * unit, len(dual.value)))
    net = noisy.net(prices)
    whole, seats = _Part(noisy, np.arange(len(net)), dual.owner), _Seats(noisy)
    rest = whole.where(net > noisy.best(net)[dual.owner] - NEAR * unit)
    for passed in range(ROUNDS):
        rest = rest.where(seats.open(rest))
        if not len(rest.option) or effort.left_seconds <= 0:
            break
        left = replace(rest.dual, rows=replace(dual.rows, capacity=seats.left))
        if passed:
            prices = ascend(left, effort, prices, WARM, TEMPERATURE).prices
        seats.take(rest, _confident(left, left.shares(prices, TEMPERATURE * unit)))
    rest = whole.where(seats.open(whole))
    seats.take(rest, np.argsort(-rest.dual.net(prices), kind="stable"))
    return np.sort(np.concatenate(seats.taken))


def _confident(dual: Dual, share: Floats) -> Offsets:
    """The options with the larger shares, largest first: one of each of the more confident half of the applicants."""
    largest = np.maximum.reduceat(share, dual.start[:-1])
    likely = largest[largest > 0.1]
    sure = np.flatnonzero(share >= np.median(likely)) if len(likely) else np.zeros(0, dtype=np.int64)
    return sure[np.argsort(-share[sure], kind="stable")]


@dataclass(frozen=True, eq=False)
class _Part:
    """Some of the options, with their numbers and their applicants' among all."""

    dual: Dual
    option: Offsets
    applicant: Indexes

    def where(self, kept: Mask) -> "_Part":
        """Those of them that are marked."""
        return _Part(self.dual.part(kept), self.option[kept], self.applicant[kept])


class _Seats:
    """Who sits where, and what is left of the rows."""

    def __init__(self, dual: Dual) -> None:
        self.left = dual.rows.capacity * (1 + 1e-9)
        self.placed: Mask = np.zeros(len(dual.start) - 1, dtype=bool)
        self.taken: list[Offsets] = [np.zeros(0, dtype=np.int64)]

    def open(self, part: _Part) -> Mask:
        """Options of people without a seat, that still fit."""
        fits = np.all(part.dual.uses["amount"] <= self.left[part.dual.uses["row"]], axis=1)
        return np.asarray(fits & ~self.placed[part.applicant])

    def take(self, part: _Part, order: Offsets) -> None:
        """Go through some options in an order and take what fits."""
        fits = kernels.seat(order, part.applicant, part.dual.uses, self.left, self.placed)
        self.taken.append(part.option[order[fits]])
