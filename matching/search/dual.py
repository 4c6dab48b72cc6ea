"""The price bound of a working problem as a function of prices, evaluated in blocks of applicants by some threads."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np

from matching.problem import Floats, Indexes, Mask, Offsets, Problem
from matching.search import kernels
from matching.search.kernels import Uses
from matching.stages import Stage

BLOCKS = 2
"""Parts that sums are made of, the same for any number of threads, so that their last digits are the same too."""

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Rows:
    """The M rows that could bind: capacities by resource, then maxima by opening.

    Each is divided by its largest amount, so that one unit is one ordinary use. `index` counts openings on from the
    resources.
    """

    index: Offsets
    scale: Floats
    capacity: Floats

    def split(self, problem: Problem, prices: Floats) -> tuple[Floats, Floats]:
        """Prices of the rows as prices of all resources and of all openings."""
        full = np.zeros(len(problem.capacity) + len(problem.maximum))
        full[self.index] = prices / self.scale
        return full[: len(problem.capacity)], full[len(problem.capacity) :]

    def joined(self, resources: Floats, openings: Floats) -> Floats:
        """Prices of all resources and of all openings as prices of the rows."""
        return np.asarray(np.concatenate([resources, openings])[self.index] * self.scale)


@dataclass(frozen=True, eq=False)
class Dual:
    """Options by applicant, `start[a]:start[a + 1]` being those of the a-th applicant that has any, and their rows."""

    rows: Rows
    value: Floats
    start: Offsets
    uses: Uses
    threads: Executor | None = None

    @cached_property
    def blocks(self) -> list[tuple[int, int]]:
        """Parts of the applicants with about as many options each."""
        cuts = np.searchsorted(self.start, np.linspace(0, self.start[-1], BLOCKS + 1)[1:-1])
        return list(pairwise([0, *cuts.tolist(), len(self.start) - 1]))

    @cached_property
    def owner(self) -> Indexes:
        """Rank of the applicant of each option."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))

    @cached_property
    def most_uses(self) -> float:
        """Rows that one option uses at most, at least 1."""
        return float(max(1, self.uses["row"].shape[1]))

    def net(self, prices: Floats) -> Floats:
        """Net values of the options."""
        net = np.empty(len(self.value))
        self._each(lambda first, last: self._write_net(net, prices, first, last))
        return net

    def best(self, net: Floats) -> Floats:
        """Best net value of each applicant that has options, 0 where none is positive."""
        return np.maximum(0.0, np.maximum.reduceat(net, self.start[:-1])) if len(net) else net

    def bound(self, prices: Floats, net: Floats) -> float:
        """The bound at prices that give these net values."""
        bests = self._each(lambda first, last: float(kernels.sum_of_best(net, self.start, first, last)))
        return float(self.rows.capacity @ prices) + sum(bests)

    def shares(self, prices: Floats, temperature: float) -> Floats:
        """Everybody's shares by softmax of the net values over its options and none, (N,)."""
        net = self.net(prices)
        best, lengths = self.best(net), np.diff(self.start)
        share = np.exp((net - np.repeat(best, lengths)) / temperature)
        whole = np.exp(-best / temperature) + np.add.reduceat(share, self.start[:-1])
        return np.asarray(share / np.repeat(whole, lengths))

    def use(self, prices: Floats, temperature: float) -> Floats:
        """What these shares take of each row, (M,)."""
        parts = self._each(
            lambda first, last: kernels.expected_use(
                self.value, self.start[first : last + 1], self.uses, prices, temperature
            )
        )
        return np.asarray(sum(parts, np.zeros(len(prices))))

    def part(self, kept: Mask) -> "Dual":
        """The same function over some of the options."""
        lengths = np.diff(_starts(kept)[self.start])
        return replace(self, value=self.value[kept], start=_starts(lengths[lengths > 0]), uses=self.uses[kept])

    def _write_net(self, net: Floats, prices: Floats, first: int, last: int) -> None:
        options = self.start[first], self.start[last]
        kernels.write_net(net, self.value, self.uses, prices, *options)

    def _each(self, work: Callable[[int, int], Found]) -> list[Found]:
        """Do some work on every block; the first one here."""
        if self.threads is None:
            return [work(*block) for block in self.blocks]
        first, *others = self.blocks
        running = [self.threads.submit(work, *block) for block in others]
        return [work(*first), *(one.result() for one in running)]


def dual_of(problem: Problem, stage: Stage, threads: Executor | None = None) -> Dual:
    """The bound on a stage; options must be sorted by applicant, and each name a resource once at most."""
    start = np.flatnonzero(np.diff(problem.option_applicant, prepend=-1))
    use_start, row, amount = _uses(problem)
    limits = np.concatenate([problem.capacity, problem.maximum])
    index = np.flatnonzero(np.bincount(row, amount, len(limits)) > limits)
    rank = np.full(len(limits), -1, dtype=np.int32)
    rank[index] = np.arange(len(index), dtype=np.int32)
    largest = np.zeros(len(limits))
    np.maximum.at(largest, row, amount)
    scale = largest[index]
    return Dual(
        rows=Rows(index, scale, limits[index] / scale),
        value=stage.option,
        start=np.append(start, len(problem.option_applicant)),
        uses=kernels.tabulated(use_start, row, amount, rank, scale),
        threads=threads,
    )


def _uses(problem: Problem) -> tuple[Offsets, Indexes, Floats]:
    """The uses of the options; where some opening can be full, its option takes one of its places too."""
    members = np.bincount(problem.option_opening, minlength=len(problem.maximum))
    if not (members > problem.maximum).any():
        return problem.use_start, problem.use_resource, problem.use_amount
    place = problem.option_opening + np.int32(len(problem.capacity))
    last = problem.use_start[1:]
    row = np.insert(problem.use_resource, last, place)
    amount = np.insert(problem.use_amount, last, 1.0)
    return problem.use_start + np.arange(len(problem.use_start)), row, amount


def _starts(lengths: Mask | Offsets) -> Offsets:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])
