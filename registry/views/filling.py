"""Forms and records: a form filled from what is kept, read into details, and told what a service refuses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from registry.errors import InvalidFields, WrongState
from registry.schemas.basics import Spanish
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.views.lookups import IN_WORDS, Found, Lookup, look_up, tell_lookups
from registry.vocabulary.messages import message
from registry.web.refusals import field_messages

Form = MultiDict[str, str]
Errors = dict[str, list[str]]
Saved = TypeVar("Saved")

MISSING = Spanish.default_error_messages["required"]
#: Hidden box of edited forms: what they were filled with.
BEFORE = "before"


@dataclass(frozen=True)
class Read:
    """A posted form as read: details or errors, what its lookups found, and its values by field."""

    details: Any
    errors: Errors
    found: Mapping[str, Found]
    values: Form


def fill(shown: Mapping[str, Any], names: Sequence[str]) -> Form:
    """The form that would send what a schema shows of a record.

    Rows become `shifts-10-places`; their key is their field `shift`, else their position from 1.
    """
    form: Form = MultiDict()
    for name in names:
        value = shown.get(name)
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            _fill_rows(form, name, value)
        else:
            put(form, name, _texts(value))
    return form


def put(form: Form, name: str, values: Sequence[str]) -> None:
    """Let a field hold these values; a field without any is not part of the form."""
    form.poplist(name)
    if values:
        form.setlist(name, values)


def read_input(form: Form, schema: Schema, details: Callable[..., Any], *lookups: Lookup) -> Read:
    """Read a posted form into the details of a service."""
    values, found = look_up(form, *lookups)
    values.poplist(BEFORE)
    loaded, errors = load_form(schema, values)
    if errors or any(part.refusal for part in found.values()):
        return Read(None, tell_lookups(errors, found), found, values)
    return Read(details(**loaded), {}, found, values)


def saved(save: Callable[[], Saved]) -> tuple[Saved | None, Errors]:
    """Run a service; what it refuses about the input becomes the form's errors."""
    try:
        return save(), {}
    except InvalidFields as refusal:
        return None, field_messages(refusal)
    except WrongState as refusal:
        return None, {WHOLE_FORM: [message(refusal.code, refusal.facts)]}


def name_missing(errors: Errors, labels: Mapping[str, str]) -> Errors:
    """The errors in the order of the labels, each missing field called by its own: the summary is read by itself."""
    order = {name: position for position, name in enumerate(labels)}
    told = sorted(errors, key=lambda name: order.get(name.removesuffix(IN_WORDS), len(order)))
    return {name: [_named(text, labels.get(name.removesuffix(IN_WORDS))) for text in errors[name]] for name in told}


def ticked_shifts(form: Form, name: str) -> dict[int, bool]:
    """Half days ticked in a form, as the grid shows them."""
    return {int(value): True for value in form.getlist(name) if value.isascii() and value.isdigit()}


def _fill_rows(form: Form, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for position, row in enumerate(rows, start=1):
        key = row.get("shift", position)
        for field, value in row.items():
            put(form, f"{name}-{key}-{field}", _texts(value))


def _named(text: str, label: str | None) -> str:
    return f"Falta «{label}». Complételo." if label and text == MISSING else text


def _texts(value: Any) -> list[str]:
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["true"]
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]
