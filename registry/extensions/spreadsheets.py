"""Tables as files that a spreadsheet opens, in which no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter

from registry.extensions.clock import in_peru

#: Spreadsheets compute a cell that begins so, whoever wrote it; an apostrophe keeps it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Most characters that a cell holds.
LONGEST_CELL = 32_767
CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTH = 24

Cell = str | int | float | bool | date | datetime | None


def write_sheet(form: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table as `csv` or `xlsx`."""
    return _write_csv(headings, rows) if form == CSV else _write_xlsx(headings, rows)


def harmless(text: str) -> str:
    """Keep a text from being computed wherever it is opened."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def _write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write what the Spanish spreadsheets open at a double click: marked as UTF-8, between semicolons."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(headings)
    writer.writerows([_said(cell) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "in_memory": True, "default_date_format": "dd/mm/yyyy"}
    )
    sheet = book.add_worksheet()
    sheet.set_column(0, len(headings) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        for position, cell in enumerate(row):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                sheet.write_number(number, position, cell)
            elif said := _said(cell):
                sheet.write_string(number, position, said[:LONGEST_CELL])
    book.close()
    return target.getvalue()


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "sí" if cell else "no"
    if isinstance(cell, datetime):
        return f"{in_peru(cell):%d/%m/%Y %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return harmless(cell) if isinstance(cell, str) else str(cell)
