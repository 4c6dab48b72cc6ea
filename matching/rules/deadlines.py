"""The rule of the time left: jornadas that cannot be served before the penalty's term or prescription.

It speaks of what is impossible even for somebody who never misses a day, so that no forecast takes a place from
anybody; what is merely unlikely is a warning (`time_left`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.calendar import HORIZON_DAYS, Calendar
from matching.input.opening import Opening
from matching.input.patterns import Attendance, Pattern, Timetable, restricted, weekly_patterns
from matching.input.shifts import day_of, mask_of
from matching.instance import Norms
from matching.problem import Mask
from matching.rules.refusal import Change, Refusal, Rule


def table_of_contents() -> tuple[Rule, ...]:
    """List the rule of this file."""
    return (Rule("deadline", "CP 34.5, 87, 440.5", deadline, deadline_mask),)


@dataclass(frozen=True)
class TimeLeft:
    """When one weekly pattern is likely to be served, and the last day on which that is safe; None: not known.

    `is_tight` warns: with holidays and the expected absences the jornadas end later, and only the interruption of the
    prescription, or a court, would let them count.
    """

    expected_end: date | None
    last_day: date | None

    @property
    def is_tight(self) -> bool:
        """Whether the last day is likely to come before everything is served; never without a last day."""
        return self.last_day is not None and (self.expected_end is None or self.expected_end > self.last_day)


def time_left(applicant: Applicant, pattern: Pattern, norms: Norms) -> TimeLeft:
    """Tell when *applicant* is likely to have served everything in one weekly pattern."""
    days, calendar = applicant.safe_days, norms.calendar
    if calendar is None:
        return TimeLeft(None, None)
    end = calendar.expected_end(pattern, norms.owed_minutes(applicant))
    return TimeLeft(end, None if days is None else calendar.on + timedelta(days=days))


def deadline(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """What is owed cannot be served here before the term or the prescription, even without missing a day.

    The prescription is taken as interrupted by service that begins in time, as far as the law lets it run (CP 87).
    """
    days, calendar, owed = applicant.days_left, norms.calendar, norms.owed_minutes(applicant)
    if calendar is None or days is None:
        return None
    timetable = restricted(opening.timetable, mask_of(applicant.lawful_shifts))
    served, pattern = _most(calendar, timetable, norms.weekly_minutes(applicant), days)
    if served >= owed:
        return None
    change = _more_half_days(applicant, opening, pattern, lambda more: calendar.possible_minutes(more, days) >= owed)
    return Refusal("deadline", served // round(norms.weekly_hours * 60), applicant.jornadas, change)


def deadline_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings where time runs out even without a day missed (CP 34.5, 87)."""
    late = np.zeros(grid.shape, dtype=bool)
    for row, applicant in enumerate(grid.applicants):
        if _presses(applicant, grid.norms):
            late[row] = _too_late(grid, row, applicant)
    return late


def _presses(applicant: Applicant, norms: Norms) -> bool:
    """Tell whether the time left could be too short at all; it hardly ever is, and this is quickly seen."""
    days, calendar = applicant.days_left, norms.calendar
    if calendar is None or days is None or days >= HORIZON_DAYS:
        return False
    sure_weeks = days // 7 - len(calendar.closed_days)
    return sure_weeks * norms.weekly_minutes(applicant) < norms.owed_minutes(applicant)


def _too_late(grid: Grid, row: int, applicant: Applicant) -> Mask:
    """Mark the openings that come too late for one applicant; those with the same hours are looked at once."""
    calendar, days, owed = grid.norms.calendar, applicant.days_left, grid.norms.owed_minutes(applicant)
    if calendar is None or days is None:
        return np.zeros(len(grid.openings), dtype=bool)
    kinds, kind_of = np.unique(grid.lawful.which[row], return_inverse=True)
    weeks = [grid.lawful.lists[kind] for kind in kinds.tolist()]
    served = [_most(calendar, timetable, minutes, days)[0] for timetable, minutes in weeks]
    return (np.array(served, dtype=np.int64) < owed)[kind_of]


def _most(calendar: Calendar, timetable: Timetable, minutes: int, days: int) -> tuple[int, Pattern]:
    """Find the weekly pattern in which most can be served, and how much; in hours without any, that of any one day."""
    patterns = weekly_patterns(timetable, minutes)
    weeks = patterns or tuple((Attendance(2 * day, 0, minutes),) for day in range(7))
    served, rank = max((calendar.possible_minutes(week, days), -index) for index, week in enumerate(weeks))
    return served, patterns[-rank] if patterns else ()


def _more_half_days(
    applicant: Applicant, opening: Opening, pattern: Pattern, suffices: Callable[[Pattern], bool]
) -> Change | None:
    """Find the half days that a court would have to add every week, those within the law first; None if all fail."""
    lawful = applicant.lawful_shifts
    taken, added = pattern, []
    for hours in sorted(opening.timetable, key=lambda hours: (hours.shift not in lawful, hours.shift)):
        if pattern and _is_apart(hours, taken):
            taken = tuple(sorted((*taken, hours)))
            added.append(hours.shift)
            if suffices(taken):
                return Change("add_half_days", len(added), tuple(sorted(added)))
    return None


def _is_apart(hours: Attendance, taken: Pattern) -> bool:
    """Tell whether a half day is not attended yet, and meets nothing that is."""
    return all(
        hours.shift != other.shift
        and (
            day_of(hours.shift) != day_of(other.shift)
            or hours.end_minute <= other.start_minute
            or other.end_minute <= hours.start_minute
        )
        for other in taken
    )
