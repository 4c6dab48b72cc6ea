"""A weekly pattern as it is shown: which half days, from when to when."""

from typing import Any

from marshmallow import fields

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Clock, HalfDay, Part


class AttendanceOutput(OutputSchema):
    """One half day of a weekly pattern."""

    shift = HalfDay()
    start = Clock()
    end = Clock()


class Attendances(fields.List):  # type: ignore[type-arg]  # its members are always attendances
    """A weekly pattern, kept as triples of half day, first and last minute."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Part(AttendanceOutput), dump_only=True, **options)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[Any] | None:
        rows = [{"shift": shift, "start": start, "end": end} for shift, start, end in value or ()]
        return super()._serialize(rows, attr, obj, **kwargs)
