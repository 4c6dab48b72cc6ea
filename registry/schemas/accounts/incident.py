"""An incident of security, and a signed look at who may do what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import fields

from registry.extensions.clock import PERU, in_peru
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import FIRST_YEAR, LAST_YEAR, Spanish, words
from registry.schemas.fields import Text, Whole

SENT, TYPED = "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"


class LocalMoment(Spanish, fields.Field[datetime]):
    """An instant by Peru's clock, typed 07/09/2026 14:05 or sent 2026-09-07T14:05."""

    default_error_messages = words(invalid="Escriba la fecha y la hora, por ejemplo 07/09/2026 14:05.")

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{in_peru(value):{SENT}}"

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        typed = value.strip()[:16] if isinstance(value, str) else ""
        for form in (SENT, TYPED):
            try:
                instant = datetime.strptime(typed, form).replace(tzinfo=PERU)
            except ValueError:
                continue
            if FIRST_YEAR <= instant.year <= LAST_YEAR:
                return instant
        raise self.make_error("invalid")


class IncidentInput(InputSchema):
    """What is known of an incident so far."""

    title = Text(120, required=True)
    found_at = LocalMoment(required=True)
    story = Text(4_000, lines=True, required=True)
    concerned = Text(300, required=True)
    affected_count = Whole(0, 1_000_000, required=True)
    measures = Text(4_000, lines=True, required=True)
    authority_told_at = LocalMoment(load_default=None)
    affected_told_at = LocalMoment(load_default=None)


class IncidentOutput(OutputSchema):
    """The same, as its form shows it."""

    title = Text()
    found_at = LocalMoment()
    story = Text()
    concerned = Text()
    affected_count = Whole()
    measures = Text()
    authority_told_at = LocalMoment()
    affected_told_at = LocalMoment()


class ReviewInput(InputSchema):
    """What the reviewer found and ordered."""

    remark = Text(1_000, lines=True, load_default="")
