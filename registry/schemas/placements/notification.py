"""The signature under many letters."""

from registry.schemas.base import InputSchema
from registry.schemas.keys import Keys


class NotificationsInput(InputSchema):
    """The placements whose letters one signature issues."""

    placement_ids = Keys(required=True)
