"""Steps answered by several of a kind: their list, the page of each, and one more."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, NotFound
from registry.schemas.procedures.answers import PARTS
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing
from registry.services.procedures.applying.consistency import is_site_used, part_problems, parts_of
from registry.services.procedures.applying.tasks import TYPED
from registry.services.procedures.reading import CaseView, get_case
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.institutions import vacancy_fields
from registry.views.lookups import Found
from registry.views.places import DISTRICT
from registry.views.procedures.answers_shown import part_lines
from registry.views.procedures.public_access import own_case
from registry.views.procedures.public_steps import KEPT, keep_typed, step_frame, went_on
from registry.views.procedures.questions import (
    PLACE,
    district_of,
    filled,
    form_of,
    labels_of,
    questions_of,
    read_answers,
)
from registry.views.procedures.steps import find_step, next_url, options_of
from registry.web.permissions import public
from registry.web.refusals import field_messages

blueprint = Blueprint("case_parts", __name__, url_prefix="/seguir/<int:case_file_id>/listas/<step>")


class Words(NamedTuple):
    """How one of several is called, and the button for one more."""

    one: str
    more: str


WORDS = {
    "sites": Words("Sede", "Agregar otra sede"),
    "vacancies": Words("Tarea", "Agregar otra tarea"),
    "agents": Words("Agente pastoral", "Agregar otra persona"),
    "help": Words("Ayuda", "Agregar otra ayuda"),
}
IN_USE = "Esa sede tiene plazas registradas. Quite antes sus plazas en «Tareas y plazas»."
LAST_ONE = "Tiene que quedar al menos una. Cámbiela en vez de quitarla."


@blueprint.get("/")
@public
@own_case
def index(case_file_id: int, step: str, by: Applicant) -> Answer:
    """Show those that are there; the first one is asked for at once."""
    view = _view(case_file_id, step, by)
    parts = parts_of(step, view.file.answers)
    if not parts:
        kept = request.args.get(KEPT, "")
        return redirect(went_on(_url(view, step, 1), kept) if kept else _url(view, step, 1), 303)
    _, schema = PARTS[step]
    return render_template(
        "procedures/public/parts.html",
        **step_frame(view, step, {}),
        words=WORDS[step],
        parts=[part_lines(step, schema, part, view.file.answers) for part in parts],
        onward=next_url(view, step),
    )


@blueprint.get("/<int:place>")
@public
@own_case
def show(case_file_id: int, step: str, place: int, by: Applicant) -> str:
    """Show one of them as it was typed last, else as it was answered."""
    view = _view(case_file_id, step, by, place)
    form = _form(view, step, place)
    return _page(view, step, place, form, {}, district_of(form))


@blueprint.post("/<int:place>")
@public
@own_case
def save(case_file_id: int, step: str, place: int, by: Applicant) -> Answer:
    """Save one of them; what is not right yet is kept as it was typed."""
    view = _view(case_file_id, step, by, place)
    name, schema = PARTS[step]
    read = read_answers(request.form, schema, options_of(view, step))
    errors = read.errors
    if read.details is not None:
        errors = field_messages(InvalidFields(part_problems(step, read.details, view.file.answers)))
    if not errors:
        parts = [*parts_of(step, view.file.answers)]
        parts[place - 1 : place] = [read.details]
        _, errors = saved(lambda: filing.complete_step(case_file_id, step, {name: parts}, by=by))
    if errors:
        keep_typed(case_file_id, step, request.form, by)
        return _page(view, step, place, request.form, errors, read.found.get(DISTRICT.name)), 422
    return redirect(went_on(url_for("case_parts.index", case_file_id=case_file_id, step=step), f"{step}-{place}"), 303)


@blueprint.post("/<int:place>/quitar")
@public
@own_case
def remove(case_file_id: int, step: str, place: int, by: Applicant) -> Response:
    """Take one of them out; the last one, and a site with places, stay."""
    view = _view(case_file_id, step, by, place)
    parts = [*parts_of(step, view.file.answers)]
    refusal = _refusal(view, step, place, parts)
    if refusal:
        flash(refusal, "error")
    elif place <= len(parts):
        _move_vacancies(view, step, place, by)
        del parts[place - 1]
        filing.complete_step(case_file_id, step, {PARTS[step][0]: parts}, by=by)
    return redirect(url_for("case_parts.index", case_file_id=case_file_id, step=step), 303)


def _refusal(view: CaseView, step: str, place: int, parts: Sequence[Any]) -> str:
    if len(parts) < 2:
        return LAST_ONE
    return IN_USE if step == "sites" and is_site_used(place - 1, view.file.answers) else ""


def _move_vacancies(view: CaseView, step: str, place: int, by: Applicant) -> None:
    """Let vacancies follow their sites when one before these goes."""
    vacancies = parts_of("vacancies", view.file.answers)
    if step != "sites" or not any(int(vacancy["site"]) >= place for vacancy in vacancies):
        return
    moved = [{**vacancy, "site": int(vacancy["site"]) - (int(vacancy["site"]) >= place)} for vacancy in vacancies]
    filing.complete_step(view.file.id, "vacancies", {"vacancies": moved}, by=by)


def _view(case_file_id: int, step: str, by: Applicant, place: int = 1) -> CaseView:
    view = get_case(case_file_id, by=by)
    find_step(view, step)
    if step not in PARTS or not 1 <= place <= len(parts_of(step, view.file.answers)) + 1:
        raise NotFound(step=step)
    return view


def _form(view: CaseView, step: str, place: int) -> Form:
    answers: Mapping[str, Any] = view.file.answers
    typed, parts = answers.get(TYPED, {}).get(step), parts_of(step, answers)
    if typed and typed.get(PLACE, "1") == str(place):
        return form_of(typed)
    return filled(PARTS[step][1], parts[place - 1] if place <= len(parts) else {})


def _url(view: CaseView, step: str, place: int) -> str:
    return url_for("case_parts.show", case_file_id=view.file.id, step=step, place=place)


def _page(view: CaseView, step: str, place: int, form: Form, errors: Errors, found: Found | None) -> str:
    questions = questions_of(PARTS[step][1], options_of(view, step))
    frame = {**step_frame(view, step, name_missing(errors, labels_of(questions)))}
    if parts_of(step, view.file.answers):
        frame["back"] = url_for("case_parts.index", case_file_id=view.file.id, step=step)
    return render_template(
        "procedures/public/step.html",
        **frame,
        questions=questions,
        form=form,
        found=found,
        place=place,
        words=WORDS[step],
        weekend=list(vacancy_fields.rows(form, is_weekend=True)),
        weekdays=list(vacancy_fields.rows(form, is_weekend=False)),
    )
