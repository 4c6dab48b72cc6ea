"""Rows of a sheet: cells by field become what a service takes, and refusals by field."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from registry.vocabulary.messages import message

Refusals = dict[str, list[str]]


def load_cells(schema: Schema, cells: Mapping[str, Any]) -> tuple[dict[str, Any], Refusals]:
    """Load the cells that a schema knows; of a row that breaks a rule of it nothing is given."""
    try:
        loaded: dict[str, Any] = schema.load({name: cells[name] for name in cells.keys() & schema.load_fields.keys()})
    except ValidationError as refusal:
        return {}, {name: _flat(texts) for name, texts in refusal.messages_dict.items()}
    return loaded, {}


def refuse_unknown(cells: Mapping[str, str], *schemas: Schema) -> Refusals:
    """Refuse the cells that none of the schemas knows: the row has more than there are columns."""
    known = {name for schema in schemas for name in schema.load_fields}
    return {name: [message("sheet_row_too_long")] for name in cells if name not in known}


def _flat(refused: Any) -> list[str]:
    if isinstance(refused, Mapping):
        return sorted({text for inner in refused.values() for text in _flat(inner)})
    return [str(text) for text in refused]
