import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from registry.services.importing.sheets import BEYOND, LARGEST_UNPACKED, SheetRefused, read_sheet, write_template
from registry.services.people.columns import COLUMNS

HEADING = [column.header for column in COLUMNS if column.is_required]
NUÑEZ = ["DNI", "00000009", "Íñigo", "Núñez", "01/02/1990", "211101", "Primaria completa", "Comercio"]


def csv_of(*rows: list[str], delimiter: str = ";") -> str:
    return "\n".join(delimiter.join(row) for row in (HEADING, *rows))


def read_csv(content: str | bytes, name: str = "personas.csv") -> list[tuple[int, dict[str, str]]]:
    encoded = content if isinstance(content, bytes) else content.encode()
    return list(read_sheet(io.BytesIO(encoded), COLUMNS, name))


def read_xlsx(*rows: list[object]) -> list[tuple[int, dict[str, str]]]:
    book = Workbook()
    for row in (HEADING, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return list(read_sheet(content, COLUMNS, "personas.xlsx"))


def refusal_of(content: str | bytes, name: str = "personas.csv") -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read_csv(content, name)
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_as_offices_save_it(encoding, delimiter):
    rows = read_csv(csv_of(NUÑEZ, delimiter=delimiter).encode(encoding))

    assert rows[0][1]["first_surname"] == "Núñez"


def test_rows_carry_the_number_that_a_spreadsheet_shows():
    rows = read_csv(csv_of(NUÑEZ, [""] * len(HEADING), NUÑEZ))

    assert [number for number, _cells in rows] == [2, 4]


def test_headings_may_lack_accents_and_carry_underscores():
    content = csv_of(NUÑEZ).replace("número de documento", "NUMERO_DE_DOCUMENTO")

    assert read_csv(content)[0][1]["document_number"] == "00000009"


def test_empty_cells_are_left_out():
    assert "given_names" not in read_csv(csv_of(["DNI", "00000009", " ", "Núñez"]))[0][1]


def test_cells_beyond_the_heading_are_told():
    assert read_csv(csv_of([*NUÑEZ, "de más"]))[0][1][BEYOND] == "de más"


def test_what_looks_like_a_formula_stays_text():
    rows = read_xlsx(["DNI", "00000009", "=1+1", "Núñez", date(1990, 2, 1), 211101, "Primaria", "Comercio"])

    cells = rows[0][1]
    assert (cells["given_names"], cells["birth_date"], cells["ubigeo"]) == ("=1+1", "01/02/1990", "211101")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("personas.ods", "x", "sheet_kind"),
        ("personas.xlsx", "no es un libro", "sheet_unreadable"),
        ("personas.csv", "a\0b", "sheet_unreadable"),
        ("personas.csv", "", "sheet_empty"),
        ("personas.csv", ";;\n1;2;3", "sheet_empty"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(name, content, code):
    assert refusal_of(content, name).code == code


def test_a_small_file_that_unpacks_to_far_too_much_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", bytes(LARGEST_UNPACKED + 1))

    assert refusal_of(packed.getvalue(), "personas.xlsx").code == "sheet_too_large"


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_is_refused(part: str):
    damaged = io.BytesIO()
    book = io.BytesIO()
    Workbook().save(book)
    with zipfile.ZipFile(book) as sound, zipfile.ZipFile(damaged, "w") as parts:
        for name in sound.namelist():
            parts.writestr(name, b"<x/>" if name == part else sound.read(name))

    assert refusal_of(damaged.getvalue(), "personas.xlsx").code in {"sheet_unreadable", "sheet_empty"}


def test_missing_columns_are_named():
    refusal = refusal_of("tipo de documento;nombres\nDNI;Rosa")

    assert refusal.code == "sheet_columns_missing"
    assert "fecha de nacimiento" in refusal.facts["columns"]


def test_unknown_columns_are_named_rather_than_ignored():
    refusal = refusal_of(";".join([*HEADING, "signo zodiacal"]))

    assert (refusal.code, refusal.facts["columns"]) == ("sheet_columns_unknown", "signo zodiacal")


def test_repeated_columns_are_named():
    refusal = refusal_of(";".join([*HEADING, "nombres"]))

    assert (refusal.code, refusal.facts["columns"]) == ("sheet_columns_repeated", "nombres")


def test_the_template_is_a_sheet_without_people(tmp_path: Path):
    target = tmp_path / "plantilla.xlsx"

    write_template(target, COLUMNS, "Personas")

    assert list(read_sheet(target, COLUMNS)) == []
