"""The hot loops of the search, compiled: what options are worth at prices, and what people would take.

Imported only where a large problem comes. Every function walks the options of the applicants from *first* to *last*,
`start[i]:start[i + 1]` being those of applicant i. No result depends on the time or on the number of threads.
"""

from math import exp, log
from typing import NamedTuple

import numpy as np
from numba import njit

from matching.problem import Floats, Indexes, Mask, Offsets

NEGLIGIBLE = 30.0
"""Temperatures below the best from which on a share counts as nothing: e⁻³⁰."""


class Uses(NamedTuple):
    """What each option takes: `amount[k]` of `row[k]` for k in `start[n]:start[n + 1]`."""

    start: Offsets
    row: Indexes
    amount: Floats


@njit(cache=True, nogil=True)
def write_net(net: Floats, value: Floats, uses: Uses, prices: Floats, first: int, last: int) -> None:
    """Write the net value of the options (here, not the applicants) from *first* to *last*."""
    for n in range(first, last):
        charge = 0.0
        for k in range(uses.start[n], uses.start[n + 1]):
            charge += uses.amount[k] * prices[uses.row[k]]
        net[n] = value[n] - charge


@njit(cache=True, nogil=True)
def sum_of_best(net: Floats, start: Offsets, first: int, last: int) -> float:
    """Sum of everybody's best net value, 0 where none is positive."""
    total = 0.0
    for i in range(first, last):
        best = 0.0
        for n in range(start[i], start[i + 1]):
            best = max(best, net[n])
        total += best
    return total


@njit(cache=True, nogil=True)
def soften(net: Floats, start: Offsets, temperature: float, first: int, last: int) -> float:
    """Turn net values into shares by softmax over each applicant's options and none; answers the smoothed bests."""
    total = 0.0
    for i in range(first, last):
        best = 0.0
        for n in range(start[i], start[i + 1]):
            best = max(best, net[n])
        weight = exp(-best / temperature)
        for n in range(start[i], start[i + 1]):
            below = (net[n] - best) / temperature
            net[n] = exp(below) if below > -NEGLIGIBLE else 0.0
            weight += net[n]
        for n in range(start[i], start[i + 1]):
            net[n] /= weight
        total += best + temperature * log(weight)
    return total


@njit(cache=True, nogil=True)
def add_use(use: Floats, share: Floats, uses: Uses, first: int, last: int) -> None:
    """Add up what the shares of the options from *first* to *last* use of each row, with amounts and their squares."""
    for n in range(first, last):
        if share[n] > 0:
            for k in range(uses.start[n], uses.start[n + 1]):
                taken = share[n] * uses.amount[k]
                use[0, uses.row[k]] += taken
                use[1, uses.row[k]] += taken * uses.amount[k]


@njit(cache=True, nogil=True)
def seat(order: Offsets, owner: Indexes, uses: Uses, left: Floats, placed: Mask) -> Mask:
    """Go through options in their *order* and take each that still fits; changes what is *left* and who is *placed*.

    Answers which of the order were taken.
    """
    taken = np.zeros(len(order), dtype=np.bool_)
    for rank in range(len(order)):
        n = order[rank]
        fits = not placed[owner[n]]
        for k in range(uses.start[n], uses.start[n + 1]):
            fits &= uses.amount[k] <= left[uses.row[k]]
        if fits:
            for k in range(uses.start[n], uses.start[n + 1]):
                left[uses.row[k]] -= uses.amount[k]
            placed[owner[n]] = True
            taken[rank] = True
    return taken
