"""One row of a sheet of attendance: its cells by field, as an officer or another system wrote them."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import validate

from registry.schemas.attendance.tap import LONGEST_REMARK
from registry.schemas.base import InputSchema
from registry.schemas.fields import CaseNumber, Choice, Clock, Day, DocumentNumber, Text
from registry.schemas.sheets import Refusals, load_cells, refuse_unknown
from registry.vocabulary.attendance import Outcome

#: A spreadsheet writes hours with seconds.
SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}")
HALVES = ("mañana", "tarde")


class AttendanceRowInput(InputSchema):
    """Who, when and what; without a result, whoever has hours came."""

    document_number = DocumentNumber(required=True)
    case_number = CaseNumber(load_default="")
    day = Day(required=True)
    half = Text(10, load_default="", validate=validate.OneOf(HALVES, error="Escriba «mañana» o «tarde»."))
    outcome = Choice(Outcome, load_default=Outcome.ATTENDED)
    arrived = Clock(load_default=None)
    left = Clock(load_default=None)
    remark = Text(LONGEST_REMARK, load_default="")


def load_attendance(cells: Mapping[str, str]) -> tuple[dict[str, Any], Refusals]:
    """Load a row's cells by field: what a note needs, and refusals by field."""
    loaded, refused = load_cells(_ROW, {name: _tidy(name, cell) for name, cell in cells.items()})
    return loaded, refused | refuse_unknown(cells, _ROW)


def _tidy(name: str, cell: str) -> str:
    found = SECONDS.fullmatch(cell) if name in ("arrived", "left") else None
    return found[1] if found else cell.lower() if name == "half" else cell


_ROW = AttendanceRowInput()
