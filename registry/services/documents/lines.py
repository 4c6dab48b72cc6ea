"""Sessions as letters tell them, one line each: when it was due, what is noted of it, and what it is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.ledger.balance import Balance
from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import Session, scheduled
from registry.ledger.standing import entries_of, standing
from registry.letters.words import ATTENDED_IN_PART, UNRECORDED, outcome_code
from registry.reference.hours import DAY, full_clock
from registry.vocabulary.attendance import Outcome


@dataclass(frozen=True)
class Line:
    """A session that was due, an entry about it, or both."""

    placement_id: int
    day: date
    due: tuple[int, int] | None
    entry: Entry | None
    credited_minutes: int = 0

    @property
    def entry_id(self) -> int | None:
        """The entry that it tells."""
        return self.entry.id if self.entry else None

    @property
    def is_conduct(self) -> bool:
        """Whether it tells how the person, having come, behaved."""
        return self.entry is not None and self.entry.outcome.is_conduct

    def told(self) -> dict[str, Any]:
        """The line as contents have it."""
        start, end = self.due or (None, None)
        return {
            "placement": self.placement_id,
            "day": self.day.isoformat(),
            "start": clock(start),
            "end": clock(end),
            "outcome": self._outcome(),
            "arrived": clock(self.entry.arrived) if self.entry else None,
            "left": clock(self.entry.left) if self.entry else None,
            "credited_minutes": self.credited_minutes,
        }

    def _outcome(self) -> str:
        if self.entry is None:
            return UNRECORDED
        is_short = self.due is not None and self.entry.minutes < self.due[1] - self.due[0]
        return (
            ATTENDED_IN_PART
            if self.entry.outcome is Outcome.ATTENDED and is_short
            else outcome_code(self.entry.outcome)
        )


def lines_of(facts: Facts, first: date, so_far: Balance) -> tuple[Line, ...]:
    """A line for each session due from *first* to the day of the balance, and for each entry about no such session."""
    in_force = {key: entry for key, entry in standing(facts).items() if entry.day <= so_far.on}
    worth = {credit.entry_id: credit.credited_minutes for credit in so_far.credits}
    lines: list[Line] = []
    told: set[int] = set()
    for session in scheduled(facts, first, so_far.on):
        entries = entries_of(session, in_force)
        told.update(entry.id for entry in entries)
        lines += _of_session(session, entries, worth)
    beside = [entry for entry in in_force.values() if entry.id not in told]
    lines += [Line(entry.placement_id, entry.day, None, entry, worth.get(entry.id, 0)) for entry in beside]
    return tuple(sorted(lines, key=_by_hour))


def clock(minute: int | None) -> str | None:
    """A minute of the day as contents write it: «08:00»; midnight at a day's end is its last minute."""
    if minute is None:
        return None
    return full_clock(min(minute, DAY - 1))


def _of_session(session: Session, entries: list[Entry], worth: dict[int, int]) -> Iterator[Line]:
    due = session.start, session.end
    if not entries:
        yield Line(session.placement_id, session.day, due, None)
    for entry in entries:
        yield Line(entry.placement_id, entry.day, due, entry, worth.get(entry.id, 0))


def _by_hour(line: Line) -> tuple[date, int, int, int]:
    start = line.due[0] if line.due else (line.entry.arrived or 0) if line.entry else 0
    return (line.day, start, line.placement_id, line.entry_id or 0)
