"""Months that are over and whose sheet nobody signed for, at units where somebody was to serve."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, false, literal, or_, select, union_all

from registry.models import AttendanceEntry, AttendanceSheet, BeneficiaryUnit, Placement, Vacancy
from registry.norms import value_at
from registry.reference.holidays import add_business_days
from registry.services.attendance.papers import month_of
from registry.vocabulary.attendance import SheetState
from registry.vocabulary.placements import PlacementState

#: What is older is no longer asked for by letters and alerts; the list of sheets shows it.
MONTHS_ASKED = 6
ONE_DAY = timedelta(days=1)
#: The office has presented them, and they are expected.
EXPECTED = (PlacementState.NOTIFIED, PlacementState.ACTIVE)


def months_over(on: date) -> list[date]:
    """First days of the months that ended before a day, the newest first."""
    months, first = [], month_of(on)
    for _ in range(MONTHS_ASKED):
        first = month_of(first - ONE_DAY)
        months.append(first)
    return months


def months_due(on: date) -> list[date]:
    """Those of them whose sheet should have come: the term to bring it has passed."""
    return [month for month in months_over(on) if _due_on(month) < on]


def missing_sheets(months: Sequence[date], *own: ColumnElement[bool]) -> CompoundSelect[int, date]:
    """Pairs of unit and month without a signed sheet; *own* are conditions on `BeneficiaryUnit`."""
    return union_all(*(_missing(month, own) for month in months), _nothing())


def _due_on(month: date) -> date:
    last = _last_of(month)
    return add_business_days(last, value_at("attendance_sheet_term", last))


def _last_of(month: date) -> date:
    return month_of(month + timedelta(days=31)) - ONE_DAY


def _nothing() -> Select[int, date]:
    """No pair at all, so that a day on which no month is asked for is a query as well."""
    return select(BeneficiaryUnit.id, literal(date.min).label("month")).where(false())


def _missing(month: date, own: tuple[ColumnElement[bool], ...]) -> Select[int, date]:
    unit, sheet = BeneficiaryUnit, AttendanceSheet
    signed = sheet.unit_id == unit.id, sheet.month == month, sheet.state == SheetState.CLOSED
    is_signed = select(sheet.id).where(*signed).exists()
    serves = _served_in(month, _last_of(month))
    return select(unit.id, literal(month).label("month")).where(*own, serves, ~is_signed)


def _served_in(first: date, last: date) -> ColumnElement[bool]:
    """Somebody is expected there since then, or something of the month was noted."""
    entry: Any = AttendanceEntry
    noted = select(entry.id).where(entry.placement_id == Placement.id, entry.day.between(first, last)).exists()
    expected = and_(Placement.state.in_(EXPECTED), Placement.starts_on <= last)
    placements = select(Placement.id).join(Placement.vacancy)
    return placements.where(Vacancy.unit_id == BeneficiaryUnit.id, or_(expected, noted)).exists()
