"""Several records at once, and moments, as they come in and go out."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validate

from registry.schemas.basics import Spanish, words
from registry.schemas.choices import distinct
from registry.schemas.fields import Key

LONGEST = 2_000


class Keys(Spanish, fields.List):  # type: ignore[type-arg]  # its members are always keys
    """The numbers of some records, each once and in the order given; at least one."""

    default_error_messages = words(
        required="Elija al menos una fila de la lista.",
        invalid="Envíe una lista de números.",
    )

    def __init__(self, **options: Any) -> None:
        limits = validate.Length(1, LONGEST, error=f"Elija de 1 a {LONGEST} filas.")
        super().__init__(Key(), validate=limits, post_load=distinct, **options)


class Moment(Spanish, fields.AwareDateTime):
    """An instant with its zone; only shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="iso", dump_only=True, **options)

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat(timespec="seconds")


class Figures(fields.Dict):
    """Named numbers; only shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(keys=fields.String(), values=fields.Float(allow_none=True), dump_only=True, **options)
