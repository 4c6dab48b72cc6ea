"""Noting what the person says of units and tasks at the interview (RCEP art. 256)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.errors import NotFound
from registry.schemas.people.preference import PreferenceInput
from registry.services.people import persons
from registry.services.people import preferences as interview
from registry.services.people.details import PreferenceDetails
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, read_input, saved
from registry.views.lookups import Found, tell_lookups
from registry.views.unit_lookup import unit_lookup
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Stance
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("preferences", __name__, url_prefix="/personas/<int:person_id>/preferencias")

NOTED = "Se anotó lo que dijo la persona. La próxima ronda lo toma en cuenta."
WITHDRAWN = "Se retiró la anotación."
UNIT = "unit_id"
LABELS = {"stance": "La persona prefiere u objeta"}


@blueprint.get("/nueva")
@permits(Act.KEEP_PEOPLE)
def new(person_id: int) -> str:
    """Show the form of what was said."""
    officer = current_officer()
    found = {UNIT: unit_lookup(UNIT, officer).show("")}
    return _page(persons.get_person(person_id, officer=officer), MultiDict(), {}, found)


@blueprint.post("/nueva")
@permits(Act.KEEP_PEOPLE)
def note(person_id: int) -> Answer:
    """Note what was said."""
    officer = current_officer()
    person = persons.get_person(person_id, officer=officer)
    read = read_input(request.form, PreferenceInput(), PreferenceDetails, unit_lookup(UNIT, officer))
    if read.details is None:
        return _page(person, request.form, read.errors, read.found), 422
    noted, refused = saved(lambda: interview.record_preference(person_id, read.details, officer=officer))
    if noted is None:
        return _page(person, request.form, tell_lookups(refused, read.found), read.found), 422
    flash(NOTED, "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


@blueprint.post("/<int:preference_id>/retirar")
@permits(Act.KEEP_PEOPLE)
def withdraw(person_id: int, preference_id: int) -> Response:
    """Forget what the person took back."""
    officer = current_officer()
    person = persons.get_person(person_id, officer=officer)
    if preference_id not in {preference.id for preference in person.preferences}:
        raise NotFound(preference_id=preference_id)
    interview.withdraw_preference(preference_id, officer=officer)
    flash(WITHDRAWN, "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _page(person: Any, form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    return render_template(
        "people/preference.html",
        person=person,
        form=form,
        errors=name_missing(errors, LABELS),
        unit=found[UNIT],
        stances=Stance.choices(),
        tasks=Task.choices(),
    )
