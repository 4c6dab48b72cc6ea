"""Sets the blank control sheet of a unit's month for pen and paper; it carries no number: nobody issues it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict

import typst

from registry.letters.legibility import PDF_STANDARD, TYPEFACES, embedded_fonts, legible
from registry.letters.rendering import LIMA, letter_templates
from registry.letters.seal import qr_svg

TEMPLATE = "attendance_sheet.typ"


class SheetTurn(TypedDict):
    """Somebody expected on a day: name, task and hours, and nothing else of them (RCEP 259)."""

    name: str
    task: str
    hours: str


class SheetDay(TypedDict):
    """Whom the unit expects on a day."""

    day: str
    turns: list[SheetTurn]


class BlankSheet(TypedDict):
    """What is printed; the lines for signatures are the template's."""

    is_demonstration: bool
    operator: str
    office: str
    unit: str
    institution: str
    address: str
    supervisor: str | None
    month: str
    code: str
    """Names unit and month, so that a photo of the paper finds its place."""
    url: str
    days: list[SheetDay]


def render_sheet(
    content: BlankSheet | Mapping[str, object], *, printed_on: date, templates: Path | None = None
) -> bytes:
    """Set the sheet; texts reach the template as data, so none can act as markup."""
    folder = templates or letter_templates()
    return typst.compile(
        folder / TEMPLATE,
        root=folder,
        format="pdf",
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "content": json.dumps(legible(content), ensure_ascii=False),
            "typefaces": json.dumps(TYPEFACES),
            "qr": qr_svg(str(content["url"])),
        },
        pdf_standards=PDF_STANDARD,
        timestamp=datetime.combine(printed_on, datetime.min.time(), LIMA),
    )
