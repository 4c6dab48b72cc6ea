"""Reserved facts of a person: shown for a stated purpose, and each look noted by the audit."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import StaleVersion
from registry.reference.offences import find_offence
from registry.schemas.forms import load_form, read_version
from registry.schemas.people.reserved import LimitationsInput, PurposeInput
from registry.services.accounts.accounts import Account
from registry.services.people import persons
from registry.services.people.files import open_file
from registry.services.placements.starting import read_remarks
from registry.views.addresses import NEXT, safe_path
from registry.views.editing import CHANGED, Answer
from registry.views.filling import Errors, Form, fill, name_missing, saved
from registry.views.people import person_fields, purposes
from registry.views.unit_lookup import unit_words
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import Programme
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("reserved", __name__, url_prefix="/personas/<int:person_id>/datos-reservados")

LIMITATIONS = ("unable", "health_remark")
STALE = "Otra persona guardó cambios mientras usted editaba. Revise lo que ahora está guardado y repita su cambio."


@dataclass(frozen=True)
class ReservedTerms:
    """What a sentence holds beyond what everybody in the office sees."""

    sentence_id: int
    case_number: str
    #: (name, value) of what the judgment fixes, without what it leaves open.
    facts: list[tuple[str, str]]
    zones: list[dict[str, float]]
    range_exception: str | None


def lead_to_purpose(person_id: int, then: str) -> Response:
    """Ask why before going on to *then*; another office's file is not found."""
    persons.get_person(person_id, officer=current_officer())
    return redirect(url_for("reserved.show_purpose", person_id=person_id, siguiente=then), 303)


@blueprint.get("/motivo")
@permits(Act.READ_RESERVED)
def show_purpose(person_id: int) -> str:
    """Show the question for the purpose."""
    return _purpose_page(persons.get_person(person_id, officer=current_officer()), {})


@blueprint.post("/motivo")
@permits(Act.READ_RESERVED)
def ask(person_id: int) -> Answer:
    """Take the purpose and go on."""
    person = persons.get_person(person_id, officer=current_officer())
    loaded, errors = load_form(PurposeInput(), request.form)
    if errors:
        return _purpose_page(person, errors), 422
    purposes.state(person_id, loaded["purpose"])
    return redirect(safe_path(request.args.get(NEXT)) or url_for("reserved.show", person_id=person_id), 303)


@blueprint.get("/")
@permits(Act.READ_RESERVED)
def show(person_id: int) -> Answer:
    """Show the reserved facts."""
    if (purpose := purposes.stated(person_id)) is None:
        return lead_to_purpose(person_id, url_for("reserved.show", person_id=person_id))
    person = open_file(person_id, officer=current_officer(), purpose=purpose)
    return _page(person, _filled(person), {})


@blueprint.post("/")
@permits(Act.READ_RESERVED)
def change(person_id: int) -> Answer:
    """Save the limits that health sets to work."""
    officer = current_officer()
    if (purpose := purposes.stated(person_id)) is None:
        return lead_to_purpose(person_id, url_for("reserved.show", person_id=person_id))
    person = open_file(person_id, officer=officer, purpose=purpose)
    loaded, errors = load_form(LimitationsInput(), request.form)
    if not errors:
        details = replace(person_fields.read(person_fields.filled(person)).details, **loaded)
        version = read_version(request.form)
        try:
            _, errors = saved(lambda: persons.change_person(person_id, details, version=version, officer=officer))
        except StaleVersion:
            flash(STALE, "warning")
            person = open_file(person_id, officer=officer, purpose=purpose)
            return _page(person, _filled(person), {}), 409
    if errors:
        return _page(person, request.form, errors), 422
    flash(CHANGED, "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _filled(person: Any) -> Form:
    form = fill({"unable": person.unable, "health_remark": person.health_remark}, LIMITATIONS)
    form["version"] = str(person.version)
    return form


def _purpose_page(person: Any, errors: Errors) -> str:
    return render_template(
        "people/purpose.html",
        person=person,
        errors=name_missing(errors, {"purpose": "Motivo de la consulta"}),
        purpose=request.form.get("purpose", ""),
        action=url_for("reserved.ask", person_id=person.id, siguiente=safe_path(request.args.get(NEXT))),
    )


def _page(person: Any, form: Form, errors: Errors) -> str:
    officer, purpose = current_officer(), purposes.stated(person.id)
    return render_template(
        "people/reserved.html",
        person=person,
        form=form,
        errors=errors,
        purpose=purpose,
        plans=read_remarks(person.id, officer=officer, purpose=purpose) if purpose else [],
        work_demands=WorkDemand.choices(),
        sentences=[_terms(sentence, officer) for sentence in person.sentences],
    )


def _terms(sentence: Any, officer: Account) -> ReservedTerms:
    offence, terms = find_offence(sentence.offence), sentence.court_terms or {}
    facts = {
        "Delito o falta": f"Art. {sentence.offence} CP{f', {offence.label}' if offence else ''}",
        "Contacto con estudiantes": "Impedido (Ley 29988)" if sentence.education_bar else "",
        "Unidad que fijó el juez": unit_words(terms["unit_id"], officer) if terms.get("unit_id") else "",
        "Programa que fijó el juez": Programme(terms["programme"]).label if terms.get("programme") else "",
        "Horas semanales que fijó el juez": str(terms.get("weekly_hours") or ""),
        "Otros términos": terms.get("remark", ""),
    }
    return ReservedTerms(
        sentence_id=sentence.id,
        case_number=sentence.case_number,
        facts=[(name, value) for name, value in facts.items() if value],
        zones=sentence.exclusion_zones or [],
        range_exception=sentence.range_exception,
    )
