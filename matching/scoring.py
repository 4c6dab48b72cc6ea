"""Soft preferences: one function per criterion, each from 0 (worst) to 100 (best), over a whole grid.

Nothing here can forbid; sex, ethnicity, religion, income and the offence have no column to be read from.
"""

from collections.abc import Callable, Mapping

import numpy as np

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.instance import Weights
from matching.problem import Floats, Indexes

HALVING_KM = 5.0
"""Distance at which the distance score has fallen by half."""
FULL_WAIT_DAYS = 180
"""Waiting this long is as urgent as waiting can be."""
CALM_DAYS = 365
"""With this much time to spare before prescription nothing presses."""
DAYS_A_JORNADA = 7
PLACED_WEIGHT = 100
"""What placing one person without urgency counts in the first stage."""
PINNED_WEIGHT = 4000
"""More than all the places that one pinned person can hold (14 half days and one in total) are worth to others."""
UNKNOWN_RECORD = 50.0
"""What a unit scores of whose record too little is known: it neither gains nor loses by it."""
DECIMALS = 2


def criteria() -> Mapping[str, Callable[[Grid], Floats]]:
    """Name every criterion, in the order of the weights."""
    return {
        "skill": skill_score,
        "distance": distance_score,
        "urgency": urgency_score,
        "preference": preference_score,
        "specific_task": specific_task_score,
        "load": load_score,
        "stability": stability_score,
        "unit_record": unit_record_score,
    }


def score(grid: Grid, rows: Indexes, columns: Indexes) -> Floats:
    """Score the P pairs (rows[p], columns[p]) of *grid* by every criterion, rounded to hundredths; (P, criteria)."""
    layers = [np.broadcast_to(criterion(grid), grid.shape)[rows, columns] for criterion in criteria().values()]
    return np.stack(layers, axis=-1).round(DECIMALS)


def total(scores: Floats, weights: Weights) -> Floats:
    """Weigh scores (..., criteria) into one number from 0 to 100, rounded to hundredths."""
    weighed = np.zeros(scores.shape[:-1])
    for index, criterion in enumerate(criteria()):
        weighed += scores[..., index] * (getattr(weights, criterion) / 100)
    return weighed.round(DECIMALS)


def skill_score(grid: Grid) -> Floats:
    """Share of the wanted skills that the person holds, "en lo posible" (CP 34.3); 50 where none is wanted.

    The occupation counts as a skill; an occupation equal to the task is a full fit.
    """
    wanted = grid.of_openings(lambda opening: len(opening.skills))
    shared = grid.in_common(lambda applicant: applicant.held, lambda opening: opening.skills)
    share = np.where(wanted > 0, shared / np.maximum(wanted, 1), 0.5)
    return 100 * np.where(grid.named(lambda applicant: applicant.held, lambda opening: opening.task), 1.0, share)


def distance_score(grid: Grid) -> Floats:
    """Nearness to the home (CEP 134; RCEP 254), halving every `HALVING_KM`."""
    nearness: Floats = 100 * np.exp2(-grid.km / HALVING_KM)
    return nearness


def urgency_score(grid: Grid) -> Floats:
    """Whatever presses more: the wait so far, or the time left before the sentence prescribes; the same everywhere."""
    return grid.of_applicants(urgency)


def urgency(applicant: Applicant) -> float:
    """Score how urgent one sentence is, 0 to 100.

    What is left before prescription counts after taking off the weeks that the jornadas need.
    """
    waited = min(1.0, applicant.waiting_days / FULL_WAIT_DAYS)
    if applicant.days_to_prescription is None:
        return 100 * waited
    spare_days = applicant.days_to_prescription - DAYS_A_JORNADA * applicant.jornadas
    pressing = 1 - min(max(spare_days, 0), CALM_DAYS) / CALM_DAYS
    return 100 * max(waited, pressing)


def preference_score(grid: Grid) -> Floats:
    """The person's view of the vacancy (RCEP 256): objected 0, silent 50, preferred 100; an objection prevails."""
    preferred = grid.named(lambda a: a.preferred_unit_ids, lambda o: o.unit_id)
    preferred |= grid.named(lambda a: a.preferred_tasks, lambda o: o.task)
    objected = grid.named(lambda a: a.objected_unit_ids, lambda o: o.unit_id)
    objected |= grid.named(lambda a: a.objected_tasks, lambda o: o.task)
    return np.where(objected, 0.0, np.where(preferred, 100.0, 50.0))


def specific_task_score(grid: Grid) -> Floats:
    """A vacancy that says what is to be done is better than one that does not."""
    return grid.of_openings(lambda opening: 100 * opening.duties_are_specific)


def load_score(grid: Grid) -> Floats:
    """Share of the vacancy still empty, so that people spread."""
    return grid.of_openings(lambda o: 100 * max(0.0, 1 - o.load / o.capacity_total) if o.capacity_total else 0.0)


def stability_score(grid: Grid) -> Floats:
    """Staying where one already serves; 100 everywhere for who serves nowhere yet."""
    moves = grid.applicants_where(lambda applicant: applicant.current_opening_id is not None)
    stays = grid.named(lambda a: () if a.current_opening_id is None else (a.current_opening_id,), lambda o: o.id)
    return np.where(stays | ~moves, 100.0, 0.0)


def unit_record_score(grid: Grid) -> Floats:
    """How the unit has done its part towards the people sent there; the middle where too little is known."""
    return grid.of_openings(lambda o: UNKNOWN_RECORD if o.unit_record is None else o.unit_record)


def placed_weight(applicant: Applicant, weights: Weights) -> int:
    """Say what placing *applicant* counts in the first stage: 100, and up to 100 more by urgency and its weight.

    Whole numbers, so that the first stage can be proven exactly. Two ordinary people always count at least as much as
    one urgent person. A pinned person gives way to other pinned people only.
    """
    if applicant.pinned_opening_id is not None:
        return PINNED_WEIGHT
    return PLACED_WEIGHT + round(urgency(applicant) * weights.urgency / 100)
