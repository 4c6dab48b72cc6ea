"""What an officer notes of a session on the ledger's page, or corrects of it."""

from typing import ClassVar

from registry.schemas.attendance.tap import SessionInput
from registry.schemas.base import InputSchema
from registry.schemas.fields import Day, HalfDay, Text, YesNo


class NoteInput(SessionInput):
    """A note with the day and the half day that name its session."""

    day = Day(required=True)
    shift = HalfDay(required=True)
    is_out_of_hours = YesNo()


class OneTypingInput(InputSchema):
    """Why a paper sheet is typed only once."""

    example: ClassVar = {"reason": "Solo una persona de la oficina podía leer la planilla"}

    reason = Text(300, shortest=5, required=True)
