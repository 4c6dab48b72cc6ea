"""Which entries hold: corrections replace, withdrawals leave nothing."""

from datetime import date

from registry.ledger.entries import ends
from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import Session
from registry.vocabulary.attendance import Outcome

#: Placement, day and first half day of a session.
Key = tuple[int, date, int]


def standing(facts: Facts) -> dict[Key, Entry]:
    """The entry in force of each session that has one, in the order of days.

    It is the end of the chain of corrections. Where a withdrawn session was noted anew, the
    new note holds.
    """
    held = [entry for entry in ends(facts.entries) if entry.outcome is not Outcome.WITHDRAWN]
    held.sort(key=lambda entry: (entry.day, entry.shift, entry.placement_id, entry.id))
    return {(entry.placement_id, entry.day, entry.shift): entry for entry in held}


def entries_of(session: Session, in_force: dict[Key, Entry]) -> list[Entry]:
    """The entries in force about a session, whichever of its half days they name."""
    keys = ((session.placement_id, session.day, shift) for shift in session.shifts)
    return [in_force[key] for key in keys if key in in_force]
