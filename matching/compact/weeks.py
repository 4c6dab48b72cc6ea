"""Kinds of week: what people can serve, what vacancies open, and the patterns that the two have in common."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from matching.assembly import occupied_shifts
from matching.compact.columns import Offers
from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.input.patterns import Pattern, Timetable, offered_patterns, restricted
from matching.input.shifts import EVERY_SHIFT, mask_of
from matching.instance import Instance
from matching.problem import Indexes
from matching.rules import deadlines

Kind = TypeVar("Kind", bound=Hashable)

EVERY = mask_of(EVERY_SHIFT)


class Schedule(NamedTuple):
    """A kind of week that people can serve: half days and minutes a week.

    To people with several sentences every half day is scarce; `late` marks the kinds of open week, byte by byte, in
    which their time would run out, and is empty where there is none.
    """

    shifts: int
    minutes: int
    is_shared: bool
    late: bytes


class Week(NamedTuple):
    """A kind of week that vacancies open: all hours, those that have places left, and the half days that are scarce."""

    timetable: Timetable
    free: Timetable
    scarce: int


class Weeks(NamedTuple):
    """The kinds of an instance, which each applicant and opening has, and the patterns in common."""

    schedule: Indexes
    week: Indexes
    offers: Offers
    patterns: tuple[Pattern, ...]


def weeks_of(instance: Instance) -> Weeks:
    """Number the kinds of week, and list what every two have in common."""
    weeks, week = _numbered([_week(opening) for opening in instance.openings])
    first = np.unique(week, return_index=True)[1]
    shown = [instance.openings[index] for index in first.tolist()]
    schedules, schedule = _numbered([_schedule(instance, applicant, shown) for applicant in instance.applicants])
    offers, patterns = _offers(schedules, weeks)
    return Weeks(schedule, week, offers, patterns)


def _week(opening: Opening) -> Week:
    return Week(opening.timetable, opening.free_timetable, mask_of(opening.scarce_shifts))


def _schedule(instance: Instance, applicant: Applicant, shown: Sequence[Opening]) -> Schedule:
    """The kind of one applicant; *shown* are openings, one of each kind of week."""
    late = deadlines.deadline_mask(Grid((applicant,), shown, instance.norms))[0]
    return Schedule(
        mask_of(applicant.lawful_shifts),
        instance.norms.weekly_minutes(applicant),
        applicant.person_id in instance.shared_people,
        late.tobytes() if late.any() else b"",
    )


def _numbered(kinds: Sequence[Kind]) -> tuple[list[Kind], Indexes]:
    """List the distinct kinds, and for each its number."""
    number = {kind: index for index, kind in enumerate(dict.fromkeys(kinds))}
    return list(number), np.array([number[kind] for kind in kinds], dtype=np.int32)


def _offers(schedules: list[Schedule], weeks: list[Week]) -> tuple[Offers, tuple[Pattern, ...]]:
    """List the patterns of every schedule in every week, each different list once."""
    patterns: dict[Pattern, int] = {}
    lists: dict[tuple[int, ...], int] = {}
    list_of = np.empty((len(schedules), len(weeks)), dtype=np.int32)
    free = _numbered([week.free for week in weeks])[1]
    shifts, scarce = (np.array(column, dtype=np.int64) for column in _bits(weeks))
    for row, schedule in enumerate(schedules):
        common = shifts & schedule.shifts
        key = ((free.astype(np.int64) * (EVERY + 1)) + common) * (EVERY + 1) + (scarce & common)
        late = np.frombuffer(schedule.late, dtype=bool) if schedule.late else np.zeros(len(weeks), dtype=bool)
        _, first, which = np.unique(np.where(late, -1, key), return_index=True, return_inverse=True)
        found = [() if late[at] else _in_common(schedule, weeks[at]) for at in first.tolist()]
        numbers = [tuple(sorted(patterns.setdefault(pattern, len(patterns)) for pattern in one)) for one in found]
        list_of[row] = np.array([lists.setdefault(one, len(lists)) for one in numbers], dtype=np.int32)[which]
    return _columns(list_of, list(lists), tuple(patterns)), tuple(patterns)


def _bits(weeks: list[Week]) -> tuple[list[int], list[int]]:
    """The half days with places, and the scarce ones, of each kind of week."""
    return [mask_of(hours.shift for hours in week.free) for week in weeks], [week.scarce for week in weeks]


def _in_common(schedule: Schedule, week: Week) -> tuple[Pattern, ...]:
    scarce = EVERY if schedule.is_shared else week.scarce
    return offered_patterns(restricted(week.free, schedule.shifts), schedule.minutes, scarce)


def _columns(list_of: Indexes, lists: list[tuple[int, ...]], patterns: tuple[Pattern, ...]) -> Offers:
    attended = [mask_of(attendance.shift for attendance in pattern) for pattern in patterns]
    occupied = [mask_of(occupied_shifts(pattern)) for pattern in patterns]
    return Offers(
        list_of=list_of,
        start=np.cumsum([0, *map(len, lists)], dtype=np.int64),
        pattern=np.array([pattern for one in lists for pattern in one], dtype=np.int32),
        attended=np.array(attended, dtype=np.int32),
        occupied=np.array(occupied, dtype=np.int32),
    )
