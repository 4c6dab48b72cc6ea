"""A weekly pattern: which half days somebody serves, and from when to when."""

from typing import Any

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Clock, Whole

POSITIONS = {"shift": 0, "start": 1, "end": 2}


class AttendanceOutput(OutputSchema):
    """One half day of a pattern, kept as (shift, start minute, end minute); 0 is Monday morning."""

    shift = Whole(0, 13)
    start = Clock()
    end = Clock()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read by position."""
        return obj[POSITIONS[attr]]
