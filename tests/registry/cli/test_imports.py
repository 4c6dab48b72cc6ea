import csv
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from registry.models import Office
from registry.services.attendance.imports import COLUMNS
from registry.services.importing.columns import headers
from registry.services.importing.sheets import read_sheet
from registry.services.people.columns import COLUMNS as PEOPLE_COLUMNS
from registry.services.people.directory import list_people
from tests.factories.accounts import make_office, make_officer
from tests.factories.attendance import make_placement
from tests.factories.people import make_person, make_sentence, sheet_cells


@pytest.fixture
def office(app: Flask) -> Office:
    office = make_office(code="EML-JULIACA")
    make_officer(username="rmedina", office_id=office.id)
    return office


def write_sheet(folder: Path, *rows: dict[str, str]) -> Path:
    target = folder / "personas.csv"
    fields = list(dict.fromkeys(field for row in rows for field in row))
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow([headers([field], PEOPLE_COLUMNS) for field in fields])
        writer.writerows([[row.get(field, "") for field in fields] for row in rows])
    return target


def run(app: Flask, file: Path, *options: str, office: str = "EML-JULIACA", officer: str = "rmedina") -> Result:
    command = ["import", "people", str(file), "--office", office, "--officer", officer, *options]
    return app.test_cli_runner().invoke(args=command)


def test_a_clean_sheet_ends_with_zero_and_the_totals(app, office, tmp_path):
    result = run(app, write_sheet(tmp_path, sheet_cells(), sheet_cells()))

    assert result.exit_code == 0
    assert "Persona registrada: 2" in result.output
    assert "Rechazada: 0" in result.output


def test_a_refused_row_is_told_and_ends_with_one(app, office, tmp_path):
    result = run(app, write_sheet(tmp_path, sheet_cells(), sheet_cells(jornadas="500")))

    assert result.exit_code == 1
    assert "Fila 3: jornadas: Escriba un número entre 1 y 260." in result.output


def test_a_rehearsal_leaves_the_registry_as_it_is(app, office, tmp_path):
    result = run(app, write_sheet(tmp_path, sheet_cells()), "--dry-run")

    assert "Persona registrada: 1" in result.output
    assert list_people(officer=make_officer(office_id=office.id)).total == 0


def test_the_report_has_a_line_for_each_row(app, office, tmp_path):
    report = tmp_path / "informe.csv"

    run(app, write_sheet(tmp_path, sheet_cells(), sheet_cells(offence="robo")), "--report", str(report))

    lines = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [line[:2] for line in lines] == [["fila", "resultado"], ["2", "Persona registrada"], ["3", "Rechazada"]]


@pytest.mark.parametrize("wrong", [{"office": "EML-NADA"}, {"officer": "nadie"}])
def test_an_unknown_office_or_officer_ends_with_two_and_one_line(app, office, tmp_path, wrong):
    result = run(app, write_sheet(tmp_path, sheet_cells()), **wrong)

    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1


def test_an_officer_of_another_office_does_not_answer_for_this_one(app, office, tmp_path):
    make_officer(username="ajeno")

    assert run(app, write_sheet(tmp_path, sheet_cells()), officer="ajeno").exit_code == 2


def test_a_wrong_heading_ends_with_two_and_one_line(app, office, tmp_path):
    sheet = tmp_path / "personas.csv"
    sheet.write_text("nombre completo;edad\nRosa;34\n", encoding="utf-8")

    result = run(app, sheet)

    assert result.exit_code == 2
    assert result.output.startswith("personas.csv tiene columnas que no conocemos: nombre completo, edad.")


def test_rows_of_known_people_are_counted_apart(app, office, tmp_path):
    known = make_person(officer=make_officer(office_id=office.id))

    result = run(app, write_sheet(tmp_path, sheet_cells(document_number=known.document_number)))

    assert "Expediente completado: 1" in result.output


def test_the_template_can_be_imported_empty(app, office, tmp_path):
    target = tmp_path / "plantilla.xlsx"
    app.test_cli_runner().invoke(args=["import", "template", "people", "-o", str(target)])

    result = run(app, target)

    assert (result.exit_code, "Persona registrada: 0" in result.output) == (0, True)


def test_attendance_is_noted_from_a_sheet(app, office, tmp_path):
    officer = make_officer(office_id=office.id)
    person = make_person(officer=officer, document_number="40000001")
    make_placement(officer=officer, sentence=make_sentence(officer=officer, person=person))
    sheet, report = tmp_path / "asistencia.csv", tmp_path / "informe.csv"
    sheet.write_text("número de documento;fecha;entrada;salida\n40000001;07/03/2026;8:00;13:00\n40000001;x;;\n")
    command = ["import", "attendance", str(sheet), "--office", "EML-JULIACA", "--officer", "rmedina"]

    result = app.test_cli_runner().invoke(args=[*command, "--report", str(report)])

    assert result.exit_code == 1
    assert "Asistencia anotada: 1" in result.output
    assert "Fila 3: fecha: Escriba la fecha" in result.output
    assert report.read_text(encoding="utf-8-sig").splitlines()[0] == "fila;resultado;anotación;mensajes"


def test_the_template_of_attendance_is_read_back(app, tmp_path):
    target = tmp_path / "plantilla.xlsx"

    app.test_cli_runner().invoke(args=["import", "template", "attendance", "-o", str(target)])

    assert list(read_sheet(target, COLUMNS)) == []
