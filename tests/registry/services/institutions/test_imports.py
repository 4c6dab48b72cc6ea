"""Institutions from a sheet."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from registry.errors import NotAllowed
from registry.schemas.institutions.sheet_row import load_institution
from registry.services.importing.rows import ImportReport, RowOutcome, bring_in, rehearse
from registry.services.importing.sheets import read_sheet, write_template
from registry.services.institutions.imports import COLUMNS, INSTITUTIONS
from registry.services.institutions.institutions import list_institutions
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionRole
from tests.factories.accounts import make_account, make_chief, make_officer
from tests.factories.institutions import ruc

ON = date(2026, 6, 1)
REGISTERED = {"role": "Unidad beneficiaria", "valid_from": "02/01/2026", "valid_to": "31/12/2028"}


def row(number: int, **cells: str) -> dict[str, str]:
    given = {"ruc": ruc(number), "name": f"Municipalidad {number}", "nature": "Pública", "ubigeo": "211101"}
    return {**given, **cells}


def bring(*rows: dict[str, str]) -> ImportReport:
    officer = make_chief()
    return bring_in(INSTITUTIONS, enumerate(rows, start=2), officer=officer, load=load_institution, on=ON)


def outcomes(report: ImportReport) -> list[RowOutcome]:
    return [one.outcome for one in report.rows]


def test_an_institution_comes_with_its_registration(app: Flask) -> None:
    report = bring(row(1, **REGISTERED), row(2))

    found = {one.id: one for one in list_institutions(officer=make_chief()).items}
    first, second = (found[one.subject_id or 0] for one in report.rows)
    assert outcomes(report) == [RowOutcome.ADDED, RowOutcome.ADDED]
    assert [one.role for one in first.registrations] == [InstitutionRole.BENEFICIARY_UNIT]
    assert first.registrations[0].valid_to == date(2028, 12, 31)
    assert second.registrations == []


def test_the_same_sheet_again_changes_nothing(app: Flask) -> None:
    sheet = row(1, **REGISTERED), row(2)
    bring(*sheet)

    again = bring(*sheet)

    assert outcomes(again) == [RowOutcome.KNOWN, RowOutcome.KNOWN]
    assert [one.messages for one in again.rows] == [(), ()]


def test_a_missing_registration_is_added_to_a_known_institution(app: Flask) -> None:
    bring(row(1))

    assert outcomes(bring(row(1, **REGISTERED))) == [RowOutcome.COMPLETED]


def test_what_the_sheet_says_otherwise_is_told_and_not_taken(app: Flask) -> None:
    bring(row(1, **REGISTERED))

    report = bring(row(1, name="Otro nombre", **{**REGISTERED, "valid_to": "31/12/2030"}))

    told = " ".join(report.rows[0].messages)
    assert outcomes(report) == [RowOutcome.KNOWN]
    assert "nombre" in told
    assert "vigente hasta" in told
    assert list_institutions(officer=make_chief()).items[0].name == "Municipalidad 1"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"ruc": "20145496171"}, "RUC"),
        ({"ubigeo": "999999"}, "ubigeo"),
        ({"nature": "Otra"}, "naturaleza"),
        ({"nature": "Privada con fin social", "social_purpose": ""}, ""),
        ({"role": "Unidad beneficiaria"}, "vigente desde"),
        ({**REGISTERED, "valid_to": "01/01/2020"}, "vigente hasta"),
        ({"beyond": "de más"}, ""),
    ],
)
def test_a_bad_row_names_its_column_and_harms_no_other(app: Flask, cells: dict[str, str], column: str) -> None:
    report = bring(row(1, **cells), row(2))

    assert outcomes(report) == [RowOutcome.REFUSED, RowOutcome.ADDED]
    assert column in report.rows[0].messages[0]


def test_a_rehearsal_leaves_the_registry_as_it_is(app: Flask) -> None:
    rows = enumerate([row(1, **REGISTERED)], start=2)

    report = rehearse(INSTITUTIONS, rows, officer=make_officer(), load=load_institution, on=ON)

    assert outcomes(report) == [RowOutcome.ADDED]
    assert list_institutions(officer=make_chief()).total == 0


def test_the_template_is_a_sheet_of_institutions(app: Flask, tmp_path: Path) -> None:
    target = tmp_path / "instituciones.xlsx"
    write_template(target, COLUMNS, INSTITUTIONS.title)

    assert list(read_sheet(target, COLUMNS)) == []


def test_only_who_keeps_institutions_brings_them_in(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        bring_in(INSTITUTIONS, [], officer=make_account(Role.AUDITOR), load=load_institution)
