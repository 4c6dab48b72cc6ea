"""Which units owe the sheet of a month, and which have brought it (RCEP art. 263)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, and_, func, select

from registry.extensions.database import reading
from registry.models import Account, AttendanceEntry, AttendanceSheet, BeneficiaryUnit, Placement, Vacancy
from registry.reference.months import last_of
from registry.services.accounts.policy import Act, within
from registry.services.attendance.lateness import due_on, months_due
from registry.services.attendance.sheet_rows import told_in
from registry.vocabulary.attendance import SheetState


@dataclass(frozen=True)
class UnitMonth:
    """A unit that owes, or gave, the sheet of a month; `due_on` is the last day to bring it (to be confirmed)."""

    unit_id: int
    unit: str
    month: date
    people: int
    #: Sessions of which something is noted.
    noted: int
    state: SheetState
    closed_by: str
    due_on: date

    def is_overdue(self, on: date) -> bool:
        """Whether it should have come by now."""
        return self.state is SheetState.OPEN and self.due_on < on


def list_sheets(month: date, *, officer: Account, act: Act = Act.READ_ATTENDANCE) -> Sequence[UnitMonth]:
    """Every unit that the act reaches and that expected or noted somebody in a month, by name; whom is not told.

    Raises:
        NotAllowed: The role does not include the act.
    """
    with reading() as session:
        return [_unit_month(row, month) for row in session.execute(_units(month, officer, act))]


def overdue(officer: Account, on: date, *, act: Act = Act.READ_ATTENDANCE) -> Sequence[UnitMonth]:
    """Sheets of the last months that should have come by a day, the oldest first.

    Raises:
        NotAllowed: The role does not include the act.
    """
    listed = (list_sheets(month, officer=officer, act=act) for month in reversed(months_due(on)))
    return [sheet for sheets in listed for sheet in sheets if sheet.is_overdue(on)]


def _units(month: date, officer: Account, act: Act) -> Select[int, str, int, int, SheetState, str]:
    unit, sheet = BeneficiaryUnit, AttendanceSheet
    reached = within(officer, act, office=unit.office_id, institution=unit.institution_id, unit=unit.id)
    people = func.count(Placement.id)
    own = and_(sheet.unit_id == unit.id, sheet.month == month)
    noted = _noted(month).subquery()
    return (
        select(unit.id, unit.name, people, func.coalesce(noted.c.noted, 0), sheet.state, sheet.closed_by_name)
        .join(Vacancy, Vacancy.unit_id == unit.id)
        .join(Placement, Placement.vacancy_id == Vacancy.id)
        .outerjoin(sheet, own)
        .outerjoin(noted, noted.c.unit_id == unit.id)
        .where(reached, told_in(month))
        .group_by(unit.id, unit.name, unit.search_text, noted.c.noted, sheet.state, sheet.closed_by_name)
        .order_by(unit.search_text, unit.id)
    )


def _noted(month: date) -> Select[int, int]:
    """Sessions of a month by unit: lines of entries, each counted by its first one."""
    entry = AttendanceEntry
    statement = select(Vacancy.unit_id, func.count().label("noted")).join(Placement, Placement.vacancy_id == Vacancy.id)
    statement = statement.join(entry, entry.placement_id == Placement.id)
    first = entry.day.between(month, last_of(month)), entry.replaces_id.is_(None)
    return statement.where(*first).group_by(Vacancy.unit_id)


def _unit_month(row: Row[int, str, int, int, SheetState, str], month: date) -> UnitMonth:
    unit_id, unit, people, noted, state, closed_by = row
    return UnitMonth(unit_id, unit, month, people, noted, state or SheetState.OPEN, closed_by or "", due_on(month))
