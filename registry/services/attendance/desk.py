"""What must be held and known to write notes down: rows locked in one order, and what was noted before.

Sentences come first, then placements, then sheets, each by its number, so that two who write
never wait for each other in a circle.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import NotFound
from registry.ledger.facts import Facts
from registry.models import Account, AttendanceEntry, AttendanceSheet, Placement, Sentence, Vacancy
from registry.reference.months import month_of
from registry.services.accounts.policy import Act, is_allowed, within
from registry.services.attendance.facts import plans_of
from registry.services.attendance.notes import Note
from registry.services.attendance.papers import hold_sheet
from registry.services.placements.expected import was_presented
from registry.vocabulary.accounts import OUTSIDERS

#: Placement, day and first half day of a session.
SessionKey = tuple[int, date, int]


@dataclass
class Desk:
    """The rows that some notes are about, as they stand while the caller's transaction holds them."""

    session: Session
    placements: dict[int, Placement]
    plans: dict[int, Facts]
    sheets: dict[tuple[int, date], AttendanceSheet]
    entries: dict[int, AttendanceEntry]
    by_key: dict[str, AttendanceEntry]
    outsiders: frozenset[int]

    @classmethod
    def opened(cls, session: Session, notes: Collection[Note], officer: Account) -> Self:
        """Lock and load what the notes are about, as far as the officer reaches it."""
        placements = _locked(session, {note.placement_id for note in notes}, officer)
        sentence_ids = {placement.sentence_id for placement in placements.values()}
        entries = _entries(session, notes)
        return cls(
            session=session,
            placements=placements,
            plans=plans_of(session, sentence_ids),
            sheets=_sheets(session, notes, placements),
            entries={entry.id: entry for entry in entries},
            by_key=_by_key(session, notes),
            outsiders=_outsiders(session, entries),
        )

    def placement_of(self, note: Note) -> Placement:
        """The placement that a note is about.

        Raises:
            NotFound: The officer reaches none with this id.
        """
        if note.placement_id not in self.placements:
            raise NotFound(placement=note.placement_id)
        return self.placements[note.placement_id]

    def sheet_of(self, note: Note) -> AttendanceSheet:
        """The sheet of the unit and the month that a note belongs to."""
        return self.sheets[self.placements[note.placement_id].vacancy.unit_id, month_of(note.day)]

    def in_force(self, note: Note) -> AttendanceEntry | None:
        """The end of the line of entries of the session that a note is about."""
        line = [entry for entry in self.entries.values() if _key(entry) == (note.placement_id, note.day, note.shift)]
        replaced = {entry.replaces_id for entry in line}
        return next((entry for entry in line if entry.id not in replaced), None)

    def keep(self, entry: AttendanceEntry) -> None:
        """Know of an entry that was written just now."""
        self.entries[entry.id] = entry
        if entry.key is not None:
            self.by_key[entry.key] = entry


def _key(entry: AttendanceEntry) -> SessionKey:
    return entry.placement_id, entry.day, entry.shift


def _locked(session: Session, placement_ids: Collection[int], officer: Account) -> dict[int, Placement]:
    """Sentences first: whoever changes a placement, an order or a week holds its sentence."""
    reached = Placement.id.in_(placement_ids), *_in_reach(officer)
    of_vacancy = select(Placement.sentence_id).join(Placement.sentence).join(Placement.vacancy).where(*reached)
    sentence_ids = sorted(set(session.scalars(of_vacancy)))
    held = select(Sentence.id).where(Sentence.id.in_(sentence_ids)).order_by(Sentence.id)
    session.scalars(held.with_for_update(of=Sentence)).all()
    statement = select(Placement).join(Placement.sentence).join(Placement.vacancy).where(*reached)
    statement = statement.options(joinedload(Placement.vacancy)).order_by(Placement.id)
    locked = session.scalars(statement.with_for_update(of=Placement).execution_options(populate_existing=True))
    return {placement.id: placement for placement in locked}


def _in_reach(officer: Account) -> tuple[ColumnElement[bool], ...]:
    """Placements that the officer may note for; outside the office only those that it presented (RCEP art. 259)."""
    reached = within(officer, Act.KEEP_ATTENDANCE, office=Sentence.office_id, unit=Vacancy.unit_id)
    if is_allowed(officer, Act.READ_PLACEMENTS):
        return (reached,)
    return reached, was_presented()


def _entries(session: Session, notes: Iterable[Note]) -> list[AttendanceEntry]:
    """Every entry of the days that the notes are about, and those whose key a correction names."""
    days = {note.day for note in notes}
    placement_ids = {note.placement_id for note in notes}
    entry = AttendanceEntry
    statement = select(entry).where(entry.placement_id.in_(placement_ids), entry.day.in_(days))
    return list(session.scalars(statement.order_by(entry.id)))


def _by_key(session: Session, notes: Iterable[Note]) -> dict[str, AttendanceEntry]:
    keys = {key for note in notes for key in (note.key, note.replaces_key) if key is not None}
    found = session.scalars(select(AttendanceEntry).where(AttendanceEntry.key.in_(keys))) if keys else ()
    return {entry.key: entry for entry in found if entry.key is not None}


def _sheets(
    session: Session, notes: Iterable[Note], placements: dict[int, Placement]
) -> dict[tuple[int, date], AttendanceSheet]:
    months = {
        (placements[note.placement_id].vacancy.unit_id, month_of(note.day))
        for note in notes
        if note.placement_id in placements
    }
    return {(unit_id, month): hold_sheet(session, unit_id, month) for unit_id, month in sorted(months)}


def _outsiders(session: Session, entries: Iterable[AttendanceEntry]) -> frozenset[int]:
    """Accounts among those that wrote the entries that belong to no office."""
    account_ids = {entry.account_id for entry in entries}
    statement = select(Account.id).where(Account.id.in_(account_ids), Account.role.in_(OUTSIDERS))
    return frozenset(session.scalars(statement))
