"""A working problem seen from its prices, and a plan in it that changes place by place."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.effort import relative_gap
from matching.eligible import best_of_each
from matching.problem import Floats, Indexes, Offsets, Problem
from matching.search.lexicographic import tolerance
from matching.stages import Stage

OPTIONS_KEPT = 12
"""Best options of each applicant, at the prices, that windows look at."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """A working problem with its weighted sum, net values, prices of resources, and the bound over all options."""

    problem: Problem
    stage: Stage
    net: Floats
    resources: Floats
    bound: float

    def gap(self, chosen: Offsets) -> float:
        """Relative distance of a plan from the bound."""
        return relative_gap(self.stage.worth(self.problem, chosen), self.bound)

    @cached_property
    def best(self) -> Floats:
        """Best net value of every applicant, 0 where none is positive."""
        best = np.zeros(len(self.problem.weight))
        np.maximum.at(best, self.problem.option_applicant, self.net)
        return best


class Seating:
    """A feasible plan: the option of every applicant, -1 for none, and what is left of the resources."""

    def __init__(self, landscape: Landscape, chosen: Offsets) -> None:
        problem = landscape.problem
        self.landscape, self.problem = landscape, problem
        kept = np.union1d(best_of_each(problem.option_applicant, landscape.net, OPTIONS_KEPT), chosen)
        openings = problem.option_opening[kept]
        self.kept = kept
        self.first_of = np.searchsorted(problem.option_applicant[kept], np.arange(len(problem.weight) + 1))
        self.at_openings = kept[np.argsort(openings, kind="stable")]
        self.first_at = np.searchsorted(np.sort(openings), np.arange(len(problem.maximum) + 1))
        self.seat = np.full(len(problem.weight), -1, dtype=np.int64)
        self.seat[problem.option_applicant[chosen]] = chosen
        self.left = problem.capacity - used(problem, chosen)
        self.worth = landscape.stage.worth(problem, chosen)

    @property
    def chosen(self) -> Offsets:
        """The options of the plan."""
        return self.seat[self.seat >= 0]

    @property
    def gap(self) -> float:
        """Relative distance of the plan from the bound."""
        return relative_gap(self.worth, self.landscape.bound)

    def options_of(self, applicants: Indexes | Offsets) -> Offsets:
        """The kept options of some applicants."""
        return self.kept[_slices(self.first_of, applicants)]

    def options_at(self, openings: Offsets) -> Offsets:
        """The kept options at some openings."""
        return self.at_openings[_slices(self.first_at, openings)]

    def change(self, old: Offsets, new: Offsets) -> None:
        """Exchange some seats for others, if that is worth more; both are all there are at their openings."""
        stage, problem = self.landscape.stage, self.problem
        gain = stage.worth(problem, new) - stage.worth(problem, old)
        if gain > tolerance(stage, self.worth):
            self.seat[problem.option_applicant[old]] = -1
            self.seat[problem.option_applicant[new]] = new
            self.left += used(problem, old) - used(problem, new)
            self.worth += gain

    def losses(self) -> Floats:
        """What the plan loses at each opening against the bound: places left empty, and people not at their best."""
        problem, landscape = self.problem, self.landscape
        got = np.where(self.seat >= 0, landscape.net[self.seat], 0.0)
        missed = landscape.best - got
        rent = np.maximum(0.0, self.left) * landscape.resources
        lost = np.zeros(len(problem.maximum))
        favourite = np.flatnonzero(landscape.net >= landscape.best[problem.option_applicant])
        np.add.at(lost, problem.option_opening[favourite], missed[problem.option_applicant[favourite]])
        opening = np.repeat(problem.option_opening, np.diff(problem.use_start))
        owner = np.full(len(rent), -1)
        owner[problem.use_resource] = opening
        owned = np.flatnonzero(owner >= 0)
        return lost + np.bincount(owner[owned], rent[owned], len(lost))


def used(problem: Problem, options: Offsets) -> Floats:
    """What some options use of each resource."""
    uses = _slices(problem.use_start, options)
    return np.bincount(problem.use_resource[uses], problem.use_amount[uses], len(problem.capacity)).astype(np.float64)


def _slices(start: Offsets, rows: Indexes | Offsets) -> Offsets:
    """Positions of the entries of some rows, row by row."""
    lengths = start[rows + 1] - start[rows]
    before = np.cumsum(lengths) - lengths
    return np.repeat(start[rows] - before, lengths) + np.arange(lengths.sum())
