"""Months that are over and whose sheet nobody signed for, at units where somebody was to serve."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, Select, false, literal, select, union_all

from registry.models import AttendanceSheet, BeneficiaryUnit, Placement, Vacancy
from registry.norms import value_at
from registry.reference.holidays import add_business_days
from registry.reference.months import last_of, latest_months, month_before
from registry.services.attendance.sheet_rows import told_in
from registry.vocabulary.attendance import SheetState

#: What is older is no longer asked for by letters and alerts; the list of sheets shows it.
MONTHS_ASKED = 6


def months_over(on: date) -> list[date]:
    """First days of the months that ended before a day, the newest first."""
    return latest_months(month_before(on), MONTHS_ASKED)


def months_due(on: date) -> list[date]:
    """Those of them whose sheet should have come: the term to bring it has passed."""
    return [month for month in months_over(on) if due_on(month) < on]


def missing_sheets(months: Sequence[date], *own: ColumnElement[bool]) -> CompoundSelect[int, date]:
    """Pairs of unit and month without a signed sheet; *own* are conditions on `BeneficiaryUnit`."""
    return union_all(*(_missing(month, own) for month in months), _nothing())


def due_on(month: date) -> date:
    """Last day to bring the sheet of a month (to be confirmed)."""
    return add_business_days(last_of(month), value_at("attendance_sheet_term", last_of(month)))


def _nothing() -> Select[int, date]:
    """No pair at all, so that a day on which no month is asked for is a query as well."""
    return select(BeneficiaryUnit.id, literal(date.min).label("month")).where(false())


def _missing(month: date, own: tuple[ColumnElement[bool], ...]) -> Select[int, date]:
    unit, sheet = BeneficiaryUnit, AttendanceSheet
    signed = sheet.unit_id == unit.id, sheet.month == month, sheet.state == SheetState.CLOSED
    is_signed = select(sheet.id).where(*signed).exists()
    told = select(Placement.id).join(Placement.vacancy).where(Vacancy.unit_id == unit.id, told_in(month)).exists()
    return select(unit.id, literal(month).label("month")).where(*own, told, ~is_signed)
