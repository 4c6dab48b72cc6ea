"""Recording attendance: entries are added, never changed; each key is taken once, each session has one line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from registry.errors import DomainError, InvalidFields, WrongState
from registry.extensions.database import transaction
from registry.models import Account, Attachment, AttendanceEntry
from registry.services.accounts.policy import Act, require
from registry.services.attendance.desk import Desk
from registry.services.attendance.notes import Note, NotedMeanwhile, Recorded
from registry.services.attendance.rules import (
    Writer,
    check_closed_sheet,
    check_content,
    check_session,
    check_writer,
)
from registry.services.placements import transitions
from registry.services.placements.history import Change
from registry.vocabulary.accounts import OUTSIDERS
from registry.vocabulary.attendance import Outcome, SheetState
from registry.vocabulary.placements import PlacementChange, PlacementState

__all__ = ["Note", "NotedMeanwhile", "Recorded", "record", "record_many"]

#: Notes that share a commit: other writers wait no longer than these take.
NOTES_A_COMMIT = 100


def record(note: Note, *, officer: Account, on: date) -> AttendanceEntry:
    """Write a note into the ledger; the same key with the same content gives the first entry again.

    The first attendance of somebody who was notified starts the placement.

    Raises:
        NotAllowed: The role does not include recording.
        NotFound: The officer reaches no such placement.
        NotedMeanwhile: Another entry of the session is in force than the one that the note replaces.
        WrongState: The day, the sheet or the placement takes no such note.
        InvalidFields: A field breaks a rule, or the key came with another content.
    """
    require(officer, Act.KEEP_ATTENDANCE)
    with transaction() as session:
        desk = Desk.opened(session, [note], officer)
        return _take(desk, note, officer, on)[0]


def record_many(notes: Iterable[Note], *, officer: Account, on: date) -> list[Recorded]:
    """Write notes one by one; a refusal stops no other, and each is told in the order in which it came.

    Raises:
        NotAllowed: The role does not include recording.
    """
    require(officer, Act.KEEP_ATTENDANCE)
    results: list[Recorded] = []
    for batch in _batches(notes):
        with transaction() as session:
            desk = Desk.opened(session, batch, officer)
            results += [_try(desk, note, officer, on) for note in batch]
    return results


def _batches(notes: Iterable[Note]) -> Iterator[Sequence[Note]]:
    left = iter(notes)
    while batch := list(islice(left, NOTES_A_COMMIT)):
        yield batch


def _try(desk: Desk, note: Note, officer: Account, on: date) -> Recorded:
    try:
        with desk.session.begin_nested():
            entry, is_new = _take(desk, note, officer, on)
    except DomainError as refusal:
        return Recorded(note, refusal=refusal)
    return Recorded(note, entry, is_new=is_new)


def _take(desk: Desk, note: Note, officer: Account, on: date) -> tuple[AttendanceEntry, bool]:
    """The entry of a note, and whether it was written now."""
    placement = desk.placement_of(note)
    if placement.state is PlacementState.CONFIRMED:
        raise WrongState("placement_not_announced")
    if note.key is not None and note.key in desk.by_key:
        return _taken_before(desk.by_key[note.key], note, officer), False
    current = desk.in_force(note)
    _check(desk, note, current, Writer(officer.role in OUTSIDERS, on))
    entry = _written(desk, note, current, officer)
    desk.keep(entry)
    if placement.state is PlacementState.NOTIFIED and note.outcome.attended:
        transitions.apply(placement, Change(PlacementChange.STARTED, note.day), officer=officer)
    return entry, True


def _taken_before(entry: AttendanceEntry, note: Note, officer: Account) -> AttendanceEntry:
    if entry.key_sha256 != note.digest(officer.id):
        raise InvalidFields({"key": ("key_reused", {})})
    return entry


def _check(desk: Desk, note: Note, current: AttendanceEntry | None, writer: Writer) -> None:
    """Hold the note against everything that may refuse it; a withdrawn entry leaves the session as if empty."""
    previous = None if current is None or current.outcome is Outcome.WITHDRAWN else current
    _require_version(desk, note, current, previous)
    check_content(note, previous, writer.on)
    check_writer(note, previous is not None and previous.account_id not in desk.outsiders, writer)
    check_closed_sheet(note, desk.sheet_of(note).state is SheetState.CLOSED, writer)
    check_session(note, previous, desk.plans[desk.placement_of(note).sentence_id])
    _require_attachment(desk, note)


def _require_version(desk: Desk, note: Note, current: AttendanceEntry | None, previous: AttendanceEntry | None) -> None:
    """Refuse who did not know the entry in force.

    Raises:
        NotedMeanwhile: The note replaces none, or an earlier one.
        InvalidFields: The note names an entry of another session.
    """
    named = _named(desk, note)
    if named is None:
        if previous is not None:
            raise NotedMeanwhile(previous)
        return
    if current is None or named not in _line(desk, note):
        raise InvalidFields({"replaces_id": ("entry_unknown", {})})
    if named != current.id:
        raise NotedMeanwhile(current)


def _named(desk: Desk, note: Note) -> int | None:
    """The entry that a note says it replaces; 0 for a key that never came."""
    if note.replaces_key is None:
        return note.replaces_id
    return desk.by_key[note.replaces_key].id if note.replaces_key in desk.by_key else 0


def _line(desk: Desk, note: Note) -> set[int]:
    session = note.placement_id, note.day, note.shift
    return {e.id for e in desk.entries.values() if (e.placement_id, e.day, e.shift) == session}


def _require_attachment(desk: Desk, note: Note) -> None:
    if note.attachment_id is None:
        return
    paper = desk.session.scalars(select(Attachment).where(Attachment.id == note.attachment_id)).first()
    sentence_id, sheet_id = desk.placement_of(note).sentence_id, desk.sheet_of(note).id
    if paper is None or (paper.sentence_id != sentence_id and paper.sheet_id != sheet_id):
        raise InvalidFields({"attachment_id": ("attachment_unknown", {})})


def _written(desk: Desk, note: Note, current: AttendanceEntry | None, officer: Account) -> AttendanceEntry:
    entry = AttendanceEntry(
        placement_id=note.placement_id,
        day=note.day,
        shift=note.shift,
        outcome=note.outcome,
        arrived=note.arrived,
        left_at=note.left,
        remark=note.remark.strip() or None,
        replaces_id=current.id if current else None,
        source=note.source,
        attachment_id=note.attachment_id,
        tapped_at=note.tapped_at,
        account_id=officer.id,
        account_name=officer.full_name,
        account_post=officer.post,
        key=note.key,
        key_sha256=note.digest(officer.id) if note.key else None,
    )
    try:
        with desk.session.begin_nested():
            desk.session.add(entry)
    except IntegrityError as error:  # the key came in the same instant for another sentence
        raise InvalidFields({"key": ("key_reused", {})}) from error
    return entry
