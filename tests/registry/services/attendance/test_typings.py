"""Paper sheets typed twice: agreement becomes entries, differences are settled one by one."""

from datetime import date

import pytest
from flask import Flask

from registry.errors import WrongState
from registry.models import BeneficiaryUnit, Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.sheets import open_sheet
from registry.services.attendance.typings import CellKey, TypedCell, list_typings, settle, settle_alone, type_sheet
from registry.services.institutions.units import get_unit
from registry.vocabulary.attendance import EntrySource, Outcome
from tests.factories.accounts import make_officer
from tests.factories.attendance import (
    EIGHT,
    FIRST,
    LATER,
    ONE,
    SECOND,
    SIX,
    balance_of,
    make_entry,
    make_placement,
    make_saturdays,
)

MARCH = date(2026, 3, 1)
WHOLE, HALF, MISSED = (
    TypedCell(Outcome.ATTENDED, EIGHT, SIX),
    TypedCell(Outcome.ATTENDED, EIGHT, ONE),
    TypedCell(Outcome.UNEXCUSED),
)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def colleague(officer: Account) -> Account:
    return make_officer(office_id=officer.office_id, full_name="Luis Mamani")


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    return get_unit(make_saturdays(officer=officer).unit_id, officer=officer)


@pytest.fixture
def placement(officer: Account, unit: BeneficiaryUnit) -> Placement:
    return make_placement(officer=officer, vacancy=unit.vacancies[0])


def key(placement: Placement, day: date) -> CellKey:
    return CellKey(placement.id, day, 10)


def credited(placement: Placement, officer: Account) -> int:
    return balance_of(placement.sentence_id, on=LATER).credited_minutes


def test_a_first_typing_waits_for_a_second(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    typed = type_sheet(unit.id, MARCH, {key(placement, FIRST): WHOLE}, officer=officer, on=LATER)

    assert typed.is_waiting
    assert credited(placement, officer) == 0


def test_two_typings_that_agree_become_entries(
    officer: Account, colleague: Account, unit: BeneficiaryUnit, placement: Placement
):
    cells = {key(placement, FIRST): WHOLE, key(placement, SECOND): MISSED}
    type_sheet(unit.id, MARCH, cells, officer=officer, on=LATER)

    typed = type_sheet(unit.id, MARCH, cells, officer=colleague, on=LATER)

    assert [r.entry and r.entry.source for r in typed.recorded] == [EntrySource.PAPER, EntrySource.PAPER]
    assert credited(placement, officer) == 600
    assert list_typings(unit.id, MARCH, officer=officer) == []


def test_typing_again_oneself_is_no_second_typing(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    type_sheet(unit.id, MARCH, {key(placement, FIRST): HALF}, officer=officer, on=LATER)

    assert type_sheet(unit.id, MARCH, {key(placement, FIRST): WHOLE}, officer=officer, on=LATER).is_waiting
    assert [typing.cells for typing in list_typings(unit.id, MARCH, officer=officer)] == [
        {key(placement, FIRST): WHOLE}
    ]


def test_a_difference_is_settled_by_who_compares(
    officer: Account, colleague: Account, unit: BeneficiaryUnit, placement: Placement
):
    type_sheet(unit.id, MARCH, {key(placement, FIRST): WHOLE, key(placement, SECOND): WHOLE}, officer=officer, on=LATER)
    second = {key(placement, FIRST): WHOLE, key(placement, SECOND): HALF}
    typed = type_sheet(unit.id, MARCH, second, officer=colleague, on=LATER)
    assert [(d.key, d.first, d.second) for d in typed.differences] == [(key(placement, SECOND), WHOLE, HALF)]
    assert credited(placement, officer) == 0

    settle(unit.id, MARCH, {key(placement, SECOND): HALF}, officer=officer, on=LATER)

    assert credited(placement, officer) == 900
    with pytest.raises(WrongState, match="typing_settled"):
        settle(unit.id, MARCH, {}, officer=officer, on=LATER)


def test_only_what_one_of_the_two_typed_is_chosen(
    officer: Account, colleague: Account, unit: BeneficiaryUnit, placement: Placement
):
    type_sheet(unit.id, MARCH, {key(placement, FIRST): WHOLE}, officer=officer, on=LATER)
    type_sheet(unit.id, MARCH, {key(placement, FIRST): HALF}, officer=colleague, on=LATER)

    with pytest.raises(WrongState, match="typing_settled"):
        settle(unit.id, MARCH, {key(placement, FIRST): MISSED}, officer=officer, on=LATER)


def test_a_single_typing_is_taken_for_a_reason(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    type_sheet(unit.id, MARCH, {key(placement, FIRST): WHOLE}, officer=officer, on=LATER)

    (row,) = settle_alone(unit.id, MARCH, reason="Solo hay un oficial", officer=officer, on=LATER)

    assert row.entry is not None
    assert row.entry.remark == "Una sola digitación: Solo hay un oficial"


def test_the_paper_completes_what_a_phone_began(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    came = make_entry(placement, officer=officer, outcome=Outcome.PRESENT, arrived=EIGHT)
    type_sheet(unit.id, MARCH, {key(placement, FIRST): WHOLE}, officer=officer, on=LATER)

    (row,) = settle_alone(unit.id, MARCH, reason="Solo hay un oficial", officer=officer, on=LATER)

    assert row.entry is not None
    assert row.entry.replaces_id == came.id


def test_what_is_refused_leaves_its_session_open(officer: Account, unit: BeneficiaryUnit, placement: Placement):
    make_entry(placement, officer=officer)
    cells = {key(placement, FIRST): HALF, key(placement, SECOND): WHOLE}
    type_sheet(unit.id, MARCH, cells, officer=officer, on=LATER)

    results = settle_alone(unit.id, MARCH, reason="Solo hay un oficial", officer=officer, on=LATER)

    assert [result.refusal and result.refusal.code for result in results] == ["session_noted", None]
    assert len(open_sheet(unit.id, MARCH, officer=officer).open_cells(LATER)) == 2
