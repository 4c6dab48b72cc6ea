"""The sheets of units: whom they tell of, closing, and what comes after it."""

from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, WrongState
from registry.models import BeneficiaryUnit, Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance import sheets
from registry.services.attendance.reading import ledger_of, line_of
from registry.services.attendance.recording import record
from registry.services.attendance.reminders import count_missing
from registry.services.institutions.units import get_unit
from registry.services.rounds.desk import Tally
from registry.vocabulary.accounts import Role
from registry.vocabulary.attendance import Outcome, SheetState
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause
from tests.factories.accounts import make_account, make_officer
from tests.factories.attendance import (
    EIGHT,
    FIRST,
    LATER,
    SECOND,
    make_entry,
    make_placement,
    make_saturdays,
    make_supervisor,
    note,
)
from tests.factories.placements import change

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
SATURDAYS = [date(2026, 3, day) for day in (7, 14, 21, 28)]
SUNDAY = date(2026, 3, 8)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    """A unit with a place to serve, beside one with somebody who serves there."""
    make_entry(make_placement(officer=officer), officer=officer)
    return get_unit(make_saturdays(officer=officer).unit_id, officer=officer)


@pytest.fixture
def placement(officer: Account, unit: BeneficiaryUnit) -> Placement:
    return make_placement(officer=officer, vacancy=unit.vacancies[0])


def test_a_sheet_tells_who_is_expected_when(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    entry = make_entry(placement, officer=officer)

    sheet = sheets.open_sheet(unit.id, MARCH, officer=officer)

    assert [row.placement_id for row in sheet.rows] == [placement.id]
    assert sheet.days == SATURDAYS
    assert [cell.entry and cell.entry.id for cell in sheet.rows[0].cells] == [entry.id, None, None, None]
    assert len(sheet.open_cells(SECOND)) == 1


def test_hours_out_of_the_week_stand_on_the_sheet(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    make_entry(placement, SUNDAY, officer=officer, is_out_of_hours=True)

    sheet = sheets.open_sheet(unit.id, MARCH, officer=officer)

    assert SUNDAY in sheet.days


def test_who_was_not_presented_is_on_no_sheet(officer: Account, unit: BeneficiaryUnit):
    make_placement(officer=officer, vacancy=unit.vacancies[0], state=PlacementState.CONFIRMED)

    assert sheets.open_sheet(unit.id, MARCH, officer=officer).rows == ()
    assert unit.id not in {row.unit_id for row in sheets.list_sheets(MARCH, officer=officer)}


def test_who_left_since_then_stays_on_the_sheet_of_the_month(
    officer: Account, unit: BeneficiaryUnit, placement: Placement
):
    entry = make_entry(placement, officer=officer)
    change(placement, PlacementChange.ENDED, officer=officer, on=LATER, end_reason=EndReason.OTHER)

    [row] = sheets.open_sheet(unit.id, MARCH, officer=make_supervisor(unit.id)).rows

    assert [cell.entry and cell.entry.id for cell in row.cells] == [entry.id, None, None, None]
    assert sheets.open_sheet(unit.id, APRIL, officer=officer).rows == ()
    assert unit.id not in {one.unit_id for one in sheets.list_sheets(APRIL, officer=officer)}


def test_who_was_suspended_all_month_is_on_no_sheet_and_makes_the_unit_owe_none(
    officer: Account, unit: BeneficiaryUnit, placement: Placement
):
    late = date(2026, 5, 31)
    change(placement, PlacementChange.SUSPENDED, officer=officer, on=LATER, cause=SuspensionCause.OTHER)

    owed = [sheet.month for sheet in sheets.overdue(officer, late) if sheet.unit_id == unit.id]

    assert owed == [MARCH]
    assert count_missing(officer=officer, on=late) == Tally(3, MARCH)  # two of them beside this unit


def test_a_unit_opens_its_own_sheet_only(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    stranger = make_supervisor(make_saturdays(officer=officer).unit_id)

    assert sheets.open_sheet(unit.id, MARCH, officer=make_supervisor(unit.id)).rows
    with pytest.raises(NotFound):
        sheets.open_sheet(unit.id, MARCH, officer=stranger)
    with pytest.raises(NotAllowed):
        sheets.open_sheet(unit.id, MARCH, officer=make_account(Role.ADMINISTRATOR))


def test_closing_signs_for_what_is_noted(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    make_entry(placement, officer=officer)
    supervisor = make_supervisor(unit.id)

    closed = sheets.close(unit.id, MARCH, officer=supervisor, on=LATER)

    assert (closed.state, closed.closed_by_post) == (SheetState.CLOSED, supervisor.post)
    assert sheets.open_sheet(unit.id, MARCH, officer=officer).is_as_signed
    with pytest.raises(WrongState, match="sheet_closed_already"):
        sheets.close(unit.id, MARCH, officer=officer, on=LATER)


def test_a_month_is_closed_from_its_last_session_on(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    with pytest.raises(WrongState, match="month_not_over"):
        sheets.close(unit.id, MARCH, officer=officer, on=date(2026, 3, 27))

    assert sheets.close(unit.id, MARCH, officer=officer, on=date(2026, 3, 28)).state is SheetState.CLOSED


def test_nobody_signs_while_somebody_has_not_left(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    make_entry(placement, officer=officer, outcome=Outcome.PRESENT, arrived=EIGHT)

    with pytest.raises(WrongState, match="departures_missing"):
        sheets.close(unit.id, MARCH, officer=officer, on=LATER)


def test_after_closing_only_the_office_notes_and_says_why(
    officer: Account, unit: BeneficiaryUnit, placement: Placement
):
    sheets.close(unit.id, MARCH, officer=officer, on=LATER)
    with pytest.raises(WrongState, match="sheet_closed"):
        record(note(placement, SATURDAYS[3]), officer=make_supervisor(unit.id), on=LATER)
    with pytest.raises(InvalidFields, match="remark"):
        record(note(placement), officer=officer, on=LATER)

    late = record(note(placement, remark="El papel llegó tarde"), officer=officer, on=LATER)

    line = line_of(ledger_of(placement.id, officer=officer, on=LATER), FIRST, late.shift)
    assert line.is_late(line.entries[0])
    assert not sheets.open_sheet(unit.id, MARCH, officer=officer).is_as_signed


def test_a_sheet_is_overdue_five_business_days_after_its_month(
    officer: Account, unit: BeneficiaryUnit, placement: Placement
):
    on_time, late = date(2026, 4, 9), date(2026, 4, 10)  # Thursday and Friday of the Holy Week are no business days

    assert unit.id not in {sheet.unit_id for sheet in sheets.overdue(officer, on_time)}
    owed = [sheet for sheet in sheets.overdue(officer, late) if sheet.unit_id == unit.id]

    assert [(sheet.month, sheet.people, sheet.noted, sheet.due_on) for sheet in owed] == [(MARCH, 1, 0, on_time)]


def test_a_closed_sheet_is_owed_no_longer(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    sheets.close(unit.id, MARCH, officer=officer, on=LATER)

    assert unit.id not in {sheet.unit_id for sheet in sheets.overdue(officer, date(2026, 4, 30))}
    assert {row.unit_id: row.state for row in sheets.list_sheets(MARCH, officer=officer)}[unit.id] is SheetState.CLOSED


def test_other_offices_owe_their_own(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    assert sheets.list_sheets(MARCH, officer=make_officer()) == []
