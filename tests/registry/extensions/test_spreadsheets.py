import csv
import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from registry.extensions.spreadsheets import write_sheet

FORMULAS = ["=1+1", "+51 951", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_stays_text_in_csv(formula: str) -> None:
    sheet = write_sheet("csv", ["Nombre"], [[formula]]).decode("utf-8-sig")

    (_, row) = csv.reader(io.StringIO(sheet, newline=""), delimiter=";")
    assert row[0] == f"'{formula}"


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_stays_text_in_a_workbook(formula: str) -> None:
    book = load_workbook(io.BytesIO(write_sheet("xlsx", ["Nombre"], [[formula]])))

    cell = book.worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_values_are_told_as_people_read_them() -> None:
    row = ["Ñahui", 7, 2.5, True, date(2026, 9, 7), datetime(2026, 9, 7, 19, 5, tzinfo=UTC), None, -3]

    lines = write_sheet("csv", list("abcdefgh"), [row]).decode("utf-8-sig").splitlines()

    assert lines[1] == "Ñahui;7;2.5;sí;07/09/2026;07/09/2026 14:05:00;;-3"
