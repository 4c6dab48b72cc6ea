"""Notifying many placements at once."""

from marshmallow import fields, validate

from registry.schemas.base import InputSchema
from registry.schemas.basics import Spanish
from registry.schemas.fields import Key

MOST_AT_ONCE = 500


class Keys(Spanish, fields.List):  # type: ignore[type-arg]  # its members are always numbers
    """Numbers of records, at least one and not too many at once."""

    def __init__(self) -> None:
        limits = validate.Length(1, MOST_AT_ONCE, error=f"Elija entre 1 y {MOST_AT_ONCE} filas.")
        super().__init__(Key(), required=True, validate=limits)


class NotificationsInput(InputSchema):
    """The placements whose letters go out."""

    placement_ids = Keys()
