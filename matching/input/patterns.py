"""Weekly patterns: which half days, from when to when, make up the hours owed a week.

A pattern is a set of attendances, in the order of the week, whose minutes sum exactly to what is owed. It is minimal:
without any one of its half days too little would be left; what is too much is cut from the end of the last attendance.
Attendances of one day never overlap.

Patterns come compact first (fewest days, then fewest attendances, then fewest weekdays, then earliest). Thousands of
people share them, so they are kept by timetable and minutes.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from matching.input.shifts import WEEKEND, day_of, holds, mask_of

PATTERN_LIMIT = 12
"""Most patterns offered at one opening; weekend patterns never reach it, since four half days give at most six."""


class Attendance(NamedTuple):
    """Presence in one half day; minutes count from midnight."""

    shift: int
    start_minute: int
    end_minute: int

    @property
    def minutes(self) -> int:
        """Minutes from start to end."""
        return self.end_minute - self.start_minute


Timetable = tuple[Attendance, ...]
Pattern = tuple[Attendance, ...]


def restricted(timetable: Timetable, shifts: int) -> Timetable:
    """Keep the open hours of the half days in the bit set *shifts*."""
    return tuple(hours for hours in timetable if holds(shifts, hours.shift))


@lru_cache(maxsize=1 << 16)
def weekly_patterns(timetable: Timetable, minutes: int) -> tuple[Pattern, ...]:
    """List every minimal pattern of *minutes* a week in *timetable*, compact first."""
    lengths = sorted(hours.minutes for hours in timetable)
    found = [
        _shortened(chosen, minutes)
        for size in range(1, len(timetable) + 1)
        if sum(lengths[-size:]) >= minutes > sum(lengths[: size - 1])
        for chosen in combinations(timetable, size)
        if _is_minimal(chosen, minutes) and not _overlaps(chosen)
    ]
    return tuple(sorted(found, key=compactness))


@lru_cache(maxsize=1 << 16)
def offered_patterns(timetable: Timetable, minutes: int, scarce: int) -> tuple[Pattern, ...]:
    """List the patterns worth offering where only the shifts in the bit set *scarce* can run out of places.

    A pattern is left out when another one takes no scarce shift beyond its own: every plan with the first stays
    possible with the second. Of what remains the first `PATTERN_LIMIT` are offered.
    """
    offered: list[Pattern] = []
    footprints: list[int] = []
    patterns = weekly_patterns(timetable, minutes)
    for pattern in sorted(patterns, key=lambda pattern: (_footprint(pattern) & scarce).bit_count()):
        footprint = _footprint(pattern) & scarce
        if not any(lighter & footprint == lighter for lighter in footprints):
            offered.append(pattern)
            footprints.append(footprint)
    return tuple(sorted(offered, key=compactness)[:PATTERN_LIMIT])


@lru_cache(maxsize=1 << 16)
def usable_minutes(timetable: Timetable) -> int:
    """Give the most minutes a week that one person can attend in *timetable*, overlaps counted once."""
    by_day: dict[int, list[Attendance]] = {}
    for hours in timetable:
        by_day.setdefault(day_of(hours.shift), []).append(hours)
    return sum(_usable_in_a_day(hours) for hours in by_day.values())


def _usable_in_a_day(hours: list[Attendance]) -> int:
    lengths = [attendance.minutes for attendance in hours]
    return max(lengths) if _overlaps(hours) else sum(lengths)


def _footprint(pattern: Pattern) -> int:
    return mask_of(attendance.shift for attendance in pattern)


def _is_minimal(chosen: tuple[Attendance, ...], minutes: int) -> bool:
    total = sum(hours.minutes for hours in chosen)
    return total >= minutes > total - min(hours.minutes for hours in chosen)


def _overlaps(chosen: Iterable[Attendance]) -> bool:
    return any(
        day_of(earlier.shift) == day_of(later.shift) and earlier.end_minute > later.start_minute
        for earlier, later in pairwise(sorted(chosen))
    )


def _shortened(chosen: tuple[Attendance, ...], minutes: int) -> Pattern:
    """Cut the last attendance so that the whole sums exactly to *minutes*."""
    *kept, last = chosen
    left = minutes - sum(hours.minutes for hours in kept)
    return (*kept, last._replace(end_minute=last.start_minute + left))


def compactness(pattern: Pattern) -> tuple[int, int, int, tuple[int, ...]]:
    """Rank a pattern: fewest days, then fewest attendances, then fewest weekdays, then earliest."""
    shifts = tuple(attendance.shift for attendance in pattern)
    weekdays = sum(shift not in WEEKEND for shift in shifts)
    return len({day_of(shift) for shift in shifts}), len(shifts), weekdays, shifts
