"""Opening a person's file, and correcting it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.schemas.people.person import PersonForm
from registry.services.people import persons
from registry.services.people.files import open_file
from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, name_missing, saved, ticked_shifts
from registry.views.lookups import Found, tell_lookups
from registry.views.people import person_fields
from registry.views.people.person_fields import FIELDS, LABELS
from registry.views.places import DISTRICT, suggestions
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import DocumentKind, EducationLevel, Occupation, Skill
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("person_forms", __name__, url_prefix="/personas")

OPENED = "Se abrió el expediente. Registre ahora la pena que llegó del juzgado."
KNOWN = "Ese documento ya tiene expediente en su oficina. Es este; no se cambió nada."


@blueprint.get("/nueva")
@permits(Act.KEEP_PEOPLE)
def new() -> str:
    """Show the form of a new file."""
    return _new_page(MultiDict(), {}, {DISTRICT.name: DISTRICT.show("")})


@blueprint.post("/nueva")
@permits(Act.KEEP_PEOPLE)
def register() -> Answer:
    """Open a file, or lead to the one that the document already has."""
    read = person_fields.read(request.form, PersonForm())
    if read.details is None:
        return _new_page(request.form, read.errors, read.found), 422
    registered, refused = saved(lambda: persons.register_person(read.details, officer=current_officer()))
    if registered is None:
        return _new_page(request.form, tell_lookups(refused, read.found), read.found), 422
    flash(OPENED if registered.is_new else KNOWN, "success" if registered.is_new else "warning")
    return redirect(url_for("people.show", person_id=registered.person.id), 303)


@blueprint.get("/<int:person_id>/editar")
@permits(Act.KEEP_PEOPLE)
def edit(person_id: int) -> str:
    """Show the form of a file, filled as it is kept."""
    person = open_file(person_id, officer=current_officer())
    form = editing.opened(person_fields.filled(person), FIELDS, person.version)
    return _edit_page(person, form, {}, {DISTRICT.name: DISTRICT.show(person.ubigeo)})


@blueprint.post("/<int:person_id>/editar")
@permits(Act.KEEP_PEOPLE)
def change(person_id: int) -> Answer:
    """Save a file; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    person = persons.get_person(person_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(person),
            fields=FIELDS,
            kept=person_fields.filled(person),
            read=person_fields.read,
            save=lambda details, version: persons.change_person(person_id, details, version=version, officer=officer),
            page=lambda form, errors, found: _edit_page(person, form, errors, found),
        )
    )


def _edited(person: Any) -> Edited:
    return Edited(
        subject="person",
        subject_id=person.id,
        title=person.full_name,
        action=url_for("person_forms.change", person_id=person.id),
        back=url_for("people.show", person_id=person.id),
        version=person.version,
    )


def _new_page(form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    return _page("people/new.html", form, errors, found, work_demands=WorkDemand.choices())


def _edit_page(person: Any, form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    return _page("people/edit.html", form, errors, found, person=person)


def _page(template: str, form: Form, errors: Errors, found: Mapping[str, Found], **more: Any) -> str:
    return render_template(
        template,
        form=form,
        errors=name_missing(errors, LABELS),
        district=found[DISTRICT.name],
        free=ticked_shifts(form, "free_shifts"),
        options={
            "suggestions": suggestions(current_officer().home_ubigeo),
            "document_kinds": DocumentKind.choices(),
            "education_levels": EducationLevel.choices(),
            "occupations": Occupation.choices(),
            "skills": Skill.choices(),
        },
        **more,
    )
