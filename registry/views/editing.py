"""Entering a record and saving an edited one: one path for every form, from what was posted to what answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.errors import StaleVersion
from registry.schemas.forms import read_version
from registry.views import conflicts
from registry.views.conflicts import Edited, Field
from registry.views.filling import BEFORE, Errors, Form, Read, saved
from registry.views.lookups import Found, tell_lookups

CHANGED = "Se guardaron los cambios."

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True)
class Edit:
    """A form over a record: how it is read, saved and shown again."""

    edited: Edited
    fields: Sequence[Field]
    #: The form as the record now stands.
    kept: Form
    read: Callable[[Form], Read]
    #: Saves details over the version that the form was filled from.
    save: Callable[[Any, int], object]
    page: Callable[[Form, Errors, Mapping[str, Found]], str]


@dataclass(frozen=True)
class Entry:
    """A form of a record that is not there yet: how it is read, entered and shown again."""

    read: Callable[[Form], Read]
    enter: Callable[[Any], Any]
    page: Callable[[Form, Errors, Mapping[str, Found]], str]
    #: What is said of a record that was entered.
    told: str
    #: Where it leads.
    onward: Callable[[Any], str]


def enter(entry: Entry) -> Answer:
    """Enter what the posted form tells, and lead on; what is not right is told on the form."""
    read = entry.read(request.form)
    if read.details is None:
        return entry.page(request.form, read.errors, read.found), 422
    entered, refused = saved(lambda: entry.enter(read.details))
    if entered is None:
        return entry.page(request.form, tell_lookups(refused, read.found), read.found), 422
    flash(entry.told, "success")
    return redirect(entry.onward(entered), 303)


def opened(kept: Form, fields: Sequence[Field], version: int) -> Form:
    """The form that is shown first: filled, with its version and what it was filled with."""
    form: Form = MultiDict(kept)
    form["version"] = str(version)
    form[BEFORE] = conflicts.snapshot(kept, fields)
    return form


def answer(edit: Edit) -> Answer:
    """Save the posted form; where somebody saved meanwhile, ask which values stay."""
    form, missing = conflicts.settle(request.form, edit.fields, edit.kept)
    if missing:
        return conflicts.show(edit.edited, edit.fields, request.form, edit.kept, missing), 422
    read = edit.read(form)
    if read.details is None:
        return edit.page(form, read.errors, read.found), 422
    try:
        done, refused = saved(lambda: edit.save(read.details, read_version(form)))
    except StaleVersion:
        return conflicts.show(edit.edited, edit.fields, _with_before(read.values, form), edit.kept), 409
    if done is None:
        return edit.page(form, tell_lookups(refused, read.found), read.found), 422
    flash(CHANGED, "success")
    return redirect(edit.edited.back, 303)


def _with_before(values: Form, form: Form) -> Form:
    whole: Form = MultiDict(values)
    whole[BEFORE] = form.get(BEFORE, "")
    return whole
