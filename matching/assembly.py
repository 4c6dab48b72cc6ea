"""From people and vacancies to the neutral problem: one row for every place that can run out.

Resources: `total/<opening>` the places of a vacancy; `place/<opening>/<shift>` those of a half day, where they are
fewer than in total (else the row could never bind); `person/<person>/<shift>` one, for people with several sentences.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.candidates import CandidateSet
from matching.input.patterns import Attendance, Pattern
from matching.input.shifts import SHIFT_COUNT, SHIFTS, other_half
from matching.instance import Instance
from matching.problem import Floats, Indexes, Mask, Offsets, Problem, build_problem
from matching.scoring import placed_weight

NOON = 13 * 60
"""An attendance that crosses 13:00 keeps the other half of its day from the person's other sentences too."""


def assemble(instance: Instance, candidates: CandidateSet) -> Problem:
    """Write the placement problem of *instance*: urgency-weighted placements first, then the scores' sum."""
    rows = place_rows(instance)
    use_start, use_resource = _uses(candidates, rows)
    return build_problem(
        objective=("placed", "value"),
        resource_ids=rows.ids,
        capacity=rows.capacity,
        opening_ids=[opening.id for opening in instance.openings],
        applicant_ids=[applicant.id for applicant in instance.applicants],
        weight=[placed_weight(applicant, instance.weights) for applicant in instance.applicants],
        option_applicant=candidates.option_applicant,
        option_opening=candidates.option_opening,
        option_value=candidates.pair_total[candidates.option_pair],
        use_start=use_start,
        use_resource=use_resource,
        use_amount=np.ones(len(use_resource)),
    )


@dataclass(frozen=True, eq=False)
class PlaceRows:
    """The resources of an instance as they are numbered, known without looking at any pair.

    `total` (J,) numbers the places of each vacancy, `places` (J, shifts) those of its scarce half days and `people`
    (I, shifts) the half days of people with several sentences; -1 where there is none.
    """

    ids: tuple[str, ...]
    capacity: Floats
    total: Indexes
    places: Indexes
    people: Indexes


def place_rows(instance: Instance) -> PlaceRows:
    """Number everything of an instance that can run out."""
    rows = _Rows([], [])
    total = [rows.add(f"total/{opening.id}", opening.total_places) for opening in instance.openings]
    places, people = _place_rows(instance, rows), _person_rows(instance, rows)
    capacity = np.array(rows.capacity, dtype=np.float64)
    return PlaceRows(tuple(rows.ids), capacity, np.array(total, dtype=np.int32), places, people)


def occupied_shifts(pattern: Pattern) -> frozenset[int]:
    """Half days that a pattern keeps from the person's other sentences."""
    return frozenset(shift for attendance in pattern for shift in _occupied(attendance))


@dataclass(frozen=True)
class _Rows:
    """The resources as they are numbered."""

    ids: list[str]
    capacity: list[int]

    def add(self, identifier: str, capacity: int) -> int:
        self.ids.append(identifier)
        self.capacity.append(capacity)
        return len(self.ids) - 1


def _place_rows(instance: Instance, rows: _Rows) -> Indexes:
    """Number a row for every scarce half day of every opening; -1 where there is none; (J, shifts)."""
    table = np.full((len(instance.openings), SHIFT_COUNT), -1, dtype=np.int32)
    for index, opening in enumerate(instance.openings):
        for shift in sorted(opening.shifts, key=lambda open_: open_.shift):
            if shift.shift in opening.scarce_shifts:
                table[index, shift.shift] = rows.add(f"place/{opening.id}/{SHIFTS[shift.shift]}", shift.places)
    return table


def _person_rows(instance: Instance, rows: _Rows) -> Indexes:
    """Number a row for every half day of each person with several sentences; -1 for the others; (I, shifts)."""
    table = np.full((len(instance.applicants), SHIFT_COUNT), -1, dtype=np.int32)
    numbered = {
        person: [rows.add(f"person/{person}/{shift}", 1) for shift in SHIFTS]
        for person in sorted(instance.shared_people)
    }
    for index, applicant in enumerate(instance.applicants):
        if applicant.person_id in numbered:
            table[index] = numbered[applicant.person_id]
    return table


def _uses(candidates: CandidateSet, numbered: PlaceRows) -> tuple[Offsets, Indexes]:
    """List what each option takes: starts (N + 1,) and resources, each taken once."""
    attended = _table(candidates.patterns, _attended)[candidates.option_pattern]
    occupied = _table(candidates.patterns, _occupied)[candidates.option_pattern]
    rows = np.concatenate(
        [
            numbered.total[candidates.option_opening][:, None],
            np.where(attended, numbered.places[candidates.option_opening], -1),
            np.where(occupied, numbered.people[candidates.option_applicant], -1),
        ],
        axis=1,
    )
    taken = rows >= 0
    starts = np.concatenate([[0], np.cumsum(taken.sum(axis=1))])
    return starts, rows[taken]


def _table(patterns: tuple[Pattern, ...], shifts_of: Callable[[Attendance], tuple[int, ...]]) -> Mask:
    """Write the shifts of each pattern as a row of marks, (patterns, shifts)."""
    table = np.zeros((len(patterns), SHIFT_COUNT), dtype=bool)
    for index, pattern in enumerate(patterns):
        for attendance in pattern:
            table[index, list(shifts_of(attendance))] = True
    return table


def _attended(attendance: Attendance) -> tuple[int, ...]:
    return (attendance.shift,)


def _occupied(attendance: Attendance) -> tuple[int, ...]:
    is_morning = attendance.shift % 2 == 0
    crosses = attendance.end_minute > NOON if is_morning else attendance.start_minute < NOON
    return (attendance.shift, other_half(attendance.shift)) if crosses else (attendance.shift,)
