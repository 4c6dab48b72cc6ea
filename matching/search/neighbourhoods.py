"""Improving a plan of a large problem: free a window of openings, solve it exactly, keep what is better.

Large neighbourhood search (Shaw 1998) with PuLP models of a few thousand options. A window frees everybody at its
openings and the unplaced who could go there, so openings keep their minima and maxima whole. The prices tell where to
look: what a plan loses against the bound is what people miss of their best option and the rent of places left empty.
"""

import numpy as np

from matching.effort import Effort
from matching.problem import Offsets
from matching.search.landscape import Landscape, Seating
from matching.search.pool import Pool, Task, compressed
from matching.search.windows import Window, batches

WINDOW_SECONDS = 1.0
"""Longest time for one window; nearly all need far less."""

PATIENCE = 2
"""Rounds over all openings without a gain before the search ends."""


def improve(landscape: Landscape, chosen: Offsets, pool: Pool, effort: Effort, wanted: float = 0.0) -> Offsets:
    """Improve a plan until it is within the *wanted* gap, the effort is spent or windows stop paying."""
    if not len(landscape.net) or landscape.gap(chosen) <= wanted:
        return chosen
    seating = Seating(landscape, chosen)
    chance = np.random.default_rng(effort.seed)
    stale = 0
    while stale < PATIENCE and seating.gap > wanted and effort.left_seconds > 0:
        before = seating.worth
        for batch in batches(seating, chance):
            if seating.gap <= wanted or effort.left_seconds <= 0:
                break
            _solve_side_by_side(batch, seating, pool, effort)
            effort.report("improvement", landscape.bound, seating.worth)
        stale = 0 if seating.worth > before else stale + 1
    return np.sort(seating.chosen)


def _solve_side_by_side(batch: list[Window], seating: Seating, pool: Pool, effort: Effort) -> None:
    """Solve windows that touch nothing in common, and keep what they gain."""
    landscape = seating.landscape
    tasks = [
        Task(
            *compressed(landscape.problem, landscape.stage, window.options, window.left),
            WINDOW_SECONDS,
            effort.seed,
            effort.solver,
        )
        for window in batch
    ]
    for window, answer in zip(batch, pool.solve(tasks, effort), strict=True):
        if answer is not None:
            seating.change(window.seats, window.options[answer])
