import io
import re
from datetime import date
from typing import Any

from pypdf import PdfReader

from registry.letters.sheet import render_sheet

ON = date(2026, 9, 1)


def turn(name: str = "Quispe Mamani, Rosa", **changes: Any) -> dict[str, Any]:
    return {"name": name, "task": "Áreas verdes y jardinería", "hours": "8:00 a 18:00"} | changes


def sheet(**changes: Any) -> dict[str, Any]:
    """A month with two Saturdays and two people."""
    two = [turn(), turn("Apaza Huanca, Luis")]
    return {
        "is_demonstration": False,
        "operator": "Instituto Nacional Penitenciario",
        "office": "Establecimiento de Medio Libre de Juliaca",
        "unit": "Centro de Salud Santa Adriana",
        "institution": "Red de Salud San Román",
        "address": "Jr. Cabana 245, Juliaca",
        "supervisor": "Julia Apaza Huanca",
        "month": "2026-09",
        "code": "PLANILLA U7 2026-09",
        "url": "https://reinserta.ejemplo.pe/unidades/7/planillas/2026-09",
        "days": [{"day": "2026-09-05", "turns": two}, {"day": "2026-09-12", "turns": two}],
    } | changes


def pages_of(content: dict[str, Any]) -> list[str]:
    reader = PdfReader(io.BytesIO(render_sheet(content, printed_on=ON)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def test_the_sheet_names_unit_month_days_and_people():
    (text,) = pages_of(sheet())

    for words in (
        "Planilla de control: setiembre de 2026",
        "Centro de Salud Santa Adriana, Red de Salud San Román",
        "Sábado 5 de setiembre",
        "Quispe Mamani, Rosa 8:00 a 18:00 · Áreas verdes y jardinería",
        "Responsable de la unidad: nombre y firma",
        "PLANILLA U7 2026-09",
    ):
        assert words in text


def test_the_same_sheet_gives_the_same_bytes():
    assert render_sheet(sheet(), printed_on=ON) == render_sheet(sheet(), printed_on=ON)


def test_the_sheet_is_tagged_and_in_spanish():
    root: Any = PdfReader(io.BytesIO(render_sheet(sheet(), printed_on=ON))).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es-PE"


def test_a_month_without_anybody_says_so():
    assert "no hay nadie citado" in pages_of(sheet(days=[]))[0]


def test_the_people_of_a_day_stay_on_one_page():
    crowd = [turn(f"Persona {number:02}") for number in range(10)]
    days = [{"day": f"2026-09-{day:02}", "turns": crowd} for day in (5, 6, 12, 13, 19, 20, 26, 27)]

    pages = pages_of(sheet(days=days))

    assert all(page.count("Persona 00") == page.count("Persona 09") for page in pages)
    assert sum(page.count("Persona 00") for page in pages) == 8


def test_markup_in_a_name_is_printed_as_written():
    days = [{"day": "2026-09-05", "turns": [turn("#import *x*")]}]

    assert "#import *x*" in pages_of(sheet(days=days))[0]
