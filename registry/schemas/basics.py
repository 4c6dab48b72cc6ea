"""Fields of general kind: text, numbers, days and hours.

Each says in Spanish what is wrong and what to do. Input is cleaned before it is judged.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from registry.reference.hours import full_clock, minute_at

LARGEST = 2_147_483_647
DIGITS = re.compile(r"-?[0-9]{1,12}")
DECIMAL = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,12})?")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
YEAR_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BREAKS = re.compile(r"\r\n?")
#: Control characters and lone surrogates: a database refuses the first, UTF-8 the second.
UNPRINTABLE = {"Cc", "Cs"}
#: Marks that turn or join letters and show nothing: pasted without being seen, they hide a name from the search.
INVISIBLE = "Cf"
#: Years between which every fact that people enter lies.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def words(**messages: str) -> dict[str, Any]:
    """A field's refusals by marshmallow's keys."""
    return messages


class Spanish:
    """Mixin: refusals that any field may give."""

    default_error_messages = words(
        required="Falta este dato. Complételo.",
        null="Falta este dato. Complételo.",
        validator_failed="Este dato no es válido. Corríjalo.",
    )


class Text(Spanish, fields.String):
    """A line of text, trimmed; several lines where *lines* says so. Blank counts as missing."""

    default_error_messages = words(
        invalid="Escriba este dato como texto.",
        invalid_utf8="El texto tiene caracteres dañados. Escríbalo otra vez.",
        unprintable="El texto tiene caracteres que no se pueden guardar. Escríbalo otra vez, sin copiarlo.",
    )

    def __init__(self, longest: int = 120, *, shortest: int = 0, lines: bool = False, **options: Any) -> None:
        self.lines = lines
        options["validate"] = [_length(shortest, longest), *_listed(options.get("validate"))]
        super().__init__(**options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = self._clean(super()._deserialize(value, attr, data, **kwargs))
        if not text and self.required:
            raise self.make_error("required")
        return text

    def _clean(self, typed: str) -> str:
        visible = "".join(letter for letter in typed if unicodedata.category(letter) != INVISIBLE)
        text = unicodedata.normalize("NFC", BREAKS.sub("\n", visible)).strip()
        rows = text.split("\n") if self.lines else [" ".join(text.split())]
        if any(unicodedata.category(letter) in UNPRINTABLE for row in rows for letter in row.replace("\t", " ")):
            raise self.make_error("unprintable")
        return "\n".join(row.replace("\t", " ").rstrip() for row in rows)


class Secret(Spanish, fields.String):
    """A password or token: kept as typed, never shown."""

    default_error_messages = words(invalid="Escriba este dato como texto.")

    def __init__(self, longest: int = 200, **options: Any) -> None:
        super().__init__(load_only=True, validate=_length(1, longest), **options)


class Whole(Spanish, fields.Integer):
    """A whole number between two limits; «5.7» is refused, never cut."""

    default_error_messages = words(
        invalid="Escriba un número entero, solo con dígitos.",
        too_large="El número es demasiado grande. Revíselo.",
    )

    def __init__(self, least: int = 0, most: int = LARGEST, **options: Any) -> None:
        super().__init__(validate=_range(least, most), **options)

    def _validated(self, value: Any) -> int:
        if isinstance(value, str) and DIGITS.fullmatch(value.strip()):
            return int(value)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if not isinstance(value, int):
            raise self.make_error("invalid")
        return super()._validated(value)


class Key(Whole):
    """The number of a record."""

    def __init__(self, **options: Any) -> None:
        super().__init__(1, **options)


class HalfDay(Whole):
    """One of the week's fourteen half days."""

    def __init__(self, **options: Any) -> None:
        told = {"description": "Medio día de la semana: de 0, lunes por la mañana, a 13, domingo por la tarde"}
        super().__init__(0, 13, metadata=told, **options)


class Decimal(Spanish, fields.Float):
    """A number with decimals, after a point or a comma."""

    default_error_messages = words(
        invalid="Escriba un número, por ejemplo 8.4.",
        too_large="El número es demasiado grande. Revíselo.",
        special="Escriba un número, por ejemplo 8.4.",
    )

    def _validated(self, value: Any) -> float:
        if isinstance(value, str):
            if not DECIMAL.fullmatch(value.strip()):
                raise self.make_error("invalid")
            value = value.strip().replace(",", ".")
        return super()._validated(value)


class YesNo(Spanish, fields.Boolean):
    """Yes or no; an unticked box of a form sends nothing, which is no."""

    default_error_messages = words(invalid="Responda sí o no.")

    def __init__(self, **options: Any) -> None:
        if not options.get("required") and not options.get("dump_only"):
            options.setdefault("load_default", False)
        super().__init__(**options)
        self.truthy = fields.Boolean.truthy | {"si", "sí", "Sí", "SÍ", "SI"}


class Day(Spanish, fields.Date):
    """A day, typed 07/09/2026 or sent 2026-09-07."""

    default_error_messages = words(
        invalid="Escriba la fecha como día/mes/año, por ejemplo 07/09/2026.",
        year="Revise el año: está entre {first} y {last}.",
    )

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            day = _day(value.strip() if isinstance(value, str) else "")
        except ValueError:
            raise self.make_error("invalid") from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.make_error("year", first=FIRST_YEAR, last=LAST_YEAR)
        return day


class Clock(Spanish, fields.Field[int]):
    """An hour of the day, «08:00», kept as minutes from midnight."""

    default_error_messages = words(
        invalid="Escriba la hora como 08:00, en 24 horas.",
    )

    def __init__(self, **options: Any) -> None:
        metadata = {"type": "string", "pattern": r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$", "example": "08:00"}
        super().__init__(metadata=metadata, **options)

    def _serialize(self, value: int | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else full_clock(value)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        found = CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise self.make_error("invalid")
        return minute_at(found[1], found[2])


def _length(shortest: int, longest: int) -> validate.Length:
    if shortest > 1:
        return validate.Length(shortest, longest, error=f"Escriba entre {shortest} y {longest} caracteres.")
    return validate.Length(max=longest, error=f"El texto es muy largo. Escriba como máximo {longest} caracteres.")


def _range(least: int, most: int) -> validate.Range:
    words = f"Escriba un número entre {least} y {most}." if most < LARGEST else f"Escriba un número desde {least}."
    return validate.Range(least, most, error=words)


def _listed(validators: Any) -> list[Any]:
    if validators is None:
        return []
    return [validators] if callable(validators) else list(validators)


def _day(typed: str) -> date:
    if found := DAY_FIRST.fullmatch(typed):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if YEAR_FIRST.fullmatch(typed):
        return date.fromisoformat(typed)
    raise ValueError(typed)


def refuse(text: str, *field_names: str) -> ValidationError:
    """A refusal for `@validates_schema`, told beside each of the fields."""
    return ValidationError({name: [text] for name in field_names})
