"""One row of a sheet of attendance: its cells by field, as an officer or another system wrote them."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validate

from registry.schemas.attendance.tap import LONGEST_REMARK
from registry.schemas.base import InputSchema
from registry.schemas.fields import CaseNumber, Choice, Clock, Day, DocumentNumber, Text
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.messages import message

Refusals = dict[str, list[str]]
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
    known = {name: _tidy(name, cell) for name, cell in cells.items() if name in _ROW.load_fields}
    refused: Refusals = {name: [message("sheet_row_too_long")] for name in cells.keys() - known.keys()}
    try:
        loaded: dict[str, Any] = _ROW.load(known)
    except ValidationError as refusal:
        return {}, {**refusal.messages_dict, **refused}
    return loaded, refused


def _tidy(name: str, cell: str) -> str:
    found = SECONDS.fullmatch(cell) if name in ("arrived", "left") else None
    return found[1] if found else cell.lower() if name == "half" else cell


_ROW = AttendanceRowInput()
