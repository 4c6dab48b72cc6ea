"""Paper sheets typed twice, by two people who do not see each other's work; what agrees becomes entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, AttendanceSheet, SheetTyping
from registry.services.accounts.policy import Act
from registry.services.attendance.papers import find_sheet, hold_sheet
from registry.services.attendance.recording import Note, Recorded, record_many
from registry.services.attendance.sheet_rows import Cell, hold_people, read_rows
from registry.services.institutions.units import visible_unit
from registry.vocabulary.attendance import EntrySource, Outcome

MOST_TYPINGS = 2
ONE_TYPING = "Una sola digitación: {reason}"


@dataclass(frozen=True)
class TypedCell:
    """What the paper says of one session, as somebody typed it."""

    outcome: Outcome
    arrived: int | None = None
    left: int | None = None
    remark: str = ""


@dataclass(frozen=True, order=True)
class CellKey:
    """A session of a sheet: whose, on which day, from which half day on."""

    placement_id: int
    day: date
    shift: int

    def __str__(self) -> str:
        return f"{self.placement_id}/{self.day.isoformat()}/{self.shift}"

    @classmethod
    def of(cls, cell: Cell) -> "CellKey":
        """The key of a sheet's cell."""
        return cls(cell.session.placement_id, cell.session.day, cell.session.shift)

    @classmethod
    def read(cls, text: str) -> "CellKey":
        """The key that was written so."""
        placement_id, day, shift = text.split("/")
        return cls(int(placement_id), date.fromisoformat(day), int(shift))


TypedCells = Mapping[CellKey, TypedCell]
#: What stays of each difference; None where the session stays open.
Chosen = Mapping[CellKey, TypedCell | None]


class TypedSession(NamedTuple):
    """A session, and what somebody typed of it."""

    key: CellKey
    cell: TypedCell


@dataclass(frozen=True)
class Typing:
    """What one person typed and nobody has settled yet."""

    account_id: int
    account_name: str
    cells: TypedCells

    @property
    def sessions(self) -> list[TypedSession]:
        """What was typed, in the order of people and days."""
        return [TypedSession(*typed) for typed in sorted(self.cells.items(), key=lambda item: item[0])]

    @property
    def count(self) -> int:
        """How many sessions were typed."""
        return len(self.cells)


@dataclass(frozen=True)
class Difference:
    """A session of which two typings say something else; None where one of them left it empty."""

    key: CellKey
    first: TypedCell | None
    second: TypedCell | None


@dataclass(frozen=True)
class Typed:
    """What followed from a typing: entries where two agreed, differences to settle, or a wait for the second."""

    recorded: Sequence[Recorded] = ()
    differences: Sequence[Difference] = ()
    is_waiting: bool = False


def type_sheet(unit_id: int, month: date, cells: TypedCells, *, officer: Account, on: date) -> Typed:
    """Keep what somebody typed, in place of what they typed before; where another's agrees, write the entries.

    Raises:
        NotAllowed: The role does not include recording.
        NotFound: There is no such unit within reach.
        InvalidFields: A cell is of no session of the sheet.
        WrongState: Two other people typed the sheet and have not settled it.
    """
    with transaction() as session:
        sheet = _held(session, unit_id, month, officer)
        _require_of_sheet(session, sheet, cells)
        rows = _unsettled(session, sheet)
        for own in (row for row in rows if row.account_id == officer.id):
            own.settled_at = now()
        others = [row for row in rows if row.account_id != officer.id]
        if len(others) >= MOST_TYPINGS:
            raise WrongState("typed_twice")
        session.add(_row(sheet, cells, officer))
        session.flush()
        found = differences(_typings(session, sheet))
        if not others or found:
            return Typed(differences=found, is_waiting=not others)
        return Typed(recorded=_write(session, sheet, cells, officer, on))


def list_typings(unit_id: int, month: date, *, officer: Account) -> Sequence[Typing]:
    """The typings of a sheet that nobody has settled, the earliest first.

    Raises:
        NotAllowed: The role does not include recording.
        NotFound: There is no such unit within reach.
    """
    with reading() as session:
        visible_unit(session, unit_id, officer, Act.KEEP_ATTENDANCE)
        sheet = find_sheet(session, unit_id, month)
        return _typings(session, sheet) if sheet else []


def get_own(unit_id: int, month: date, *, officer: Account) -> Typing:
    """What the officer typed of a sheet and nobody has settled.

    Raises:
        NotAllowed: The role does not include recording.
        NotFound: There is no such unit within reach, or the officer typed nothing.
    """
    for typing in list_typings(unit_id, month, officer=officer):
        if typing.account_id == officer.id:
            return typing
    raise NotFound(unit_id=unit_id)


