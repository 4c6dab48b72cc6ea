"""Entering a person's sentence, and correcting it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import InvalidFields, NotAllowed, NotFound
from registry.services.accounts.policy import Act, is_allowed
from registry.services.people import persons, sentences
from registry.services.people.files import open_sentence
from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, Read, name_missing, saved
from registry.views.formats.dates import date_text
from registry.views.lookups import Found, tell_lookups
from registry.views.people import purposes, reserved, sentence_fields
from registry.views.people.sentence_fields import FIELDS, LABELS, MOST_ZONES, OFFENCE, law_of
from registry.views.unit_lookup import unit_lookup
from registry.vocabulary.people import PenaltyOrigin, Programme, SentenceKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("sentences", __name__, url_prefix="/personas/<int:person_id>/penas")

REGISTERED = "Se registró la pena. La próxima ronda la tomará."
CORRECTION = "Corregir la pena"
UNIT = "court_unit_id"


@blueprint.get("/nueva")
@permits(Act.KEEP_SENTENCES)
def new(person_id: int) -> str:
    """Show the form of a new sentence."""
    person = persons.get_person(person_id, officer=current_officer())
    return _page(person, None, MultiDict(), {}, _shown(MultiDict()))


@blueprint.post("/nueva")
@permits(Act.KEEP_SENTENCES)
def register(person_id: int) -> Answer:
    """Enter a sentence, or only look its offence up."""
    officer = current_officer()
    person = persons.get_person(person_id, officer=officer)
    read = sentence_fields.read(request.form, officer)
    if "consult" in request.form:
        return _consulted(person, None, read)
    errors = read.errors if read.details is None else _suggestion(read)
    if errors:
        return _page(person, None, _with_suggestion(read), errors, read.found), 422
    sentence, refused = saved(
        lambda: _told_at_jornadas(lambda: sentences.register_sentence(person_id, read.details, officer=officer))
    )
    if sentence is None:
        return _page(person, None, request.form, tell_lookups(refused, read.found), read.found), 422
    flash(REGISTERED, "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


@blueprint.get("/<int:sentence_id>/editar")
@permits(Act.KEEP_SENTENCES)
def edit(person_id: int, sentence_id: int) -> Answer:
    """Show the form of a sentence as kept; its reserved facts ask for a purpose."""
    if (purpose := purposes.stated(person_id)) is None:
        return reserved.lead_to_purpose(person_id, request.path)
    sentence = _sentence(person_id, sentence_id, purpose)
    form = editing.opened(sentence_fields.filled(sentence), FIELDS, sentence.version)
    return _page(sentence.person, sentence, form, {}, _shown(form))


@blueprint.post("/<int:sentence_id>/editar")
@permits(Act.KEEP_SENTENCES)
def change(person_id: int, sentence_id: int) -> Answer:
    """Save a sentence, or only look its offence up."""
    officer = current_officer()
    sentence = _sentence(person_id, sentence_id, purposes.stated(person_id) or CORRECTION)
    if "consult" in request.form:
        return _consulted(sentence.person, sentence, sentence_fields.read(request.form, officer))

    def save(details: Any, version: int) -> object:
        return _told_at_jornadas(
            lambda: sentences.change_sentence(sentence_id, details, version=version, officer=officer)
        )

    return editing.answer(
        Edit(
            edited=_edited(sentence),
            fields=FIELDS,
            kept=sentence_fields.filled(sentence),
            read=lambda form: sentence_fields.read(form, officer),
            save=save,
            page=lambda form, errors, found: _page(sentence.person, sentence, form, errors, found),
        )
    )


def _sentence(person_id: int, sentence_id: int, purpose: str) -> Any:
    sentence = open_sentence(sentence_id, officer=current_officer(), purpose=purpose)
    if sentence.person_id != person_id:
        raise NotFound(sentence_id=sentence_id)
    return sentence


def _told_at_jornadas(save: Callable[[], object]) -> object:
    """Only a chief accepts jornadas outside the range: told beside their field, so that nothing typed is lost."""
    try:
        return save()
    except NotAllowed as refusal:
        raise InvalidFields({"jornadas": (refusal.code, refusal.facts)}) from refusal


def _consulted(person: Any, sentence: Any, read: Read) -> str:
    """The form again, with what its words led to and what the law says; nothing is judged."""
    asked = {name: words for name, words in read.errors.items() if name in (OFFENCE.name, f"{OFFENCE.name}_text")}
    return _page(person, sentence, _with_suggestion(read), asked, read.found)


def _suggestion(read: Read) -> Errors:
    """Ask once to confirm the prescription that follows from the offence, where none was written."""
    suggested = law_of(read.values).prescribes_on
    if suggested is None or read.details.prescribes_on or "suggestion_seen" in request.form:
        return {}
    words = f"Esta pena prescribiría el {date_text(suggested)} (art. 440 CP). Confirme la fecha o corríjala."
    return {"prescribes_on": [words]}


def _with_suggestion(read: Read) -> Form:
    form = request.form.copy()
    suggested = law_of(read.values).prescribes_on
    if suggested and not form.get("prescribes_on") and "suggestion_seen" not in form:
        form["prescribes_on"] = suggested.isoformat()
    return form


def _shown(form: Form) -> dict[str, Found]:
    unit = unit_lookup(UNIT, current_officer())
    return {OFFENCE.name: OFFENCE.show(form.get(OFFENCE.name, "")), UNIT: unit.show(form.get(UNIT, ""))}


def _edited(sentence: Any) -> Edited:
    keys = {"person_id": sentence.person_id, "sentence_id": sentence.id}
    return Edited(
        subject="sentence",
        subject_id=sentence.id,
        title=sentence.case_number,
        action=url_for("sentences.change", **keys),
        back=url_for("people.show", person_id=sentence.person_id),
        version=sentence.version,
    )


def _page(person: Any, sentence: Any, form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    values = form.copy()
    values[OFFENCE.name] = found[OFFENCE.name].value
    officer = current_officer()
    return render_template(
        "people/sentence.html",
        person=person,
        sentence=sentence,
        form=form,
        errors=name_missing(errors, LABELS),
        offence=found[OFFENCE.name],
        court_unit=found[UNIT],
        law=law_of(values),
        zones=range(1, MOST_ZONES + 1),
        kinds=SentenceKind.choices(),
        programmes=Programme.choices(),
        origins=PenaltyOrigin.choices(),
        may_accept=is_allowed(officer, Act.ACCEPT_RANGE_EXCEPTION),
    )
