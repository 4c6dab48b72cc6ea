"""What a unit's phone sends of one session, and what its form does."""

import re
from datetime import datetime
from typing import Any

from marshmallow import fields, validate

from registry.schemas.base import InputSchema
from registry.schemas.basics import FIRST_YEAR, LAST_YEAR, Spanish, words
from registry.schemas.fields import Choice, Clock, Day, HalfDay, Key, Text
from registry.vocabulary.attendance import Outcome

#: Keys are made where the finger touches the screen; a UUID fits.
KEY = re.compile(r"^[0-9A-Za-z-]{16,64}$")
LONGEST_REMARK = 500


class TapKey(Text):
    """The key under which a note is taken once, made by whoever notes."""

    def __init__(self, **options: Any) -> None:
        shape = validate.Regexp(KEY, error="La clave de la anotación está dañada. Vuelva a anotar desde la página.")
        super().__init__(64, validate=shape, **options)


class Instant(Spanish, fields.AwareDateTime):
    """When something happened, with its zone."""

    default_error_messages = words(
        invalid="La hora del toque no se entiende. Vuelva a anotar desde la página.",
        invalid_awareness="La hora del toque no dice su zona. Vuelva a anotar desde la página.",
    )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if not isinstance(value, str):
            raise self.make_error("invalid", input=value, obj_type="datetime")
        instant = super()._deserialize(value, attr, data, **kwargs)
        if not FIRST_YEAR <= instant.year <= LAST_YEAR:
            raise self.make_error("invalid", input=value, obj_type="datetime")
        return instant


class SessionInput(InputSchema):
    """What is said of a session whose address names it."""

    outcome = Choice(Outcome, required=True)
    arrived = Clock(load_default=None)
    left = Clock(load_default=None)
    remark = Text(LONGEST_REMARK, load_default="", lines=True)
    replaces_id = Key(load_default=None)
    key = TapKey(load_default=None)


class TapInput(SessionInput):
    """One note of a phone; a correction names what it replaces by its number, or by the key it was sent under."""

    key = TapKey(required=True)
    placement = Key(required=True, attribute="placement_id")
    day = Day(required=True)
    shift = HalfDay(required=True)
    replaces_key = TapKey(load_default=None)
    tapped_at = Instant(load_default=None)


class ButtonInput(InputSchema):
    """One button of the phone's page without scripts: the hour is the server's."""

    key = TapKey(required=True)
    placement = Key(required=True, attribute="placement_id")
    day = Day(required=True)
    shift = HalfDay(required=True)
    outcome = Choice(Outcome, required=True)
    arrived = Clock(load_default=None)
    replaces_id = Key(load_default=None)