def settle(unit_id: int, month: date, chosen: Chosen, *, officer: Account, on: date) -> Sequence[Recorded]:
    """Write what two typings agree on, and of each difference what was chosen.

    Raises:
        NotAllowed, NotFound: As in `type_sheet`.
        WrongState: There are no two typings any more, or a difference was left open.
    """
    with transaction() as session:
        sheet = _held(session, unit_id, month, officer)
        typings = _typings(session, sheet)
        if len(typings) < MOST_TYPINGS:
            raise WrongState("typing_settled")
        found = {difference.key: difference for difference in differences(typings)}
        if any(key not in chosen or chosen[key] not in (each.first, each.second) for key, each in found.items()):
            raise WrongState("typing_settled")
        agreed = {key: cell for key, cell in typings[0].cells.items() if key not in found}
        kept = {key: cell for key, cell in chosen.items() if key in found and cell is not None}
        return _write(session, sheet, agreed | kept, officer, on)


def settle_alone(unit_id: int, month: date, *, reason: str, officer: Account, on: date) -> Sequence[Recorded]:
    """Write a single typing without a second one; the reason stands with every entry.

    Raises:
        NotAllowed, NotFound: As in `type_sheet`.
        WrongState: There is not exactly one typing.
    """
    with transaction() as session:
        sheet = _held(session, unit_id, month, officer)
        typings = _typings(session, sheet)
        if len(typings) != 1:
            raise WrongState("typing_settled")
        remark = ONE_TYPING.format(reason=reason.strip())
        cells = {key: replace(cell, remark=remark) for key, cell in typings[0].cells.items()}
        return _write(session, sheet, cells, officer, on)


def differences(typings: Sequence[Typing]) -> Sequence[Difference]:
    """Sessions of which the first two typings do not say the same, in the order of people and days."""
    if len(typings) < MOST_TYPINGS:
        return []
    first, second = typings[0].cells, typings[1].cells
    keys = sorted(first.keys() | second.keys())
    return [Difference(key, first.get(key), second.get(key)) for key in keys if first.get(key) != second.get(key)]


def _typings(session: Session, sheet: AttendanceSheet) -> Sequence[Typing]:
    """The unsettled typings of a sheet, the earliest first."""
    return [Typing(row.account_id, row.account_name, _cells(row)) for row in _unsettled(session, sheet)]


def _held(session: Session, unit_id: int, month: date, officer: Account) -> AttendanceSheet:
    visible_unit(session, unit_id, officer, Act.KEEP_ATTENDANCE)
    hold_people(session, unit_id, month)
    return hold_sheet(session, unit_id, month, to_close=True)


def _require_of_sheet(session: Session, sheet: AttendanceSheet, cells: TypedCells) -> None:
    known = {CellKey.of(cell) for row in read_rows(session, sheet.unit_id, sheet.month) for cell in row.cells}
    for key in sorted(cells.keys() - known):
        facts = {"placement": key.placement_id, "day": f"{key.day:%d/%m/%Y}"}
        raise InvalidFields({"cells": ("cell_of_no_session", facts)})


def _unsettled(session: Session, sheet: AttendanceSheet) -> Sequence[SheetTyping]:
    own = SheetTyping.sheet_id == sheet.id, SheetTyping.settled_at.is_(None)
    return session.scalars(select(SheetTyping).where(*own).order_by(SheetTyping.id)).all()


def _row(sheet: AttendanceSheet, cells: TypedCells, officer: Account) -> SheetTyping:
    told = {str(key): asdict(cell) for key, cell in cells.items()}
    return SheetTyping(sheet_id=sheet.id, cells=told, account_id=officer.id, account_name=officer.full_name)


def _cells(row: SheetTyping) -> TypedCells:
    told: Mapping[str, Any] = row.cells
    return {CellKey.read(key): TypedCell(**{**cell, "outcome": Outcome(cell["outcome"])}) for key, cell in told.items()}


def _write(
    session: Session, sheet: AttendanceSheet, cells: TypedCells, officer: Account, on: date
) -> Sequence[Recorded]:
    """Write the entries and let go of the typings, in one transaction."""
    for row in _unsettled(session, sheet):
        row.settled_at = now()
    session.flush()
    return record_many(_notes(session, sheet, cells), officer=officer, on=on)


def _notes(session: Session, sheet: AttendanceSheet, cells: TypedCells) -> Iterator[Note]:
    """A note a cell, people one after the other; it completes what a phone noted of an arrival."""
    rows = read_rows(session, sheet.unit_id, sheet.month)
    noted = {CellKey.of(cell): cell.entry for row in rows for cell in row.cells if cell.entry is not None}
    for key, cell in sorted(cells.items()):
        entry = noted.get(key)
        arrival = entry.id if entry is not None and entry.outcome is Outcome.PRESENT else None
        yield Note(
            key.placement_id,
            key.day,
            key.shift,
            cell.outcome,
            cell.arrived,
            cell.left,
            remark=cell.remark,
            replaces_id=arrival,
            source=EntrySource.PAPER,
        )
