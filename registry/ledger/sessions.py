"""The sessions that somebody must attend, from the weekly patterns in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registry.ledger.execution import Pattern, is_due, is_executed, pattern_on
from registry.ledger.facts import Facts
from registry.vocabulary.shifts import Shift

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Session:
    """Half days of one day without a pause between them, named by the first; times in minutes of the day."""

    placement_id: int
    day: date
    shift: int
    start: int
    end: int
    #: All half days that it takes, the first included.
    shifts: tuple[int, ...]

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


def scheduled(facts: Facts, first: date, last: date) -> tuple[Session, ...]:
    """Sessions due from *first* to *last*, both included, in the order of days and hours.

    None while the placement is suspended or the execution stayed, before the start, after
    the end, nor on weekdays that are holidays (art. 34.3 CP).
    """
    days = (first + ONE_DAY * step for step in range((last - first).days + 1))
    found = [session for day in days if is_due(facts, day) for session in _sessions_on(facts, day)]
    return tuple(sorted(found, key=lambda session: (session.day, session.start, session.placement_id)))


def sessions_of(attendances: Pattern, placement_id: int, day: date) -> Iterator[Session]:
    """The sessions that a weekly pattern makes on a day, due or not."""
    joined: list[tuple[int, int, int]] = []
    for attendance in sorted(a for a in attendances if Shift(a[0]).weekday == day.weekday()):
        if joined and joined[-1][2] != attendance[1]:
            yield _joined(placement_id, day, joined)
            joined = []
        joined.append(attendance)
    if joined:
        yield _joined(placement_id, day, joined)


def _joined(placement_id: int, day: date, attendances: list[tuple[int, int, int]]) -> Session:
    shifts = tuple(shift for shift, _, _ in attendances)
    return Session(placement_id, day, shifts[0], attendances[0][1], attendances[-1][2], shifts)


def _sessions_on(facts: Facts, day: date) -> Iterator[Session]:
    if is_executed(facts, day):
        for serving in facts.placements:
            yield from sessions_of(pattern_on(serving, day), serving.placement_id, day)
