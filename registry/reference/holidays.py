"""Peru's business days: neither weekend, national holiday, nor a day decreed closed for the public sector."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from registry.reference.sources import read_table

NO_DAYS: frozenset[date] = frozenset()
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DecreedDay:
    """A day that a decree declared closed (*no laborable*) for the public sector in the whole country."""

    day: date
    decree: str
    status: str


@cache
def decreed_days() -> tuple[DecreedDay, ...]:
    """The decreed days that are known, in order; decrees appear all year, so callers add theirs."""
    return tuple(
        DecreedDay(date.fromisoformat(row["day"]), row["decree"], row["status"])
        for row in read_table("decreed_days.csv")
    )


@cache
def holidays_in(year: int) -> frozenset[date]:
    """National holidays of one year (art. 6 DLEG 713 and the laws that added to it)."""
    return frozenset(country_holidays("PE", years=year))


def is_holiday(day: date) -> bool:
    """Whether the day is a national holiday; on these, as on weekends, community service is rendered."""
    return day in holidays_in(day.year)


def is_business_day(day: date, also_closed: AbstractSet[date] = NO_DAYS) -> bool:
    """Whether terms run on this day; *also_closed* are further decreed days, national or local."""
    return not (day.weekday() >= SATURDAY or is_holiday(day) or day in _decreed() or day in also_closed)


def add_business_days(start: date, count: int, also_closed: AbstractSet[date] = NO_DAYS) -> date:
    """The last day of a term of *count* business days; the day of notice itself is not counted.

    Raises:
        ValueError: The count is negative.
    """
    if count < 0:
        raise ValueError(count)
    day = start
    while count:
        day += ONE_DAY
        count -= is_business_day(day, also_closed)
    return day


def business_days_between(start: date, end: date, also_closed: AbstractSet[date] = NO_DAYS) -> int:
    """Business days after *start* up to and including *end*; negative when the end has passed."""
    if end < start:
        return -business_days_between(end, start, also_closed)
    days = (start + ONE_DAY * step for step in range(1, (end - start).days + 1))
    return sum(is_business_day(day, also_closed) for day in days)


@cache
def _decreed() -> frozenset[date]:
    return frozenset(decreed.day for decreed in decreed_days())
