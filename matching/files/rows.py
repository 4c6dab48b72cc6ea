"""Rows of a round's input, dataclasses of plain values, as JSON and back without loss."""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from matching.errors import InstanceError
from matching.input.checks import require

Rows = TypeVar("Rows")


def rows_to_json(rows: Any, form: str) -> bytes:
    """Write *rows* as one document of the format *form*, the same bytes for the same input in any order."""
    document = {"format": form, **_written(rows)}
    return json.dumps(document, separators=(",", ":"), allow_nan=False, ensure_ascii=False).encode()


def rows_from_json(document: bytes | str, kind: type[Rows], form: str, place: str) -> Rows:
    """Read what `rows_to_json` wrote; *place* is how faults name the whole.

    Raises:
        InstanceError: The document is not one, has an unknown or missing field, or says something that cannot be.
    """
    try:
        content = json.loads(document)
    except ValueError as error:
        raise InstanceError(place, "not a JSON document") from error
    require(isinstance(content, dict) and content.pop("format", None) == form, "format", f"must be {form!r}")
    rows: Rows = _read(content, kind, place)
    return rows


def _written(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(content: Any, kind: Any, place: str) -> Any:
    """Read one value of the declared *kind*."""
    if is_dataclass(kind):
        return _read_row(content, kind, place)
    if get_origin(kind) in (tuple, frozenset):
        require(isinstance(content, list), place, "must be a list")
        item_kind = get_args(kind)[0]
        items = (_read(item, item_kind, f"{place}[{index}]") for index, item in enumerate(content))
        return get_origin(kind)(items)
    if get_origin(kind) in (Union, types.UnionType):
        return None if content is None else _read(content, get_args(kind)[0], place)
    return _read_date(content, place) if kind is date else _read_plain(content, kind, place)


def _read_row(content: Any, kind: Any, place: str) -> Any:
    require(isinstance(content, Mapping), place, "must be an object")
    kinds = get_type_hints(kind)
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    require(set(content) <= set(kinds), place, f"has unknown fields: {sorted(set(content) - set(kinds))}")
    require(needed <= set(content), place, f"lacks fields: {sorted(needed - set(content))}")
    return kind(**{name: _read(content[name], kinds[name], f"{place}.{name}") for name in content})


def _read_date(content: Any, place: str) -> date:
    require(isinstance(content, str), place, "must be a date")
    try:
        return date.fromisoformat(content)
    except ValueError as error:
        raise InstanceError(place, "must be a date") from error


def _read_plain(content: Any, kind: type, place: str) -> Any:
    """Read a text, a truth or a number; a whole number may stand for a fractional one, a truth for none."""
    fits = type(content) is kind or (kind is float and type(content) is int)
    require(fits, place, f"must be {kind.__name__}")
    return content
