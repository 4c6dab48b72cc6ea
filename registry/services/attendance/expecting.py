"""Whom a unit expects today and what is open of the week before: names, tasks, hours, notes, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.ledger.facts import Entry
from registry.ledger.sessions import Session
from registry.models import Account, AttendanceEntry, BeneficiaryUnit
from registry.reference.months import month_of
from registry.services.accounts.policy import Act, is_allowed
from registry.services.attendance.sheet_rows import Cell, SheetRow, read_rows
from registry.services.institutions.units import visible_unit
from registry.services.placements.serving import note_seen

#: Days before today whose sessions are still asked for.
WEEK_BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Expected:
    """One person's session at a unit, and the entry in force about it, if somebody noted one."""

    row: SheetRow
    cell: Cell

    @property
    def session(self) -> Session:
        """When it is."""
        return self.cell.session

    @property
    def entry(self) -> Entry | None:
        """What holds of it."""
        return self.cell.entry


@dataclass(frozen=True)
class DaysAtUnit:
    """A unit, whom it expects today, and what of the days before is still open, the latest first."""

    unit: BeneficiaryUnit
    today: Sequence[Expected]
    before: Sequence[Expected]


@dataclass(frozen=True)
class SessionAtUnit:
    """One session with all that was ever noted of it, the latest first."""

    unit: BeneficiaryUnit
    expected: Expected
    entries: Sequence[AttendanceEntry]


def read_days(unit_id: int, *, officer: Account, on: date) -> DaysAtUnit:
    """Whom a unit within reach expects on a day and what is open of the week before; looks from outside are noted.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: There is no such unit within reach.
    """
    first = on - WEEK_BEFORE
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.KEEP_ATTENDANCE)
        found = [one for one in _expected(session, unit_id, (first, on)) if first <= one.session.day <= on]
    today = sorted((one for one in found if one.session.day == on), key=lambda one: one.session.start)
    before = [one for one in found if one.session.day < on and one.cell.is_open]
    _note_looks([*today, *before], officer)
    return DaysAtUnit(unit, today, sorted(before, key=lambda one: one.session.day, reverse=True))


def read_session(unit_id: int, placement_id: int, day: date, shift: int, *, officer: Account) -> SessionAtUnit:
    """One session with the line of its entries; a look from outside is noted.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: No such session was due at this unit, or the unit is not within reach.
    """
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.KEEP_ATTENDANCE)
        here = (one for one in _expected(session, unit_id, (day,)) if one.row.placement_id == placement_id)
        known = next((one for one in here if one.session.day == day and shift in one.session.shifts), None)
        if known is None:
            raise NotFound(placement_id=placement_id)
        entry = AttendanceEntry
        own = entry.placement_id == placement_id, entry.day == day, entry.shift.in_(known.session.shifts)
        entries = session.scalars(select(entry).where(*own).order_by(entry.id.desc())).all()
    _note_looks([known], officer)
    return SessionAtUnit(unit, known, entries)


def _expected(session: DatabaseSession, unit_id: int, days: Iterable[date]) -> Iterator[Expected]:
    """Every session of the months of these days, by months and names."""
    for month in sorted({month_of(day) for day in days}):
        for row in read_rows(session, unit_id, month):
            yield from (Expected(row, cell) for cell in row.cells)


def _note_looks(shown: Sequence[Expected], officer: Account) -> None:
    """Let the audit keep which names somebody from outside the office saw."""
    if not is_allowed(officer, Act.READ_PLACEMENTS):
        note_seen(one.row.person_id for one in shown)
