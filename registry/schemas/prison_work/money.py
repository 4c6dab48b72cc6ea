"""Amounts of money: written in soles, kept in céntimos."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from registry.schemas.basics import LARGEST, Spanish, words

WRITTEN = re.compile(r"([0-9]{1,8})(?:[.,]([0-9]{1,2}))?")
CENTIMOS = 100


class Soles(Spanish, fields.Field[int]):
    """An amount, written «1250.50», kept as céntimos; exact, since no float is ever made of it."""

    default_error_messages = words(
        invalid="Escriba el monto en soles, por ejemplo 1250.50.",
    )

    def __init__(self, least: int = 0, most: int = LARGEST, **options: Any) -> None:
        told = {"type": "string", "pattern": r"^[0-9]{1,8}([.,][0-9]{1,2})?$", "example": "1250.50"}
        limits = validate.Range(least, most, error=f"Escriba un monto desde {_written(least)} soles.")
        super().__init__(metadata={**told, **options.pop("metadata", {})}, validate=limits, **options)

    def _serialize(self, value: int | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else _written(value)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        typed = str(value).strip().replace(" ", "") if isinstance(value, str | int) else ""
        found = WRITTEN.fullmatch(typed)
        if found is None:
            raise self.make_error("invalid")
        return int(found[1]) * CENTIMOS + int((found[2] or "").ljust(2, "0"))


def _written(centimos: int) -> str:
    return f"{centimos // CENTIMOS}.{centimos % CENTIMOS:02d}"
