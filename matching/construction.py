"""A first plan at given prices: take options in order of their net value, then close openings that fail.

Greedy in the sense of Martello & Toth (1990, ch. 7) for the generalised assignment problem, with net values at the
capacity prices as the desirability.
"""

import numpy as np

from matching.problem import Floats, Mask, Offsets, Problem
from matching.stages import Stage

CLOSING_ROUNDS = 20


def construct(problem: Problem, stage: Stage, net: Floats) -> Offsets:
    """Build a feasible plan for the stage (or weighted sum) from the net values of the options."""
    loss = _best_of_applicant(problem, net)[problem.option_applicant] - net
    plans = [
        _with_fitting_openings(problem, stage, order)
        for order in (np.argsort(-net, kind="stable"), np.lexsort((-net, loss)))
    ]
    return max(plans, key=lambda chosen: stage.worth(problem, chosen))


def _best_of_applicant(problem: Problem, net: Floats) -> Floats:
    best = np.zeros(len(problem.applicant_ids))
    np.maximum.at(best, problem.option_applicant, net)
    return best


def _with_fitting_openings(problem: Problem, stage: Stage, order: Offsets) -> Offsets:
    """Assign greedily; close the worst half of the openings that miss their minimum or do not pay; again."""
    open_ = np.ones(len(problem.opening_ids), dtype=bool)
    chosen = _assign(problem, stage, order, open_)
    for round_ in range(CLOSING_ROUNDS):
        failing, severity = _failing(problem, stage, chosen)
        if not len(failing):
            return chosen
        last = round_ == CLOSING_ROUNDS - 1
        worst = failing if last else failing[np.argsort(severity, kind="stable")][: (len(failing) + 1) // 2]
        open_[worst] = False
        if last:
            return chosen[open_[problem.option_opening[chosen]]]
        chosen = _assign(problem, stage, order, open_)
    return chosen


def _failing(problem: Problem, stage: Stage, chosen: Offsets) -> tuple[Offsets, Floats]:
    """Openings in use below their minimum or worth less than nothing, and how full or good each is."""
    size = len(problem.opening_ids)
    members = np.bincount(problem.option_opening[chosen], minlength=size)
    worth = np.bincount(problem.option_opening[chosen], weights=stage.option[chosen], minlength=size) + stage.opening
    failing = np.flatnonzero((members > 0) & ((members < problem.minimum) | (worth < 0)))
    return failing, members[failing] / np.maximum(problem.minimum[failing], 1.0) + np.minimum(worth[failing], 0)


def _assign(problem: Problem, stage: Stage, order: Offsets, open_: Mask) -> Offsets:
    """Go through the options in order and take each that still fits.

    Plain lists: half a million tiny look-ups are faster there than in arrays.
    """
    worthwhile = order[(stage.option[order] > 0) & open_[problem.option_opening[order]]]
    uses = problem.uses
    start, resource, amount = uses.indptr.tolist(), uses.indices.tolist(), uses.data.tolist()
    applicant, opening = problem.option_applicant.tolist(), problem.option_opening.tolist()
    limit, places = (problem.capacity * (1 + 1e-9)).tolist(), problem.maximum.tolist()
    used, members, placed = [0.0] * len(limit), [0] * len(places), [False] * len(problem.applicant_ids)
    chosen = []
    for option in worthwhile.tolist():
        if placed[applicant[option]] or members[opening[option]] + 1 > places[opening[option]]:
            continue
        row = range(start[option], start[option + 1])
        if any(used[resource[k]] + amount[k] > limit[resource[k]] for k in row):
            continue
        for k in row:
            used[resource[k]] += amount[k]
        placed[applicant[option]] = True
        members[opening[option]] += 1
        chosen.append(option)
    return np.array(sorted(chosen), dtype=np.int64)
