"""Sheets: reading CSV and XLSX row by row, and writing their templates."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from openpyxl import load_workbook

from registry.errors import DomainError
from registry.services.importing.columns import Column, find_column

#: A row's number as a spreadsheet shows it, and its cells by field.
Row = tuple[int, dict[str, str]]
DELIMITERS = ";,\t"
#: Bytes of a file, and of what an XLSX holds once unpacked: some hundred thousand people.
LARGEST_FILE, LARGEST_UNPACKED = 100_000_000, 200_000_000
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: What an extra cell is filed under, where the schema refuses it.
BEYOND = "beyond"


class SheetRefused(DomainError):
    """The file as a whole cannot be read as a sheet of such rows."""

    code = "sheet_unreadable"


def read_sheet(source: Path | BinaryIO, columns: Sequence[Column], filename: str = "") -> Iterator[Row]:
    """Read the rows below the heading; blank rows are passed over and still counted.

    Cells are text whatever they look like: a formula is not computed, and a date or a
    number becomes what a person would type. CSV may be UTF-8, UTF-16 or Windows-1252.

    Raises:
        SheetRefused: Not a sheet, or not with these columns.
    """
    name = filename or (source.name if isinstance(source, Path) else "")
    content = _content(source, name)
    records = _records(content, name)
    found = _columns(next(records, (1, []))[1], name, columns)
    yield from _rows(records, found)


def write_template(target: Path, columns: Sequence[Column], title: str) -> None:
    """Write an XLSX with the headings, and a second sheet that explains each column by an example."""
    with xlsxwriter.Workbook(str(target)) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet, guide = book.add_worksheet(title), book.add_worksheet("Guía")
        sheet.set_column(0, len(columns) - 1, 24, text)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [column.header for column in columns], bold)
        guide.write_row(0, 0, ["columna", "obligatoria", "ejemplo", "qué se acepta"], bold)
        for number, column in enumerate(columns, start=1):
            is_required = "sí" if column.is_required else "no"
            guide.write_row(number, 0, [column.header, is_required, column.example, column.guide])


def _content(source: Path | BinaryIO, name: str) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        else:
            content = source.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SheetRefused(filename=name) from error
    if len(content) > LARGEST_FILE:
        raise SheetRefused("sheet_too_large", filename=name)
    return content


def _records(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    ending = Path(name).suffix.lower()
    if ending == ".xlsx":
        return _xlsx_records(content, name)
    if ending in {".csv", ".txt"}:
        return _csv_records(content, name)
    raise SheetRefused("sheet_kind", filename=name)


def _csv_records(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decode(content)
    if "\0" in text:
        raise SheetRefused(filename=name)
    heading = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=heading.count)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1)
    except csv.Error as error:
        raise SheetRefused(filename=name) from error


def _decode(content: bytes) -> str:
    if content.startswith(UTF16_MARKS):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx_records(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Read a workbook; a damaged one breaks its reader in more ways than can be listed."""
    try:
        _refuse_bomb(content, name)
        book = load_workbook(io.BytesIO(content), read_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield number, [_typed(cell) for cell in cells]
    except SheetRefused:
        raise
    except Exception as error:
        raise SheetRefused(filename=name) from error


def _refuse_bomb(content: bytes, name: str) -> None:
    """Refuse a small file that unpacks to more than any office has to tell; parts unpack to what they declare."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise SheetRefused("sheet_too_large", filename=name)


def _typed(cell: Any) -> str:
    """Say a cell's value as a person would type it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "sí" if cell else "no"
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _columns(heading: list[str], name: str, known: Sequence[Column]) -> list[Column | None]:
    """The column of each position; None below an empty heading."""
    if not any(cell.strip() for cell in heading):
        raise SheetRefused("sheet_empty", filename=name)
    columns = [find_column(cell, known) if cell.strip() else None for cell in heading]
    times = Counter(column.header for column in columns if column)
    unknown = [cell.strip()[:40] for cell, column in zip(heading, columns, strict=True) if cell.strip() and not column]
    _refuse_columns("sheet_columns_unknown", unknown, name)
    _refuse_columns("sheet_columns_repeated", [header for header, count in times.items() if count > 1], name)
    missing = [column.header for column in known if column.is_required and column.header not in times]
    _refuse_columns("sheet_columns_missing", missing, name)
    return columns


def _refuse_columns(code: str, headers: list[str], name: str) -> None:
    if headers:
        raise SheetRefused(code, filename=name, columns=", ".join(headers))


def _rows(records: Iterable[tuple[int, list[str]]], columns: list[Column | None]) -> Iterator[Row]:
    for number, record in records:
        cells = [cell.strip() for cell in record]
        named = {column.field: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
        beyond = [cell for position, cell in enumerate(cells) if cell and not _column_at(columns, position)]
        if beyond:
            named[BEYOND] = beyond[0]
        if named:
            yield number, named


def _column_at(columns: list[Column | None], position: int) -> Column | None:
    return columns[position] if position < len(columns) else None
