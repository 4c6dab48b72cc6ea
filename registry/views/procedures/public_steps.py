"""Steps that are one page, and what is kept of any step while it is typed."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now
from registry.schemas.procedures.answers import PARTS, SCHEMAS
from registry.services.procedures.applicants import Applicant, OpenedCase, code_of
from registry.services.procedures.applying import filing
from registry.services.procedures.applying.tasks import DECLARATION, DOCUMENTS, TYPED
from registry.services.procedures.reading import CaseView, get_case
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.formats.dates import time_office
from registry.views.lookups import Found, tell_lookups
from registry.views.places import DISTRICT
from registry.views.procedures.public_access import is_by_code, own_case
from registry.views.procedures.questions import (
    district_of,
    filled,
    form_of,
    labels_of,
    questions_of,
    read_answers,
    typed_values,
)
from registry.views.procedures.steps import back_url, find_step, next_url, options_of, remark_of, tasks_url
from registry.web import opened_cases
from registry.web.permissions import public

blueprint = Blueprint("case_steps", __name__, url_prefix="/seguir/<int:case_file_id>/pasos")

NEW_CODE = "Cambió su correo: el código anterior ya no abre este borrador. Anote el nuevo: {code}."
#: What the address of the next page says of the one before.
KEPT = "guardado"
ELSEWHERE = {DOCUMENTS, DECLARATION, *PARTS}


@blueprint.get("/<step>")
@public
@own_case
def show(case_file_id: int, step: str, by: Applicant) -> str:
    """Show a step as it was typed last, else as it was answered."""
    view = _view(case_file_id, step, by)
    form = _form(view, step)
    return _page(view, step, form, {}, district_of(form))


@blueprint.post("/<step>")
@public
@own_case
def save(case_file_id: int, step: str, by: Applicant) -> Answer:
    """Save a step and go on; what is not right yet is kept as it was typed."""
    view = _view(case_file_id, step, by)
    read = read_answers(request.form, SCHEMAS[step], options_of(view, step))
    found = read.found.get(DISTRICT.name)
    if read.details is None:
        keep_typed(case_file_id, step, request.form, by)
        return _page(view, step, request.form, read.errors, found), 422
    kept, refused = saved(lambda: filing.complete_step(case_file_id, step, read.details, by=by))
    if kept is None:
        return _page(view, step, request.form, tell_lookups(refused, read.found), found), 422
    if is_by_code(by) and kept.code_serial != view.file.code_serial:
        opened_cases.keep_open(OpenedCase(kept.id, kept.code_serial))
        flash(NEW_CODE.format(code=code_of(kept)), "warning")
    return redirect(went_on(next_url(get_case(case_file_id, by=by), step), step), 303)


@blueprint.post("/<step>/borrador")
@public
@own_case
def keep(case_file_id: int, step: str, by: Applicant) -> Response:
    """Keep what somebody is typing, for a script; tell when."""
    filing.save_typed(case_file_id, step, typed_values(request.form), by=by)
    return jsonify(saved=time_office(now()))


def keep_typed(case_file_id: int, step: str, form: Form, by: Applicant) -> None:
    """Keep what was refused; where even that cannot be, the page that tells it holds it still."""
    with suppress(InvalidFields, WrongState):
        filing.save_typed(case_file_id, step, typed_values(form), by=by)


def went_on(address: str, kept: str) -> str:
    """The next page, which tells the script what need not be kept on the phone any longer."""
    return f"{address}?{urlencode({KEPT: kept})}"


def step_frame(view: CaseView, step: str, errors: Errors) -> Mapping[str, Any]:
    """What every page of a step shows around its questions."""
    return {
        "view": view,
        "step": find_step(view, step),
        "errors": errors,
        "remark": remark_of(view, step),
        "back": back_url(view, step),
        "tasks_url": tasks_url(view.file.id),
    }


def _view(case_file_id: int, step: str, by: Applicant) -> CaseView:
    view = get_case(case_file_id, by=by)
    find_step(view, step)
    if step in ELSEWHERE:
        raise NotFound(step=step)
    return view


def _form(view: CaseView, step: str) -> Form:
    answers: Mapping[str, Any] = view.file.answers
    typed = answers.get(TYPED, {}).get(step)
    return form_of(typed) if typed else filled(SCHEMAS[step], answers.get(step, {}))


def _page(view: CaseView, step: str, form: Form, errors: Errors, found: Found | None) -> str:
    questions = questions_of(SCHEMAS[step], options_of(view, step))
    frame = step_frame(view, step, name_missing(errors, labels_of(questions)))
    return render_template(
        "procedures/public/step.html", **frame, questions=questions, form=form, found=found, place=None
    )
