"""Which parts of a plan to solve anew: windows of openings that grow from where most is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.problem import Floats, Mask, Offsets
from matching.search.landscape import Seating, used

WINDOW_OPTIONS = 3_000
"""Options in a window: some tenths of a second to build and solve."""

BATCH = 4
"""Windows solved side by side, whatever the number of processes, so that this changes no plan."""


@dataclass(frozen=True, eq=False)
class Window:
    """Options to choose from anew, those of them that are seats now, and what is left of all resources for them."""

    options: Offsets
    seats: Offsets
    left: Floats


def batches(seating: Seating, chance: np.random.Generator) -> Iterator[list[Window]]:
    """Windows around every opening, those that lose most first, in batches that touch nothing in common."""
    lost = seating.losses()
    seeds = chance.permutation(np.flatnonzero(np.diff(seating.first_at)))
    waiting = seeds[np.argsort(-lost[seeds], kind="stable")].tolist()
    covered = np.zeros(len(lost), dtype=bool)
    while waiting:
        batch: list[Window] = []
        busy, later = _Busy(seating), []
        while waiting and len(batch) < BATCH:
            seed = waiting.pop(0)
            if covered[seed]:
                continue
            if busy.openings[seed]:
                later.append(seed)
                continue
            batch.append(_window(seating, seed, busy, covered))
        waiting = later + waiting
        yield batch


class _Busy:
    """What the windows of a batch touch already."""

    def __init__(self, seating: Seating) -> None:
        problem = seating.problem
        self.seating = seating
        self.openings: Mask = np.zeros(len(problem.maximum), dtype=bool)
        self.applicants: Mask = np.zeros(len(problem.weight), dtype=bool)
        self.resources: Mask = np.zeros(len(problem.capacity), dtype=bool)

    def free(self, options: Offsets) -> Offsets:
        """Those of the options that touch nothing busy."""
        problem = self.seating.problem
        taken = self.applicants[problem.option_applicant[options]] | self.openings[problem.option_opening[options]]
        taken |= problem.uses[options].astype(bool) @ self.resources.astype(np.float64) > 0
        return options[~taken]

    def add(self, window: Offsets, options: Offsets) -> None:
        """Take note of a window; openings where somebody sits on something it touches are busy too."""
        problem, seats = self.seating.problem, self.seating.chosen
        self.openings[window] = True
        self.applicants[problem.option_applicant[options]] = True
        self.resources[used(problem, options) > 0] = True
        self.openings[problem.option_opening[np.setdiff1d(seats, self.free(seats))]] = True


def _window(seating: Seating, seed: int, busy: _Busy, covered: Mask) -> Window:
    """Take in the openings most wanted by those already free, until the window is full."""
    problem = seating.problem
    window = np.array([seed])
    while True:
        options = busy.free(_movable(seating, window))
        applicants = np.unique(problem.option_applicant[options])
        beyond = problem.option_opening[seating.options_of(applicants)]
        beyond = beyond[~busy.openings[beyond] & ~np.isin(beyond, window)]
        if len(options) >= WINDOW_OPTIONS or not len(beyond):
            break
        wanted, links = np.unique(beyond, return_counts=True)
        window = np.append(window, wanted[np.argsort(-links, kind="stable")][: max(1, len(window) // 2)])
    covered[window] = True
    options = np.sort(options)
    seats = options[seating.seat[problem.option_applicant[options]] == options]
    left = np.maximum(0.0, seating.left + used(problem, seats))
    busy.add(window, options)
    return Window(options, seats, left)


def _movable(seating: Seating, window: Offsets) -> Offsets:
    """Options at the window's openings of people who are unplaced or seated there."""
    problem = seating.problem
    options = seating.options_at(window)
    seat = seating.seat[problem.option_applicant[options]]
    inside = np.isin(problem.option_opening[seat], window)
    return options[(seat < 0) | inside]
