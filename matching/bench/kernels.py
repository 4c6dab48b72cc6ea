"""The compiled loops beside NumPy doing the same, on the same numbers: what compiling earns."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np
from scipy.sparse import csr_array

from matching.bench.problems import SCALES, compact_problem, listed_problem
from matching.compact.eligible import CompactSet
from matching.compact.problem import CompactProblem
from matching.compact.writing import written_out
from matching.eligible import ListedSet
from matching.problem import Floats, Problem
from matching.search.dual import Dual, dual_of
from matching.stages import combined, stages_of

ROUNDS = 5
"""Runs of each; the median counts, and a run before them, which compiles."""

WEIGHTS = np.array([10.0, 1.0])
TEMPERATURE = 8.0


@dataclass(frozen=True)
class Comparison:
    """One loop on one size: seconds of NumPy and compiled on one thread, and how far their answers differ."""

    work: str
    size: str
    numpy_seconds: float
    compiled_seconds: float
    difference: float

    @property
    def ratio(self) -> float:
        """How many times the compiled loop's seconds NumPy takes."""
        return self.numpy_seconds / self.compiled_seconds


Loop = Callable[[], float]


def comparisons(sizes: tuple[str, ...] = ("S", "M")) -> Iterator[Comparison]:
    """Compare the loops that a search spends its time in."""
    for size in sizes:
        compact = compact_problem(size, seed=1)
        listed = listed_problem(compact, size, SCALES[size].nearest)
        for work, (plain, compiled) in {**_priced(listed), **_scanned(compact)}.items():
            yield _compared(work, size, plain, compiled)


def _priced(problem: Problem) -> Mapping[str, tuple[Loop, Loop]]:
    """Loops of the ascent, over the options of a shortlist."""
    dual = dual_of(problem, combined(stages_of(problem), WEIGHTS))
    prices, uses = _prices(len(dual.rows.capacity)), _matrix(dual)
    return {
        "bound at given prices": (
            lambda: _bound(dual, uses, prices),
            lambda: dual.bound(prices, dual.net(prices)),
        ),
        "softmax shares and what they use": (
            lambda: float(_use(dual, uses, prices).sum()),
            lambda: float(dual.use(prices, TEMPERATURE).sum()),
        ),
    }


def _scanned(problem: CompactProblem) -> Mapping[str, tuple[Loop, Loop]]:
    """Best option of everybody over all admissible ones: all written out and priced, or worked out by the scan."""
    scan = CompactSet(problem, threads=1)
    resources, openings = _prices(len(problem.capacity)), np.zeros(len(problem.openings))
    return {
        "best of all admissible options": (
            lambda: float(ListedSet(written_out(problem)).best(WEIGHTS, resources, openings).sum()),
            lambda: float(scan.best(WEIGHTS, resources, openings).sum()),
        )
    }


def _compared(work: str, size: str, plain: Loop, compiled: Loop) -> Comparison:
    answers = plain(), compiled()
    difference = abs(answers[0] - answers[1]) / max(1.0, abs(answers[0]))
    return Comparison(work, size, _seconds(plain), _seconds(compiled), difference)


def _seconds(loop: Loop) -> float:
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        loop()
        taken.append(time.perf_counter() - started)
    return median(taken)


def _prices(count: int) -> Floats:
    """Prices as a search meets them: most rows free, some dear."""
    chance = np.random.default_rng(1)
    return np.where(chance.random(count) < 0.3, chance.exponential(100.0, count), 0.0)


def _matrix(dual: Dual) -> csr_array:
    row, amount = dual.uses["row"], dual.uses["amount"]
    start = np.arange(0, row.size + 1, row.shape[1])
    return csr_array((amount.ravel(), row.ravel(), start), shape=(len(dual.value), len(dual.rows.capacity)))


def _bound(dual: Dual, uses: csr_array, prices: Floats) -> float:
    best = np.maximum.reduceat(dual.value - uses @ prices, dual.start[:-1])
    return float(dual.rows.capacity @ prices + np.maximum(0.0, best).sum())


def _use(dual: Dual, uses: csr_array, prices: Floats) -> Floats:
    net = dual.value - uses @ prices
    best = np.maximum(0.0, np.maximum.reduceat(net, dual.start[:-1]))
    lengths = np.diff(dual.start)
    share = np.exp((net - np.repeat(best, lengths)) / TEMPERATURE)
    weight = np.exp(-best / TEMPERATURE) + np.add.reduceat(share, dual.start[:-1])
    return np.asarray(uses.T @ (share / np.repeat(weight, lengths)))
