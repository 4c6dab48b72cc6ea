"""Attendance from sheets: each row for itself, the same sheet again without effect."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask

from registry.models import Placement
from registry.schemas.attendance.row import load_attendance
from registry.services.accounts.accounts import Account
from registry.services.attendance.imports import ATTENDANCE, COLUMNS
from registry.services.importing.rows import ImportReport, RowOutcome, bring_in, rehearse
from registry.services.importing.sheets import Row, read_sheet
from tests.factories.accounts import make_officer
from tests.factories.attendance import LATER, balance_of, make_entry, make_placement
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


def read(*rows: str) -> Iterator[Row]:
    return read_sheet(BytesIO("\n".join([HEADING, *rows]).encode()), COLUMNS, "asistencia.csv")


def note(officer: Account, *rows: str) -> ImportReport:
    return bring_in(ATTENDANCE, read(*rows), officer=officer, load=load_attendance, on=LATER)


def outcomes(report: ImportReport) -> list[RowOutcome]:
    return [row.outcome for row in report.rows]


def credited(placement: Placement, officer: Account) -> int:
    return balance_of(placement.sentence_id, on=LATER).credited_minutes


def test_rows_become_entries(officer: Account, placement: Placement):
    report = note(officer, f"40000001;{FIRST};;08:00:00;13:00;", f"40000001;{SECOND};No vino;;;")

    assert outcomes(report) == [RowOutcome.ADDED, RowOutcome.ADDED]
    assert credited(placement, officer) == 300


def test_the_same_sheet_again_changes_nothing(officer: Account, placement: Placement):
    rows = f"40000001;{FIRST};Asistió;08:00;18:00;", f"40000001;{FIRST};Asistió;08:00;18:00;"

    assert outcomes(note(officer, *rows)) == [RowOutcome.ADDED, RowOutcome.KNOWN]
    assert outcomes(note(officer, *rows)) == [RowOutcome.KNOWN, RowOutcome.KNOWN]
    assert credited(placement, officer) == 600


def test_what_stands_is_not_corrected_by_a_sheet(officer: Account, placement: Placement):
    make_entry(placement, officer=officer)

    report = note(officer, f"40000001;{FIRST};No vino;;;")

    assert outcomes(report) == [RowOutcome.REFUSED]
    assert "ya anotó esta asistencia" in report.refused[0].messages[0]


def test_a_bad_row_harms_no_other(officer: Account, placement: Placement):
    report = note(
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
    report = note(make_officer(), f"40000001;{FIRST};Asistió;08:00;13:00;")

    assert outcomes(report) == [RowOutcome.REFUSED]


def test_a_rehearsal_leaves_the_ledger_as_it_is(officer: Account, placement: Placement):
    rows = read(f"40000001;{FIRST};;08:00;13:00;")

    report = rehearse(ATTENDANCE, rows, officer=officer, load=load_attendance, on=LATER)

    assert report.counts[RowOutcome.ADDED] == 1
    assert credited(placement, officer) == 0
