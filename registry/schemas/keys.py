"""Several records at once, months and moments, as they come in and go out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import fields, validate

from registry.reference.months import SHAPE, parse_month
from registry.schemas.basics import FIRST_YEAR, LAST_YEAR, Spanish, words
from registry.schemas.choices import distinct
from registry.schemas.fields import Key

LONGEST = 2_000
MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"


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


class Month(Spanish, fields.Field[date]):
    """A month, «2026-09», as its first day."""

    default_error_messages = words(invalid="Escriba el mes como 2026-09.")

    def __init__(self, **options: Any) -> None:
        told = {"type": "string", "pattern": MONTH, "example": "2026-09", **options.pop("metadata", {})}
        super().__init__(metadata=told, **options)

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{value:{SHAPE}}"

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        month = parse_month(value.strip()) if isinstance(value, str) else None
        if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise self.make_error("invalid")
        return month


class Figures(fields.Dict):
    """Named numbers; only shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(keys=fields.String(), values=fields.Float(allow_none=True), dump_only=True, **options)
