"""Which entries hold: corrections replace, withdrawals leave nothing."""

from dataclasses import replace
from datetime import date

from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import Session
from registry.vocabulary.attendance import Outcome

#: Placement, day and first half day of a session.
Key = tuple[int, date, int]
PARTLY = "Asistió en parte"


def standing(facts: Facts) -> dict[Key, Entry]:
    """The entry in force of each session that has one, in the order of days.

    It is the end of the chain of corrections. Where a withdrawn session was noted anew, the
    new note holds.
    """
    replaced = {entry.replaces for entry in facts.entries}
    ends = [e for e in facts.entries if e.id not in replaced and e.outcome is not Outcome.WITHDRAWN]
    ends.sort(key=lambda entry: (entry.day, entry.shift, entry.placement_id, entry.id))
    return {(entry.placement_id, entry.day, entry.shift): entry for entry in ends}


def as_recorded(facts: Facts, on: date) -> Facts:
    """The same facts with the entries that were written by the end of a day, and no later one."""
    return replace(facts, entries=tuple(entry for entry in facts.entries if entry.recorded_on <= on))


def entries_of(session: Session, in_force: dict[Key, Entry]) -> list[Entry]:
    """The entries in force about a session, whichever of its half days they name."""
    keys = ((session.placement_id, session.day, shift) for shift in session.shifts)
    return [in_force[key] for key in keys if key in in_force]


def words_of(entry: Entry, session: Session | None) -> str:
    """What to call an entry: its outcome, or that only a part of the session was served."""
    if entry.outcome is not Outcome.ATTENDED or session is None or entry.arrived is None or entry.left is None:
        return entry.outcome.label
    return PARTLY if entry.left - entry.arrived < session.minutes else entry.outcome.label
