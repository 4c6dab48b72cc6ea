"""The hot loops of the search, compiled: what options are worth at prices, and what people would take.

Imported only where a large problem comes. Every function walks the options of the applicants from *first* to *last*,
`start[i]:start[i + 1]` being those of applicant i. No result depends on the time or on the number of threads.
"""

from math import exp, sqrt
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matching.problem import Floats, Indexes, Mask, Offsets

NEGLIGIBLE = 16.0
"""Temperatures below the best from which on a share counts as nothing: e⁻¹⁶."""


Uses = NDArray[Any]
"""What each option takes, a record an option: `amount[k]` of `row[k]`; rows of nothing fill it up, (N,).

The width of the records is part of their kind, so that loops over it are compiled without a loop; rows have no sign, so
that none is looked up from the end.
"""


def tabulated(start: Offsets, row: Indexes, amount: Floats, rank: Indexes, scale: Floats) -> Uses:
    """Put the uses `start[n]:start[n + 1]` of each option side by side, rows by their rank; those below 0 are left out.

    Amounts are told in the scale of their row.
    """
    width = (widest(start, row, rank),)
    table = np.zeros(len(start) - 1, dtype=[("row", "u4", width), ("amount", "f8", width)])
    fill(table, start, row, amount, rank, scale)
    return table


@njit(cache=True, nogil=True)
def widest(start: Offsets, row: Indexes, rank: Indexes) -> int:
    """Count the uses of the option that has most of those with a rank."""
    most = 0
    for n in range(len(start) - 1):
        count = 0
        for use in range(start[n], start[n + 1]):
            count += rank[row[use]] >= 0
        most = max(most, count)
    return most


@njit(cache=True, nogil=True)
def fill(table: Uses, start: Offsets, row: Indexes, amount: Floats, rank: Indexes, scale: Floats) -> None:
    """Write the records of a table that is wide enough and holds nothing yet."""
    for n in range(len(table)):
        column = 0
        for use in range(start[n], start[n + 1]):
            at = rank[row[use]]
            if at >= 0:
                table[n].row[column], table[n].amount[column] = at, amount[use] / scale[at]
                column += 1


@njit(cache=True, nogil=True)
def write_net(net: Floats, value: Floats, uses: Uses, prices: Floats, first: int, last: int) -> None:
    """Write the net value of the options (here, not the applicants) from *first* to *last*."""
    for n in range(first, last):
        taken, charge = uses[n], 0.0
        for k in range(len(taken.row)):
            charge += taken.amount[k] * prices[taken.row[k]]
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


@njit(cache=True, nogil=True, fastmath=True)
def write_shares(net: Floats, best: float, temperature: float) -> float:
    """Turn the net values of one applicant's options into e to their distance below the best; answers the sum.

    A Taylor series of a sixteenth, multiplied out: it has no branch, so that several options are done at once.
    """
    total, scale = 0.0, 1.0 / (16.0 * temperature)
    for k in range(len(net)):
        x = max((net[k] - best) * scale, -NEGLIGIBLE / 16.0)
        root = 1 + x * (1 + x * (1 / 2 + x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x / 720)))))
        fourth = (root * root) * (root * root)
        net[k] = (fourth * fourth) * (fourth * fourth)
        total += net[k]
    return total


@njit(cache=True, nogil=True)
def expected_use(value: Floats, start: Offsets, uses: Uses, prices: Floats, temperature: float) -> Floats:
    """What is taken of each row, (M,), when everybody spreads by softmax of the net values over its options and none.

    `start` holds the applicants' bounds in the options.
    """
    use, share = np.zeros(len(prices)), np.empty(np.diff(start).max() if len(start) > 1 else 0)
    for i in range(len(start) - 1):
        first, count, best = start[i], start[i + 1] - start[i], 0.0
        for m in range(count):
            net, taken = value[first + m], uses[first + m]
            for k in range(len(taken.row)):
                net -= taken.amount[k] * prices[taken.row[k]]
            share[m] = net
            best = max(best, net)
        part = 1.0 / (exp(-best / temperature) + write_shares(share[:count], best, temperature))
        for m in range(count):
            taken = uses[first + m]
            for k in range(len(taken.row)):
                use[taken.row[k]] += part * share[m] * taken.amount[k]
    return use


@njit(cache=True, nogil=True)
def advance(prices: Floats, ahead: Floats, use: Floats, capacity: Floats, length: float, momentum: float) -> float:
    """Move the prices by one accelerated step from where they are *ahead*, and look ahead again; all are (M,).

    Rows with more use take shorter steps. Momentum that points uphill is lost. Answers the momentum.
    """
    uphill, moved = 0.0, np.empty(len(prices))
    for r in range(len(prices)):
        slope = use[r] - capacity[r]
        moved[r] = max(0.0, ahead[r] + length * slope / max(use[r], capacity[r] / 2, 0.5))
        uphill -= slope * (moved[r] - prices[r])
    momentum = 1.0 if uphill > 0 else momentum
    following = (1 + sqrt(1 + 4 * momentum * momentum)) / 2
    pull = (momentum - 1) / following
    for r in range(len(prices)):
        ahead[r] = max(0.0, moved[r] + pull * (moved[r] - prices[r]))
        prices[r] = moved[r]
    return following


@njit(cache=True, nogil=True)
def seat(order: Offsets, owner: Indexes, uses: Uses, left: Floats, placed: Mask) -> Mask:
    """Go through options in their *order* and take each that still fits; changes what is *left* and who is *placed*.

    Answers which of the order were taken.
    """
    taken = np.zeros(len(order), dtype=np.bool_)
    for rank in range(len(order)):
        n = order[rank]
        wanted, fits = uses[n], not placed[owner[n]]
        for k in range(len(wanted.row)):
            fits &= wanted.amount[k] <= left[wanted.row[k]]
        if fits:
            for k in range(len(wanted.row)):
                left[wanted.row[k]] -= wanted.amount[k]
            placed[owner[n]] = True
            taken[rank] = True
    return taken
