"""`reinserta import institutions`."""

import csv
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from openpyxl import Workbook

from registry.services.importing.columns import headers
from registry.services.institutions.imports import COLUMNS
from registry.services.institutions.institutions import list_institutions
from tests.factories.accounts import make_chief, make_office
from tests.factories.institutions import ruc


@pytest.fixture
def chief(app: Flask):
    return make_chief(username="rmedina", office_id=make_office(code="EML-JULIACA").id)


def cells(number: int, **given: str) -> dict[str, str]:
    return {"ruc": ruc(number), "name": f"Municipalidad {number}", "nature": "Pública", "ubigeo": "211101", **given}


def write_csv(folder: Path, *rows: dict[str, str]) -> Path:
    target = folder / "instituciones.csv"
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow([headers([field], COLUMNS) for field in rows[0]])
        writer.writerows(row.values() for row in rows)
    return target


def write_xlsx(folder: Path, *rows: dict[str, str]) -> Path:
    book, target = Workbook(), folder / "instituciones.xlsx"
    for line in ([headers([field], COLUMNS) for field in rows[0]], *(list(row.values()) for row in rows)):
        book.active.append(line)
    book.save(target)
    return target


def run(app: Flask, file: Path, *options: str) -> Result:
    command = ["import", "institutions", str(file), "--office", "EML-JULIACA", "--officer", "rmedina", *options]
    return app.test_cli_runner().invoke(args=command)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_clean_sheet_ends_with_zero_and_its_institutions(app: Flask, chief, tmp_path: Path, write):
    result = run(app, write(tmp_path, cells(1), cells(2)))

    assert result.exit_code == 0, result.output
    assert {one.name for one in list_institutions(officer=chief).items} == {"Municipalidad 1", "Municipalidad 2"}


def test_each_row_has_its_result_and_a_refused_one_ends_with_one(app: Flask, chief, tmp_path: Path):
    report = tmp_path / "informe.csv"

    result = run(app, write_csv(tmp_path, cells(1), cells(2, ruc="20123456789")), "--report", str(report))

    lines = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert result.exit_code == 1
    assert "Fila 3" in result.output
    assert [line[0] for line in lines] == ["fila", "2", "3"]
    assert lines[2][1] == "Rechazada"


def test_a_rehearsal_registers_nobody(app: Flask, chief, tmp_path: Path):
    run(app, write_csv(tmp_path, cells(1)), "--dry-run")

    assert list_institutions(officer=chief).total == 0
