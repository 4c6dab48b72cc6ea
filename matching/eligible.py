"""Every admissible option of a problem, written out or worked out on demand, behind one door.

The search works on a small *working problem*: an ordinary `Problem` that holds only the options in hand. Which others
exist, and what the best of them is worth at some prices, it asks an `EligibleSet`. So a certificate always speaks
about all admissible options, even where they are too many to be written down.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from matching.prices import net_values
from matching.problem import Floats, Indexes, Offsets, Problem
from matching.stages import combined, stages_of


@dataclass(frozen=True, eq=False)
class Options:
    """Columns of N options, sorted by `key`, which is also by applicant.

    `key` is the source's own number of each option and never falls from one applicant to the next: the index of the
    option where options are written out, (applicant·J + opening)·P + pattern where they are worked out.
    """

    key: Offsets
    applicant: Indexes
    opening: Indexes
    value: Floats
    use_start: Offsets
    use_resource: Indexes
    use_amount: Floats

    def __len__(self) -> int:
        return len(self.key)


class EligibleSet(Protocol):
    """All admissible options of one problem.

    The net value of an option is what it adds to the weighted sum of the stages beyond the prices of what it takes:
    Σ stage weight · (weight or value) − Σ amount · resource price − price of its opening. `stage_weights` stand in
    the order of the objective. Prices of openings are 0 where there is no maximum.
    """

    @property
    def frame(self) -> Problem:
        """The whole problem without any option: weights, capacities, maxima, objective; its order is everybody's."""

    @property
    def size(self) -> int | None:
        """Number of admissible options, where it is known without looking at all of them."""

    def nearest(self, count: int) -> Options:
        """A first shortlist: of each applicant the best *count* openings by value alone, in all their patterns."""

    def best(self, stage_weights: Floats, resources: Floats, openings: Floats) -> Floats:
        """Best net value of each applicant over all admissible options, 0 where none is positive; shape (I,)."""

    def above(self, stage_weights: Floats, resources: Floats, openings: Floats, floor: Floats, most: int) -> Options:
        """Options whose net value exceeds the floor of their applicant (I,), the *most* best of each."""

    def options(self, key: Offsets) -> Options:
        """The columns of these options; keys in rising order."""


def working_problem(frame: Problem, options: Options) -> Problem:
    """The problem with only these options."""
    return replace(
        frame,
        option_applicant=options.applicant,
        option_opening=options.opening,
        option_value=options.value,
        use_start=options.use_start,
        use_resource=options.use_resource,
        use_amount=options.use_amount,
    )


def frame_of(problem: Problem) -> Problem:
    """The problem without its options."""
    return working_problem(problem, _taken(problem, np.zeros(0, dtype=np.int64)))


@dataclass(frozen=True, eq=False)
class ListedSet:
    """The options of a problem that writes them out, sorted by applicant."""

    problem: Problem

    @cached_property
    def frame(self) -> Problem:
        """The problem without its options."""
        return frame_of(self.problem)

    @property
    def size(self) -> int:
        """Number of options."""
        return len(self.problem.option_applicant)

    def nearest(self, count: int) -> Options:
        """The best *count* openings of each applicant by value, in all their patterns."""
        problem = self.problem
        pair = problem.option_applicant * np.int64(len(problem.opening_ids)) + problem.option_opening
        pairs, member = np.unique(pair, return_inverse=True)
        best = np.full(len(pairs), -np.inf)
        np.maximum.at(best, member, problem.option_value)
        kept = best_of_each(pairs // max(1, len(problem.opening_ids)), best, count)
        wanted = np.zeros(len(pairs), dtype=bool)
        wanted[kept] = True
        return _taken(problem, np.flatnonzero(wanted[member]))

    def best(self, stage_weights: Floats, resources: Floats, openings: Floats) -> Floats:
        """Best net value of each applicant over all options, 0 where none is positive."""
        best = np.zeros(len(self.problem.weight))
        np.maximum.at(best, self.problem.option_applicant, self._net(stage_weights, resources, openings))
        return best

    def above(self, stage_weights: Floats, resources: Floats, openings: Floats, floor: Floats, most: int) -> Options:
        """Options whose net value exceeds the floor of their applicant, the *most* best of each."""
        net = self._net(stage_weights, resources, openings)
        found = np.flatnonzero(net > floor[self.problem.option_applicant])
        return _taken(self.problem, found[best_of_each(self.problem.option_applicant[found], net[found], most)])

    def options(self, key: Offsets) -> Options:
        """The columns of these options."""
        return _taken(self.problem, key)

    def _net(self, stage_weights: Floats, resources: Floats, openings: Floats) -> Floats:
        stage = combined(stages_of(self.problem), stage_weights)
        return net_values(self.problem, stage, resources, openings)


def best_of_each(owner: Any, worth: Floats, count: int) -> Offsets:
    """Positions of the best *count* entries of each owner, in rising order; owners are sorted."""
    order = np.lexsort((-worth, owner))
    first = np.flatnonzero(np.diff(owner[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return np.sort(order[rank < count])


def _taken(problem: Problem, options: Offsets) -> Options:
    """The columns of some options of a problem."""
    lengths = np.diff(problem.use_start)[options]
    use_start = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    uses = np.repeat(problem.use_start[:-1][options] - use_start[:-1], lengths) + np.arange(use_start[-1])
    return Options(
        key=np.asarray(options, dtype=np.int64),
        applicant=problem.option_applicant[options],
        opening=problem.option_opening[options],
        value=problem.option_value[options],
        use_start=use_start,
        use_resource=problem.use_resource[uses],
        use_amount=problem.use_amount[uses],
    )
