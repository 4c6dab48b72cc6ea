"""From a posted form to a schema's input, and its refusals back to the form's names."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, ValidationError
from marshmallow.fields import List
from werkzeug.datastructures import MultiDict

from registry.schemas.basics import DIGITS, LARGEST
from registry.schemas.choices import Rows

#: Sent by forms beside their fields; `seen` is the last event that the page told of.
BESIDE = {"csrf_token", "submit", "version", "seen"}
#: Key of refusals that concern no single field.
WHOLE_FORM = "_schema"
Errors = dict[str, list[str]]


def load_form(schema: Schema, form: MultiDict[str, str]) -> tuple[dict[str, Any], Errors]:
    """Load a posted form: what could be read, and by form name what could not.

    A blank box is a missing one. Lists take every value of their name. The fields of
    `Rows` are named `shifts-10-places`, and a row without any value is left out.
    """
    given = read_form(schema, form)
    try:
        loaded: dict[str, Any] = schema.load(given)
    except ValidationError as refusal:
        valid = refusal.valid_data if isinstance(refusal.valid_data, dict) else {}
        return valid, dict(_flat(refusal.messages_dict, schema, given))
    return loaded, {}


def read_form(schema: Schema, form: MultiDict[str, str]) -> dict[str, Any]:
    """Shape a form as the schema expects it, without judging it."""
    given: dict[str, Any] = {name: value for name, value in form.items() if value.strip() and name not in BESIDE}
    for name, field in _named(schema).items():
        if isinstance(field, Rows):
            given = {key: value for key, value in given.items() if not key.startswith(f"{name}-")}
            if rows := list(_rows(name, field, form)):
                given[name] = rows
        elif isinstance(field, List):
            given.pop(name, None)
            if values := [value for value in form.getlist(name) if value.strip()]:
                given[name] = values
    return given


def read_version(form: MultiDict[str, str]) -> int:
    """Version that the form was filled from; 0, which is always stale, when it is missing or damaged."""
    typed = form.get("version", "").strip()
    return min(int(typed), LARGEST) if DIGITS.fullmatch(typed) else 0


def _named(schema: Schema) -> dict[str, Any]:
    return {field.data_key or name: field for name, field in schema.load_fields.items()}


def _rows(name: str, field: Rows, form: MultiDict[str, str]) -> Iterator[dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for box, value in form.items():
        beginning, _, rest = box.partition("-")
        key, _, inner = rest.partition("-")
        if beginning == name and inner and value.strip():
            rows.setdefault(key, {})[inner] = value
    for key in sorted(rows, key=lambda key: (len(key), key)):
        yield {field.key: key, **rows[key]}


def _flat(messages: Mapping[Any, Any], schema: Schema, given: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    named = _named(schema)
    for name, refused in messages.items():
        field = named.get(name)
        if isinstance(refused, list):
            yield name, refused
        elif isinstance(field, Rows):
            yield from _row_errors(name, field.key, refused, given[name])
        else:
            yield name, sorted(set(_leaves(refused)))


def _row_errors(
    name: str, key: str, refused: Mapping[Any, Any], rows: list[dict[str, str]]
) -> Iterator[tuple[str, list[str]]]:
    for position, problems in refused.items():
        for inner, words in problems.items():
            yield f"{name}-{rows[position][key]}-{inner}", list(_leaves(words))


def _leaves(refused: Any) -> Iterator[str]:
    if isinstance(refused, Mapping):
        for inner in refused.values():
            yield from _leaves(inner)
    elif isinstance(refused, list):
        yield from refused
    else:
        yield str(refused)
