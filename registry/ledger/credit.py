"""What attended hours are worth: the only function that credits them.

Credited are the minutes between arrival and departure, at most one jornada a week (Monday to
Sunday) unless a recovery was authorised, and never more than is owed. The law says *weekly
jornadas of ten hours* (art. 34.3 CP); how parts of them count is a norm to be confirmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from registry.ledger.balance import Balance, Credit, monday_of
from registry.ledger.execution import is_served_by, jornadas_owed, may_count
from registry.ledger.facts import Entry, Facts
from registry.ledger.standing import standing
from registry.norms import value_at
from registry.reference.hours import MINUTES
from registry.vocabulary.attendance import Outcome, Uncredited


@dataclass(slots=True)
class _Tally:
    """What is still free while entries are counted in the order of days and hours."""

    owed_minutes: int
    minutes_per_jornada: int
    credited: int = 0
    by_week: dict[date, int] = field(default_factory=dict)
    #: Day of the last entry counted, and the minute up to which that day is taken.
    day: date = date.min
    taken_until: int = 0

    def grant(self, entry: Entry) -> tuple[int, Uncredited | None]:
        """Credit an entry as far as its day, its week and the sentence have room."""
        arrived, left = entry.hours
        if entry.day != self.day:
            self.day, self.taken_until = entry.day, 0
        fresh = max(0, left - max(arrived, self.taken_until))
        self.taken_until = max(self.taken_until, left)
        in_week = fresh if entry.outcome is Outcome.RECOVERED else min(fresh, self._room_in_week(entry.day))
        granted = min(in_week, self.owed_minutes - self.credited)
        self._take(entry, granted)
        return granted, _reason(entry.minutes, fresh, in_week, granted)

    def _room_in_week(self, day: date) -> int:
        monday = monday_of(day)
        limit = value_at("credited_jornadas_per_week", monday) * self.minutes_per_jornada
        return limit - self.by_week.get(monday, 0)

    def _take(self, entry: Entry, minutes: int) -> None:
        self.credited += minutes
        if entry.outcome is not Outcome.RECOVERED:
            monday = monday_of(entry.day)
            self.by_week[monday] = self.by_week.get(monday, 0) + minutes


def balance(facts: Facts, on: date) -> Balance:
    """Credit every entry in force up to and including a day.

    Entries count in the order of days and hours, so that what comes after the week is full, or
    after the last hour owed, is what stays uncredited.
    """
    owed = jornadas_owed(facts, on)
    per_jornada = value_at("hours_per_credited_jornada", on) * MINUTES
    tally = _Tally(owed * per_jornada, per_jornada)
    entries = [e for e in standing(facts).values() if e.day <= on and e.outcome.attended]
    return Balance(on, owed, owed * per_jornada, tuple(_credits(facts, sorted(entries, key=_by_hour), tally)))


def _credits(facts: Facts, entries: list[Entry], tally: _Tally) -> Iterator[Credit]:
    for entry in entries:
        bar = _bar(facts, entry)
        granted, why = (0, bar) if bar else tally.grant(entry)
        yield Credit(entry.id, entry.day, entry.minutes, granted, why)


def _bar(facts: Facts, entry: Entry) -> Uncredited | None:
    """Why nothing of an entry counts, whatever room there is."""
    checks = (
        (entry.outcome is Outcome.PRESENT, Uncredited.NOT_LEFT),
        (not entry.outcome.credited, Uncredited.NOT_SERVED),
        (entry.minutes == 0, Uncredited.NO_TIMES),
        (not is_served_by(facts, entry.placement_id, entry.day), Uncredited.NOT_SERVING),
        (not may_count(facts, entry.day), Uncredited.WEEKDAY),
    )
    return next((why for fails, why in checks if fails), None)


def _reason(attended: int, fresh: int, in_week: int, granted: int) -> Uncredited | None:
    """The limit that cut most deeply into an entry."""
    if granted < in_week:
        return Uncredited.NOTHING_OWED
    if in_week < fresh:
        return Uncredited.WEEK_FULL
    return Uncredited.OVERLAP if fresh < attended else None


def _by_hour(entry: Entry) -> tuple[date, int, int, int, int]:
    return (entry.day, *entry.hours, entry.placement_id, entry.shift)
