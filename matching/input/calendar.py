"""From which day service can be rendered, and on which days it cannot or may not be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from matching.input.checks import require
from matching.input.patterns import Pattern
from matching.input.shifts import day_of
from matching.problem import Offsets

HORIZON_DAYS = 8 * 366
"""How far the calendar looks; the longest penalty takes five years of jornadas (CP 52)."""


@dataclass(frozen=True)
class Calendar:
    """The days ahead of a round, and how many attendances are missed on average.

    Service begins the day after `on`, the round's day, at the earliest. On `closed_days`, which a decree declared not
    to be working days, nobody serves. `holidays` are lawful days of service (CP 34.3), but most units are closed: they
    count where it is asked what is possible, and not where it is asked what is likely. Nor does the `absence_rate`
    count for what is possible.
    """

    on: date
    holidays: tuple[date, ...] = ()
    closed_days: tuple[date, ...] = ()
    absence_rate: float = 0.0

    def __post_init__(self) -> None:
        require(0 <= self.absence_rate < 1, "calendar.absence_rate", "must be a share below 1")

    @property
    def starts_on(self) -> date:
        """The first day that counts."""
        return self.on + timedelta(days=1)

    def possible_minutes(self, pattern: Pattern, days: int) -> int:
        """Give the minutes that somebody who never misses can serve in the next *days*, holidays included."""
        return _within(_cumulated(self, pattern, False), days)

    def expected_end(self, pattern: Pattern, minutes: int) -> date | None:
        """Give the day on which so many *minutes* are likely to have been served; None beyond the horizon."""
        served = _cumulated(self, pattern, True)
        needed = minutes / (1 - self.absence_rate)
        index = int(np.searchsorted(served, needed - 1e-6))
        return self.starts_on + timedelta(days=index) if index < len(served) else None


def _within(served: Offsets, days: int) -> int:
    return int(served[min(days, len(served)) - 1]) if days > 0 else 0


@lru_cache(maxsize=512)
def _cumulated(calendar: Calendar, pattern: Pattern, closes_on_holidays: bool) -> Offsets:
    """Minutes served by the end of each day of the horizon."""
    week = np.zeros(7, dtype=np.int64)
    for attendance in pattern:
        week[day_of(attendance.shift)] += attendance.minutes
    minutes = week[(calendar.starts_on.weekday() + np.arange(HORIZON_DAYS)) % 7]
    minutes[_places(calendar, calendar.closed_days)] = 0
    if closes_on_holidays:
        minutes[_places(calendar, calendar.holidays)] = 0
    return np.cumsum(minutes)


def _places(calendar: Calendar, days: Iterable[date]) -> Offsets:
    """Where days stand in the horizon; those outside are left out."""
    ahead = np.array([(day - calendar.starts_on).days for day in days], dtype=np.int64)
    return ahead[(ahead >= 0) & (ahead < HORIZON_DAYS)]
