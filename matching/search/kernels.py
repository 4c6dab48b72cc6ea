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
def soften(
    share: Floats, value: Floats, start: Offsets, uses: Uses, prices: Floats, temperature: float
) -> tuple[Floats, float]:
    """Write everybody's shares by softmax of the net values over their options and none.

    `start` holds the applicants' bounds in the options. Answers what the shares take of each row, (M,), and the sum of
    the smoothed bests.
    """
    use, total = np.zeros(len(prices)), 0.0
    for i in range(len(start) - 1):
        best = 0.0
        for n in range(start[i], start[i + 1]):
            charge = 0.0
            for k in range(uses.start[n], uses.start[n + 1]):
                charge += uses.amount[k] * prices[uses.row[k]]
            share[n] = value[n] - charge
            best = max(best, share[n])
        weight = exp(-best / temperature)
        for n in range(start[i], start[i + 1]):
            below = (share[n] - best) / temperature
            share[n] = exp(below) if below > -NEGLIGIBLE else 0.0
            weight += share[n]
        for n in range(start[i], start[i + 1]):
            if share[n] > 0:
                share[n] /= weight
                for k in range(uses.start[n], uses.start[n + 1]):
                    use[uses.row[k]] += share[n] * uses.amount[k]
        total += best + temperature * log(weight)
    return use, total


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
