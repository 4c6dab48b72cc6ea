"""Improving a plan of a large problem: free a window of openings, solve it exactly, keep what is better.

Large neighbourhood search (Shaw 1998) with PuLP models of a few thousand options. A window frees everybody at its
openings and the unplaced who could go there, so openings keep their minima and maxima whole.
"""

from dataclasses import replace

import numpy as np

from matching.effort import Effort
from matching.model import build
from matching.prices import Prices
from matching.problem import Floats, Mask, Offsets, Problem
from matching.search.canonical import subproblem, usable_options
from matching.search.lexicographic import better
from matching.solve import run
from matching.stages import Stage, combined, stages_of

WINDOW_OPTIONS = 3_000
"""Options in a window: some tenths of a second to build and solve."""

OPTIONS_KEPT = 12
"""Best options of each applicant, at the prices, that windows look at."""

PATIENCE = 2
"""Times that every opening may come up without a gain before the search ends."""


def improve(problem: Problem, prices: Prices, net: Floats, chosen: Offsets, effort: Effort) -> Offsets:
    """Improve a plan until the effort is spent or windows stop paying; options sorted by applicant."""
    search = _Windows(problem, prices, net, effort)
    generator = np.random.default_rng(effort.seed)
    stale = 0
    while effort.left_seconds > 0.2 and stale < PATIENCE:
        before = chosen
        for seed in generator.permutation(search.openings):
            if effort.left_seconds <= 0.2:
                break
            chosen = search.improve_around(int(seed), chosen)
        stale = 0 if chosen is not before else stale + 1
    return chosen


class _Windows:
    """The options worth looking at, and the window that grows from an opening."""

    def __init__(self, problem: Problem, prices: Prices, net: Floats, effort: Effort) -> None:
        self.problem = problem
        self.bound = prices.bound
        self.stages = stages_of(problem)
        self.stage = combined(self.stages, prices.stage_weights)
        self.effort = effort
        self.kept = best_options(problem, net, OPTIONS_KEPT)
        self.openings = np.unique(problem.option_opening[self.kept])

    def improve_around(self, seed: int, chosen: Offsets) -> Offsets:
        """Solve the window that grows from one opening; answers the same plan if it gains nothing."""
        problem = self.problem
        window, options = self._grow(seed, chosen)
        inside = window[problem.option_opening[chosen]]
        stays, options = chosen[~inside], np.union1d(options, chosen[inside])
        left = np.maximum(0.0, problem.capacity - np.asarray(problem.uses[stays].sum(axis=0)).ravel())
        options = options[usable_options(subproblem(problem, options, left))]
        small = subproblem(problem, options, left)
        stage = Stage(self.stage.name, self.stage.option[options], self.stage.opening)
        outcome = run(build(small, stage), replace(self.effort.part(0.5), progress=None))
        if outcome.chosen is None:
            return chosen
        found = np.sort(np.concatenate([stays, options[outcome.chosen]]))
        self.effort.report("improvement", self.bound, self.stage.worth(problem, chosen))
        return better(self.stages, problem, chosen, found)

    def _grow(self, seed: int, chosen: Offsets) -> tuple[Mask, Offsets]:
        """Take in the openings most wanted by those already free, until the window is full: (openings, options)."""
        problem, kept = self.problem, self.kept
        place = np.full(len(problem.applicant_ids), -1)
        place[problem.option_applicant[chosen]] = problem.option_opening[chosen]
        window = np.zeros(len(problem.opening_ids), dtype=bool)
        window[seed] = True
        while True:
            free = (place < 0) | window[place]
            movable = kept[free[problem.option_applicant[kept]]]
            within = window[problem.option_opening[movable]]
            concerned = np.zeros(len(place), dtype=bool)
            concerned[problem.option_applicant[movable[within]]] = True
            beyond = movable[concerned[problem.option_applicant[movable]] & ~within]
            if within.sum() >= WINDOW_OPTIONS or not len(beyond):
                return window, movable[within]
            links = np.bincount(problem.option_opening[beyond], minlength=len(window))
            wanted = np.argsort(-links, kind="stable")[: max(1, int(window.sum()) // 2)]
            window[wanted[links[wanted] > 0]] = True


def best_options(problem: Problem, net: Floats, count: int) -> Offsets:
    """The best *count* options of each applicant by net value; options sorted by applicant, before and after."""
    order = np.lexsort((-net, problem.option_applicant))
    first = np.flatnonzero(np.diff(problem.option_applicant[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return np.sort(order[rank < count])
