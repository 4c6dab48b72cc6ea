"""Two officers edited the same record: what each says, field by field, and the choice between them.

The form carries what it was filled with, so that «Antes» can be told; nothing is kept on the server.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from registry.schemas.fields import Day
from registry.services.history import last_change
from registry.views.filling import BEFORE, Errors, Form, put
from registry.views.formats.dates import date_table
from registry.views.formats.shifts import shift_label
from registry.views.places import label_of
from registry.vocabulary.term import Term

#: Hidden box of a conflict's page: what its officer had typed.
YOURS = "yours"
NOTHING = "sin dato"
Values = Sequence[str]


@dataclass(frozen=True)
class Field:
    """A field of a form, and how a conflict tells its values."""

    name: str
    label: str
    tell: Callable[[Values], str]


@dataclass(frozen=True)
class Edited:
    """The record that is being edited, and where the choice is sent."""

    subject: str
    subject_id: int
    title: str
    action: str
    back: str
    version: int


def plain(values: Values) -> str:
    """Tell what was typed."""
    return ", ".join(values)


def term(vocabulary: type[Term]) -> Callable[[Values], str]:
    """Tell terms of a closed list by their labels."""
    labels = {entry.value: entry.label for entry in vocabulary}
    return lambda values: ", ".join(labels.get(value, value) for value in values)


def day(values: Values) -> str:
    """Tell dates as tables do."""
    return ", ".join(date_table(Day().deserialize(value)) for value in values)


def yes_no(values: Values) -> str:
    """Tell a box."""
    return "Sí" if values else "No"


def half_days(values: Values) -> str:
    """Tell half days."""
    return ", ".join(shift_label(int(value)) for value in values)


def district(values: Values) -> str:
    """Tell a district by its name."""
    return ", ".join(label_of(value) or value for value in values)


def snapshot(form: Form, fields: Sequence[Field]) -> str:
    """What the fields of a form hold, as a hidden box carries it."""
    return json.dumps({field.name: values for field in fields if (values := _values(form, field))}, ensure_ascii=False)


def settle(form: Form, fields: Sequence[Field], kept: Form) -> tuple[Form, Errors]:
    """The form that was chosen on a conflict's page, with the choices that are missing; any other form as it is.

    What the officer had not touched stays as somebody else saved it.
    """
    if YOURS not in form:
        return form, {}
    sides = {"yours": _load(form.get(YOURS)), "before": _load(form.get(BEFORE)), "saved": kept}
    chosen: Form = MultiDict(kept)
    missing: Errors = {}
    for field in _disputed(fields, sides["before"], kept, sides["yours"]):
        side = form.get(field.name, "")
        if side in sides:
            put(chosen, field.name, _values(sides[side], field))
        else:
            missing[f"{field.name}-before"] = [f"{field.label}: elija cuál de los valores queda."]
    chosen["version"] = form.get("version", "")
    chosen[BEFORE] = snapshot(kept, fields)
    return chosen, missing


def show(edited: Edited, fields: Sequence[Field], form: Form, kept: Form, errors: Errors | None = None) -> str:
    """The page that asks which value stays in each field that differs."""
    yours = _load(form.get(YOURS)) if YOURS in form else form
    before = _load(form.get(BEFORE))
    change = last_change(edited.subject, edited.subject_id)
    rows = [_row(field, before, kept, yours) for field in _disputed(fields, before, kept, yours)]
    return render_template(
        "conflicts/show.html",
        edited=edited,
        rows=rows,
        change=change,
        errors=errors or {},
        before=snapshot(before, fields),
        yours=snapshot(yours, fields),
    )


def _disputed(fields: Sequence[Field], before: Form, kept: Form, yours: Form) -> list[Field]:
    """Fields that the officer changed to something else than what is kept now."""
    return [field for field in fields if _values(yours, field) not in (_values(kept, field), _values(before, field))]


def _row(field: Field, before: Form, kept: Form, yours: Form) -> dict[str, str]:
    told = {side: _told(field, form) for side, form in (("before", before), ("saved", kept), ("yours", yours))}
    return {"name": field.name, "label": field.label, **told}


def _told(field: Field, form: Form) -> str:
    values = _values(form, field)
    try:
        return field.tell(values) or NOTHING
    except (ValueError, ValidationError):
        return plain(values)


def _values(form: Form, field: Field) -> list[str]:
    return sorted(value.strip() for value in form.getlist(field.name) if value.strip())


def _load(text: str | None) -> Form:
    """Read a hidden box; one that was tampered with holds nothing."""
    try:
        given: Any = json.loads(text or "{}")
    except ValueError:
        given = {}
    form: Form = MultiDict()
    for name, values in (given if isinstance(given, Mapping) else {}).items():
        if isinstance(values, list):
            put(form, str(name), [value for value in values if isinstance(value, str)])
    return form
