"""The signature under many letters."""

from typing import ClassVar

from registry.schemas.base import InputSchema
from registry.schemas.keys import Keys


class NotificationsInput(InputSchema):
    """The placements whose letters one signature issues."""

    example: ClassVar = {"placement_ids": [41, 42]}

    placement_ids = Keys(required=True)
