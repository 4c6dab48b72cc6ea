"""Scheduled attendance days, one by one, in stretches that nothing interrupted."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registry.ledger.execution import is_serving
from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import ONE_DAY, Session, scheduled
from registry.ledger.standing import Key, entries_of, standing
from registry.vocabulary.attendance import Outcome


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something was due: whether the person came at all, and the entries that say it did not."""

    day: date
    came: bool
    unexcused: tuple[Entry, ...]

    @property
    def is_absence(self) -> bool:
        """Whether it is a day of unjustified absence (art. 267 RCEP)."""
        return not self.came and bool(self.unexcused)


def first_day(facts: Facts) -> date | None:
    """Day on which the first placement starts."""
    return min((serving.starts_on for serving in facts.placements), default=None)


def attended_days(facts: Facts) -> list[date]:
    """Days on which the person came, due or not, in order."""
    return sorted({entry.day for entry in standing(facts).values() if entry.outcome.attended})


def stretches(facts: Facts, on: date) -> list[tuple[Day, ...]]:
    """Days due up to and including one, parted where nobody expected the person for a while.

    A suspension, a stay, or days between two placements part them: absences on both sides do
    not add up to absences on end.
    """
    start = first_day(facts)
    if start is None:
        return []
    days = _days(facts, scheduled(facts, start, on))
    parted: list[list[Day]] = []
    for day in days:
        if parted and _is_uninterrupted(facts, parted[-1][-1].day, day.day):
            parted[-1].append(day)
        else:
            parted.append([day])
    return [tuple(stretch) for stretch in parted]


def _days(facts: Facts, sessions: tuple[Session, ...]) -> list[Day]:
    in_force = standing(facts)
    came = set(attended_days(facts))
    by_day = groupby(sessions, key=lambda session: session.day)
    return [Day(day, day in came, _unexcused(tuple(due), in_force)) for day, due in by_day]


def _unexcused(sessions: tuple[Session, ...], in_force: dict[Key, Entry]) -> tuple[Entry, ...]:
    entries = [entry for session in sessions for entry in entries_of(session, in_force)]
    return tuple(entry for entry in entries if entry.outcome is Outcome.UNEXCUSED)


def _is_uninterrupted(facts: Facts, earlier: date, later: date) -> bool:
    between = (earlier + ONE_DAY * step for step in range(1, (later - earlier).days))
    return all(is_serving(facts, day) for day in between)
