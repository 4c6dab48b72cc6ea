"""Attendance from sheets: each row for itself, the same sheet again without effect."""

from io import BytesIO

import pytest
from flask import Flask

from registry.models import Placement
from registry.schemas.attendance.row import load_attendance
from registry.services.accounts.accounts import Account
from registry.services.attendance.facts import balance_of
from registry.services.attendance.imports import (
    COLUMNS,
    AttendanceReport,
    RowOutcome,
    import_attendance,
    rehearse_attendance,
)
from registry.services.people.sheets import read_sheet
from tests.factories.accounts import make_officer
from tests.factories.attendance import LATER, make_entry, make_placement
from tests.factories.people import make_person, make_sentence

HEADING = "número de documento;fecha;resultado;entrada;salida;observación"
FIRST, SECOND = "07/03/2026", "14/03/2026"


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    make_placement(officer=officer)
    person = make_person(officer=officer, document_number="40000001")
    return make_placement(officer=officer, sentence=make_sentence(officer=officer, person=person))


def sheet(*rows: str) -> BytesIO:
    return BytesIO("\n".join([HEADING, *rows]).encode())


def bring_in(officer: Account, *rows: str) -> AttendanceReport:
    read = read_sheet(sheet(*rows), "asistencia.csv", COLUMNS)
    return import_attendance(read, officer=officer, load=load_attendance, on=LATER)


def outcomes(report: AttendanceReport) -> list[RowOutcome]:
    return [row.outcome for row in report.rows]


def credited(placement: Placement, officer: Account) -> int:
    return balance_of(placement.sentence_id, officer=officer, on=LATER).credited_minutes


def test_rows_become_entries(officer: Account, placement: Placement):
    report = bring_in(officer, f"40000001;{FIRST};;08:00:00;13:00;", f"40000001;{SECOND};No vino;;;")

    assert outcomes(report) == [RowOutcome.NOTED, RowOutcome.NOTED]
    assert credited(placement, officer) == 300


def test_the_same_sheet_again_changes_nothing(officer: Account, placement: Placement):
    rows = f"40000001;{FIRST};Asistió;08:00;18:00;", f"40000001;{FIRST};Asistió;08:00;18:00;"

    assert outcomes(bring_in(officer, *rows)) == [RowOutcome.NOTED, RowOutcome.KNOWN]
    assert outcomes(bring_in(officer, *rows)) == [RowOutcome.KNOWN, RowOutcome.KNOWN]
    assert credited(placement, officer) == 600


def test_what_stands_is_not_corrected_by_a_sheet(officer: Account, placement: Placement):
    make_entry(placement, officer=officer)

    report = bring_in(officer, f"40000001;{FIRST};No vino;;;")

    assert outcomes(report) == [RowOutcome.REFUSED]
    assert "ya anotó esta asistencia" in report.refused[0].messages[0]


def test_a_bad_row_harms_no_other(officer: Account, placement: Placement):
    report = bring_in(
        officer,
        f"40000001;{FIRST};Asistió;08:00;;",
        "40000001;31/02/2026;Asistió;08:00;13:00;",
        f"99999999;{FIRST};Asistió;08:00;13:00;",
        "40000001;08/03/2026;Asistió;08:00;13:00;",
        f"40000001;{SECOND};Asistió;08:00;13:00;",
    )

    assert [row.number for row in report.refused] == [2, 3, 4, 5]
    assert report.refused[0].messages == (
        "salida: Falta la hora de salida. Complétela, o elija «Llegó, falta la salida».",
    )
    assert report.refused[2].messages[0].startswith("número de documento: Nadie con ese documento")
    assert credited(placement, officer) == 300


def test_another_office_s_people_are_unknown(officer: Account, placement: Placement):
    report = bring_in(make_officer(), f"40000001;{FIRST};Asistió;08:00;13:00;")

    assert outcomes(report) == [RowOutcome.REFUSED]


def test_a_rehearsal_leaves_the_ledger_as_it_is(officer: Account, placement: Placement):
    rows = read_sheet(sheet(f"40000001;{FIRST};;08:00;13:00;"), "asistencia.csv", COLUMNS)

    report = rehearse_attendance(rows, officer=officer, load=load_attendance, on=LATER)

    assert report.counts[RowOutcome.NOTED] == 1
    assert credited(placement, officer) == 0
