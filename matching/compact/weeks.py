"""Kinds of week: what people can serve, what vacancies open, and the patterns that the two have in common."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from matching.assembly import occupied_shifts
from matching.compact.columns import Offers
from matching.errors import ProblemError
from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.input.patterns import Attendance, Pattern, Timetable, compactness, offered_patterns, restricted
from matching.input.shifts import EVERY_SHIFT, SHIFT_COUNT, mask_of
from matching.instance import Instance
from matching.problem import Indexes, Offsets
from matching.rules import deadlines

Kind = TypeVar("Kind", bound=Hashable)

EVERY = mask_of(EVERY_SHIFT)

HOURS_A_HALF_DAY = 256
"""So many different hours of one half day can be told apart."""

PLACE_VALUES = np.kron(np.eye(2, dtype=np.int64), HOURS_A_HALF_DAY ** np.arange(SHIFT_COUNT // 2))
"""By these the hours of seven half days become one number, and those of the other seven another; (2, 14)."""


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
    book, codes = _Book(), _hour_codes(weeks)
    scarce = np.array([week.scarce for week in weeks], dtype=np.int64)
    list_of = np.empty((len(schedules), len(weeks)), dtype=np.int32)
    for row, schedule in enumerate(schedules):
        common = codes * ((schedule.shifts >> np.arange(SHIFT_COUNT)) & 1)
        is_late = np.frombuffer(schedule.late or bytes(len(weeks)), dtype=bool)
        alike = np.stack(
            [common @ PLACE_VALUES[0], common @ PLACE_VALUES[1], scarce & schedule.shifts, is_late], axis=1
        )
        first, which = _first_of_each(alike)
        keys = alike[first].tolist()
        numbers = [book.list_of(schedule, weeks[at], key) for at, key in zip(first.tolist(), keys, strict=True)]
        list_of[row] = np.array(numbers, dtype=np.int32)[which]
    return _columns(list_of, book)


def _hour_codes(weeks: list[Week]) -> Offsets:
    """Number the free hours of each half day of W kinds of week, 0 where there are none; (W, 14).

    Raises:
        ProblemError: There are more different hours than a number made of seven half days can hold.
    """
    numbers: list[dict[Attendance, int]] = [{} for _ in range(SHIFT_COUNT)]
    codes = np.zeros((len(weeks), SHIFT_COUNT), dtype=np.int64)
    for row, week in enumerate(weeks):
        for hours in week.free:
            number = numbers[hours.shift]
            codes[row, hours.shift] = number.setdefault(hours, len(number) + 1)
    if codes.max(initial=0) >= HOURS_A_HALF_DAY:
        raise ProblemError("openings.shifts", f"more than {HOURS_A_HALF_DAY - 1} different hours in one half day")
    return codes


def _first_of_each(rows: Offsets) -> tuple[Offsets, Offsets]:
    """Where each different row stands first, and which of them each row is."""
    number = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        inner = np.unique(column, return_inverse=True)[1]
        number = np.unique(number * len(rows) + inner, return_inverse=True)[1]
    first = np.unique(number, return_index=True)[1]
    return first, number


class _Book:
    """Every pattern and every list of patterns once; what was worked out for equal hours is looked up."""

    def __init__(self) -> None:
        self.patterns: dict[Pattern, int] = {}
        self.lists: dict[tuple[int, ...], int] = {}
        self._known: dict[tuple[int, ...], int] = {}

    def list_of(self, schedule: Schedule, week: Week, key: list[int]) -> int:
        """Give the number of the list of patterns that *schedule* and *week* have in common.

        *key* says what they share: the hours in two numbers, the scarce half days, and whether time runs out.
        """
        known = (*key, schedule.minutes, schedule.is_shared)
        if known not in self._known:
            offered = () if key[-1] else _in_common(schedule, week)
            numbers = sorted(self.patterns.setdefault(pattern, len(self.patterns)) for pattern in offered)
            self._known[known] = self.lists.setdefault(tuple(numbers), len(self.lists))
        return self._known[known]


def _in_common(schedule: Schedule, week: Week) -> tuple[Pattern, ...]:
    scarce = EVERY if schedule.is_shared else week.scarce
    return offered_patterns(restricted(week.free, schedule.shifts), schedule.minutes, scarce)


def _columns(list_of: Indexes, book: _Book) -> tuple[Offers, tuple[Pattern, ...]]:
    """Write the book as columns, its patterns numbered anew: compact first, as they are offered."""
    patterns = sorted(book.patterns, key=lambda pattern: (compactness(pattern), pattern))
    number = {book.patterns[pattern]: index for index, pattern in enumerate(patterns)}
    lists = [sorted(number[pattern] for pattern in one) for one in book.lists]
    offers = Offers(
        list_of=list_of,
        start=np.cumsum([0, *map(len, lists)], dtype=np.int64),
        pattern=np.array([pattern for one in lists for pattern in one], dtype=np.int32),
        attended=np.array([mask_of(hours.shift for hours in pattern) for pattern in patterns], dtype=np.int32),
        occupied=np.array([mask_of(occupied_shifts(pattern)) for pattern in patterns], dtype=np.int32),
    )
    return offers, tuple(patterns)
