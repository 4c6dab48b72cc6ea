"""A first plan at given prices: take options in order of their net value, then close openings that fail.

Greedy in the sense of Martello & Toth (1990, ch. 7) for the generalised assignment problem, with net values at the
capacity prices as the desirability.
"""

import numpy as np

from matching.effort import Effort
from matching.problem import Floats, Mask, Offsets, Problem
from matching.stages import Stage

CLOSING_ROUNDS = 20

BLOCK = 65_536
"""Options in plain lists at a time."""


def construct(problem: Problem, stage: Stage, net: Floats, effort: Effort) -> Offsets:
    """Build a feasible plan for the stage (or weighted sum) from the net values of the options.

    Two orders are tried: best options first, and everybody's own best option first.
    """
    best = np.zeros(len(problem.applicant_ids))
    np.maximum.at(best, problem.option_applicant, net)
    loss = best[problem.option_applicant] - net
    plan = _with_fitting_openings(problem, stage, np.argsort(-net, kind="stable"), effort)
    if effort.left_seconds <= 0:
        return plan
    other = _with_fitting_openings(problem, stage, np.lexsort((-net, loss)), effort)
    return max(plan, other, key=lambda chosen: stage.worth(problem, chosen))


def _with_fitting_openings(problem: Problem, stage: Stage, order: Offsets, effort: Effort) -> Offsets:
    """Assign greedily; close the worst half of the openings that miss their minimum or do not pay; again.

    What fails at the last round, or when the time is up, is closed for good and its members stay unplaced.
    """
    table = _Table(problem)
    worthwhile = order[stage.option[order] > 0]
    open_ = np.ones(len(problem.opening_ids), dtype=bool)
    for left in reversed(range(CLOSING_ROUNDS)):
        hopeful = worthwhile[open_[problem.option_opening[worthwhile]]]
        table.take(hopeful[~table.placed[problem.option_applicant[hopeful]]])
        failing, merit = _failing(problem, stage, table.chosen)
        if not len(failing):
            break
        is_last = not left or effort.left_seconds <= 0
        share = len(failing) if is_last else (len(failing) + 1) // 2
        open_[failing[np.argsort(merit, kind="stable")][:share]] = False
        table.release(~open_)
        if is_last:
            break
    return table.chosen


def _failing(problem: Problem, stage: Stage, chosen: Offsets) -> tuple[Offsets, Floats]:
    """Openings in use below their minimum or worth less than nothing, and the merit of each, the least first."""
    size, place = len(problem.opening_ids), problem.option_opening[chosen]
    members = np.bincount(place, minlength=size)
    worth = np.bincount(place, weights=stage.option[chosen], minlength=size) + stage.opening
    failing = np.flatnonzero((members > 0) & ((members < problem.minimum) | (worth < 0)))
    return failing, members[failing] / np.maximum(problem.minimum[failing], 1.0) + np.minimum(worth[failing], 0)


class _Table:
    """Who sits where, and what is taken; plain lists, in which millions of tiny look-ups are fastest."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.placed: Mask = np.zeros(len(problem.applicant_ids), dtype=bool)
        self.chosen: Offsets = np.zeros(0, dtype=np.int64)
        self.limit = (problem.capacity * (1 + 1e-9)).tolist()
        self.places = problem.maximum.tolist()
        self.used = [0.0] * len(self.limit)
        self.members = [0] * len(self.places)

    def take(self, options: Offsets) -> None:
        """Go through options in their order and take each that still fits."""
        for first in range(0, len(options), BLOCK):
            block = options[first : first + BLOCK]
            taken = self._fitting(block, self.placed.tolist())
            self._set(np.concatenate([self.chosen, block[taken]]))

    def _fitting(self, options: Offsets, placed: list[bool]) -> list[int]:
        """Take what fits of a block of options, by their rank in it; who is *placed* already takes nothing."""
        uses = self.problem.uses[options]
        start, resource, amount = uses.indptr.tolist(), uses.indices.tolist(), uses.data.tolist()
        applicant, opening = self.problem.option_applicant[options], self.problem.option_opening[options]
        used, limit, taken = self.used, self.limit, []
        for rank, (person, place) in enumerate(zip(applicant.tolist(), opening.tolist(), strict=True)):
            if placed[person] or self.members[place] + 1 > self.places[place]:
                continue
            row = range(start[rank], start[rank + 1])
            if any(used[resource[k]] + amount[k] > limit[resource[k]] for k in row):
                continue
            for k in row:
                used[resource[k]] += amount[k]
            placed[person] = True
            self.members[place] += 1
            taken.append(rank)
        return taken

    def release(self, closed: Mask) -> None:
        """Send everybody away from closed openings."""
        stays = self.chosen[~closed[self.problem.option_opening[self.chosen]]]
        self.used = np.asarray(self.problem.uses[stays].sum(axis=0)).ravel().tolist()
        place = self.problem.option_opening[stays]
        self.members = np.bincount(place, minlength=len(self.members)).tolist()
        self._set(stays)

    def _set(self, chosen: Offsets) -> None:
        self.chosen = np.sort(chosen)
        self.placed[:] = False
        self.placed[self.problem.option_applicant[chosen]] = True
