"""The control sheet of a unit's month (RCEP art. 263): read, and closed under one signature."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry import letters
from registry.errors import WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, AttendanceSheet, BeneficiaryUnit
from registry.reference.months import last_of, month_of
from registry.services.accounts.policy import Act, is_allowed
from registry.services.attendance.owing import UnitMonth, list_sheets, overdue
from registry.services.attendance.papers import find_sheet, hold_sheet
from registry.services.attendance.sheet_rows import Cell, SheetRow, read_rows
from registry.services.institutions.units import visible_unit
from registry.services.placements.serving import note_seen
from registry.vocabulary.attendance import Outcome, SheetState

__all__ = ["Cell", "MonthSheet", "SheetRow", "UnitMonth", "close", "list_sheets", "open_sheet", "overdue"]


@dataclass(frozen=True)
class MonthSheet:
    """The sheet of a unit and a month: its row where one exists, and whom it tells of, by names."""

    unit: BeneficiaryUnit
    month: date
    kept: AttendanceSheet | None
    rows: tuple[SheetRow, ...]

    @property
    def is_closed(self) -> bool:
        """Whether somebody signed for it."""
        return self.kept is not None and self.kept.state is SheetState.CLOSED

    @property
    def days(self) -> list[date]:
        """Days on which somebody has a session, in order."""
        return sorted({cell.session.day for row in self.rows for cell in row.cells})

    @property
    def cells(self) -> list[Cell]:
        """Every session of everybody."""
        return [cell for row in self.rows for cell in row.cells]

    @property
    def is_as_signed(self) -> bool:
        """Whether what is in force is still what was signed for."""
        return self.kept is not None and self.kept.entries_sha256 == digest(self.unit.id, self.month, self.rows)

    def is_over(self, on: date) -> bool:
        """Whether no session of the month is to come."""
        return on >= last_of(self.month) or (month_of(on) == self.month and max(self.days, default=on) <= on)

    def open_cells(self, on: date) -> list[Cell]:
        """Sessions up to a day of which something is still to be noted."""
        return [cell for cell in self.cells if cell.is_open and cell.session.day <= on]


def open_sheet(unit_id: int, month: date, *, officer: Account) -> MonthSheet:
    """The sheet of a unit within reach; a look from outside the office is noted with each person seen.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such unit within reach.
    """
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.READ_ATTENDANCE)
        sheet = MonthSheet(unit, month, find_sheet(session, unit_id, month), read_rows(session, unit_id, month))
    if not is_allowed(officer, Act.READ_PLACEMENTS):
        note_seen(row.person_id for row in sheet.rows)
    return sheet


def close(unit_id: int, month: date, *, officer: Account, on: date) -> AttendanceSheet:
    """Sign for what is noted of a unit's month; from then on only the office corrects it, and says why.

    What nobody noted stays unrecorded, which is neither service nor absence.

    Raises:
        NotAllowed: The role does not include closing.
        NotFound: There is no such unit within reach.
        WrongState: The month is not over, it is closed already, or somebody came and has not left.
    """
    with transaction() as session:
        unit = visible_unit(session, unit_id, officer, Act.CLOSE_SHEETS)
        kept = hold_sheet(session, unit_id, month, to_close=True)
        sheet = MonthSheet(unit, month, kept, read_rows(session, unit_id, month))
        _require_closable(sheet, on)
        kept.state = SheetState.CLOSED
        kept.closed_at = now()
        kept.closed_by_id, kept.closed_by_name, kept.closed_by_post = officer.id, officer.full_name, officer.post
        kept.entries_sha256 = digest(unit_id, month, sheet.rows)
        session.flush()
        return kept


def digest(unit_id: int, month: date, rows: tuple[SheetRow, ...]) -> str:
    """What a signature under the sheet stands for: its entries in force, in canonical form."""
    entries = (cell.entry for row in rows for cell in row.cells if cell.entry is not None)
    told: list[Any] = [
        [e.id, e.placement_id, e.day.isoformat(), e.shift, e.outcome.value, e.arrived, e.left]
        for e in sorted(entries, key=lambda entry: entry.id)
    ]
    return letters.content_sha256({"unit": unit_id, "month": f"{month:%Y-%m}", "entries": told})


def _require_closable(sheet: MonthSheet, on: date) -> None:
    if sheet.is_closed:
        raise WrongState("sheet_closed_already")
    if not sheet.is_over(on):
        raise WrongState("month_not_over", last=f"{max(sheet.days, default=last_of(sheet.month)):%d/%m/%Y}")
    present = sum(cell.entry is not None and cell.entry.outcome is Outcome.PRESENT for cell in sheet.cells)
    if present:
        raise WrongState("departures_missing", count=present)
