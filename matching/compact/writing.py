"""A compact problem written out option by option, in plain NumPy over whole blocks of pairs.

For problems small enough, and as the second opinion on what the compiled scan finds.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.compact.columns import ALLOWED, CLOSED, OBJECTED, PREFERRED, ROWS_AN_OPENING, STAYS, Bits, Marks
from matching.compact.problem import CompactProblem
from matching.input.geography import great_circle_km
from matching.input.shifts import SHIFT_COUNT
from matching.problem import Floats, Indexes, Mask, Offsets, Problem, build_problem

BLOCK = 512
"""Applicants looked at together."""


class Written(NamedTuple):
    """Columns of all admissible options, in the order of their keys."""

    applicant: Indexes
    opening: Indexes
    pattern: Indexes
    value: Floats


def written_out(problem: CompactProblem) -> Problem:
    """Write the same problem as a listed one, with the places that can be filled; ids are positions."""
    written, frame = every_option(problem), problem.frame
    use_start, use_resource = uses_of(problem, written)
    return build_problem(
        objective=problem.objective,
        resource_ids=frame.resource_ids,
        capacity=problem.fillable,
        opening_ids=frame.opening_ids,
        applicant_ids=frame.applicant_ids,
        weight=frame.weight,
        option_applicant=written.applicant,
        option_opening=written.opening,
        option_value=written.value,
        use_start=use_start,
        use_resource=use_resource,
        use_amount=np.ones(len(use_resource)),
    )


def every_option(problem: CompactProblem) -> Written:
    """Work out every admissible option, looking at every pair."""
    blocks = list(_blocks(problem))
    applicant, opening = (np.concatenate([block[part] for block in blocks]) for part in (0, 1))
    offers = problem.offers
    offered = offers.list_of[problem.applicants.schedule[applicant], problem.openings.week[opening]]
    count = np.diff(offers.start)[offered]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return Written(
        applicant=np.repeat(applicant, count),
        opening=np.repeat(opening, count),
        pattern=offers.pattern[np.repeat(offers.start[offered], count) + within],
        value=np.repeat(np.concatenate([block[2] for block in blocks]), count),
    )


def _blocks(problem: CompactProblem) -> Iterator[tuple[Indexes, Indexes, Floats]]:
    """The admissible pairs of some applicants at a time, with what they are worth."""
    people, openings = problem.applicants, problem.openings
    for first in range(0, max(1, len(people)), BLOCK):
        rows = np.arange(first, min(first + BLOCK, len(people)))
        marks = _marks(problem, rows)
        km = great_circle_km(
            people.latitude[rows, None], people.longitude[rows, None], openings.latitude, openings.longitude
        )
        admissible = (people.unable[rows, None] & openings.demands) == 0
        admissible &= (marks & CLOSED == 0) & (km <= people.reach_km[rows, None])
        admissible &= ~people.restricted[rows, None] | (marks & ALLOWED != 0)
        at, opening = np.nonzero(admissible)
        value = _values(problem, rows[at], opening, km[at, opening], marks[at, opening])
        yield rows[at].astype(np.int32), opening.astype(np.int32), value


def _marks(problem: CompactProblem, rows: Offsets) -> Marks:
    """The marks of some applicants on every opening, (rows, J)."""
    people = problem.applicants
    marks = np.zeros((len(rows), len(problem.openings)), dtype=np.uint8)
    for at, row in enumerate(rows):
        own = slice(people.mark_start[row], people.mark_start[row + 1])
        marks[at, people.mark_opening[own]] = people.mark[own]
    return marks


def _values(problem: CompactProblem, applicant: Offsets, opening: Offsets, km: Floats, mark: Marks) -> Floats:
    """The value of each pair."""
    people, openings, points = problem.applicants, problem.openings, problem.points
    task = openings.task[opening].astype(np.uint64)
    skills = openings.skills[opening]
    share = points.skill[np.bitwise_count(skills), np.bitwise_count(people.held[applicant] & skills)]
    liking = np.where(_has(people.preferred_tasks[applicant], task) | (mark & PREFERRED != 0), 2, 1)
    liking[_has(people.objected_tasks[applicant], task) | (mark & OBJECTED != 0)] = 0
    metres = np.minimum(np.rint(km * 1000).astype(np.int64), len(points.distance) - 1)
    stays = ~people.settled[applicant] | (mark & STAYS != 0)
    total = np.where(_has(people.held_tasks[applicant], task), points.full_skill, share) + points.distance[metres]
    total = total + people.urgency_points[applicant] + points.preference[liking]
    total = total + openings.duties_points[opening] + openings.load_points[opening]
    total = total + points.stability[stays.astype(np.int64)] + openings.record_points[opening]
    value: Floats = np.round(total, 2)
    return value


def _has(codes: Bits, code: Bits) -> Mask:
    has: Mask = (codes >> code) & np.uint64(1) != 0
    return has


def uses_of(problem: CompactProblem, written: Written) -> tuple[Offsets, Indexes]:
    """Tell where the uses of each option start, and the resources."""
    attended, occupied = (
        _half_days(bits[written.pattern]) for bits in (problem.offers.attended, problem.offers.occupied)
    )
    person = problem.applicants.person[written.applicant][:, None]
    first = ROWS_AN_OPENING * written.opening[:, None]
    own = ROWS_AN_OPENING * len(problem.openings) + SHIFT_COUNT * person
    shifts = np.arange(SHIFT_COUNT, dtype=np.int32)
    resources = np.concatenate([first, first + 1 + shifts, own + shifts], axis=1)
    taken = np.concatenate(
        [np.ones_like(first, dtype=bool), attended & problem.scarce[written.opening], occupied & (person >= 0)], axis=1
    )
    return np.concatenate([[0], np.cumsum(taken.sum(axis=1))]), resources[taken]


def _half_days(bits: Indexes) -> NDArray[np.bool_]:
    """Sets of half days, written as bits, as rows of marks."""
    marks: Mask = (bits[:, None] >> np.arange(SHIFT_COUNT)) & 1 != 0
    return marks
