"""Hours worked on each day, as far as they may count: the only function that counts them.

At most eight hours a day, never those of cells and corridors, never Sundays or holidays
without authorisation (art. 20 DLEG 1343; arts. 175 and 177 RCEP).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registry.ledger.entries import ends
from registry.ledger.labour.facts import WorkEntry, WorkFacts
from registry.norms import value_at
from registry.reference.holidays import is_holiday
from registry.reference.hours import MINUTES
from registry.vocabulary.prison_work import Uncounted, WorkPlace

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Count:
    """What one entry in force counts for; `why` is the limit that cut it, if one did."""

    entry_id: int
    posting_id: int
    worked_minutes: int
    counted_minutes: int
    pieces: int
    why: Uncounted | None


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One day with entries in force, and what each counts for."""

    day: date
    counts: tuple[Count, ...]

    @property
    def minutes(self) -> int:
        """Minutes counted on the day."""
        return sum(count.counted_minutes for count in self.counts)


def standing(facts: WorkFacts) -> list[WorkEntry]:
    """The entries in force, in the order of days and hours: the ends of the chains of corrections."""
    return sorted((entry for entry in ends(facts.entries) if not entry.is_withdrawn), key=_by_hour)


def work_days(facts: WorkFacts, on: date) -> tuple[WorkDay, ...]:
    """Every day up to and including one on which something was noted."""
    noted = (entry for entry in standing(facts) if entry.day <= on)
    return tuple(
        WorkDay(day, tuple(_counts(facts, day, entries))) for day, entries in groupby(noted, key=lambda e: e.day)
    )


def _counts(facts: WorkFacts, day: date, entries: Iterable[WorkEntry]) -> Iterator[Count]:
    room, taken_until = value_at("prison_work_daily_hours_max", day) * MINUTES, 0
    for entry in entries:
        bar = _bar(facts, entry)
        arrived, left = (0, 0) if bar else entry.hours
        fresh = max(0, left - max(arrived, taken_until))
        granted = min(fresh, room)
        taken_until, room = max(taken_until, left), room - granted
        why = bar or _cut(entry.minutes, fresh, granted)
        yield Count(entry.id, entry.posting_id, entry.minutes, granted, 0 if bar else entry.pieces, why)


def _bar(facts: WorkFacts, entry: WorkEntry) -> Uncounted | None:
    """Why nothing of an entry counts, whatever room there is."""
    posting = next((posting for posting in facts.postings if posting.id == entry.posting_id), None)
    checks = (
        (entry.place is not WorkPlace.WORKSHOP, Uncounted.PLACE),
        (posting is None or not posting.covers(entry.day), Uncounted.NOT_POSTED),
        (posting is not None and not _is_authorised(facts, posting.weekdays, entry.day), Uncounted.DAY),
        (entry.minutes == 0, Uncounted.NO_TIMES),
    )
    return next((why for fails, why in checks if fails), None)


def _is_authorised(facts: WorkFacts, weekdays: frozenset[int], day: date) -> bool:
    if day.weekday() == SUNDAY or is_holiday(day):
        return day in facts.authorised_days
    return day.weekday() in weekdays


def _cut(worked: int, fresh: int, granted: int) -> Uncounted | None:
    """The limit that cut most deeply into an entry."""
    if granted < fresh:
        return Uncounted.DAY_FULL
    return Uncounted.OVERLAP if fresh < worked else None


def _by_hour(entry: WorkEntry) -> tuple[date, int, int, int]:
    return (entry.day, *entry.hours, entry.id)
