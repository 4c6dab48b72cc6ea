"""Sheets of inmates: a result a row, and nothing that stands is changed by them."""

import pytest

from registry.models import Account
from registry.schemas.prison_work.inmate_row import load_inmate
from registry.services.importing.rows import RowOutcome, RowResult, bring_in
from registry.services.prison_work.imports import INMATES
from registry.services.prison_work.inmate_directory import list_inmates
from registry.services.prison_work.inmate_files import open_inmate
from tests.factories.inmates import TODAY, inmate_cells, make_keeper, make_pavilion_of
from tests.factories.religious import PUNO

pytestmark = pytest.mark.usefixtures("app")


def bring(keeper: Account, *rows: dict[str, str]) -> tuple[RowResult, ...]:
    return bring_in(INMATES, list(enumerate(rows, start=2)), officer=keeper, load=load_inmate, on=TODAY).rows


def test_a_row_opens_a_file_with_all_that_it_tells():
    keeper, pavilion = make_keeper(), make_pavilion_of()
    cells = inmate_cells(
        pavilion="pabellon 2",
        experience="Carpintería 24; Pintura: 6 meses",
        reparation_cents="1250,50",
        offences="189; 108c",
        is_recidivist="no",
    )

    (row,) = bring(keeper, cells)

    assert row.outcome is RowOutcome.ADDED, row.messages
    inmate = open_inmate(row.subject_id or 0, officer=keeper, purpose="Revisar la carga")
    assert (inmate.pavilion_id, inmate.reparation_cents) == (pavilion.id, 125_050)
    assert inmate.experience == [{"trade": "carpentry", "months": 24}, {"trade": "painting", "months": 6}]
    assert (inmate.offences, inmate.may_hold_account) == (["189", "108-C"], True)


def test_a_bad_row_harms_no_other_and_names_its_columns():
    keeper = make_keeper()

    rows = bring(
        keeper,
        inmate_cells(),
        inmate_cells(sex="otro"),
        inmate_cells(experience="mucha"),
        inmate_cells(pavilion="Pabellón 9"),
        inmate_cells(offences="robo"),
        inmate_cells(prison=PUNO),
        inmate_cells(),
    )

    assert [row.outcome is RowOutcome.ADDED for row in rows] == [True, False, False, False, False, False, True]
    told = [row.messages[0].partition(":")[0] for row in rows[1:5]]
    assert told == ["sexo", "experiencia", "pabellón", "delitos"]


def test_the_same_sheet_again_changes_nothing_and_tells_what_differs():
    keeper, cells = make_keeper(), inmate_cells()
    bring(keeper, cells)

    same, other = bring(keeper, cells, cells | {"given_names": "Otro"})

    assert (same.outcome, same.messages) == (RowOutcome.KNOWN, ())
    assert "nombres" in other.messages[0]
    assert [one.given_names for one in list_inmates(officer=keeper).items] == ["Julio"]


def test_without_reserved_cells_the_account_stays_shut():
    keeper = make_keeper()

    bring(keeper, inmate_cells(offences=""))

    assert [one.may_hold_account for one in list_inmates(officer=keeper).items] == [False]
