"""An officer's page of a case file: the list of what is checked beside the documents, and what happened to it."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.schemas.forms import load_form
from registry.schemas.procedures.desk import ChecksInput, OfficerInput, WordsInput
from registry.services.accounts.policy import Act, is_allowed
from registry.services.documents.attachments import open_attachment
from registry.services.procedures.decision import reviewing
from registry.services.procedures.desk import doubles
from registry.services.procedures.reading import CaseView
from registry.services.procedures.telling import issuing, notices
from registry.views.documents.letter_words import letter_name
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.lists import number_of
from registry.views.procedures.answers_shown import shown_answers
from registry.views.procedures.case_page import acts_of, attempt, insider, lead_back, open_case, render, timeline_of
from registry.views.procedures.next_steps import hindrances_of, next_told, usual_act
from registry.vocabulary.procedures import CaseState, CheckState
from registry.web.files import PDF, inline
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("case_review", __name__, url_prefix="/expedientes")

TAKEN = "El expediente quedó a su cargo."
ASSIGNED = "El expediente quedó asignado."
NOTED = "La anotación quedó guardada; solo la lee la oficina."
CHECKED = "Se guardó la revisión."
NOTHING_NEW = "No cambió nada en la revisión."
LABELS = {"officer_id": "A quién", "words": "Anotación"}


@blueprint.get("/<int:case_file_id>")
@permits(Act.READ_CASES)
def show(case_file_id: int) -> str:
    """Show the file to whoever reviews it, with the paper that the address names."""
    return _page(open_case(case_file_id), MultiDict(), {})


@blueprint.post("/<int:case_file_id>/tomar")
@permits(Act.REVIEW_CASES)
def take(case_file_id: int) -> Answer:
    """Take the file up."""
    officer, on = current_officer(), today()
    tried = attempt(lambda version: reviewing.take(case_file_id, version=version, officer=officer, on=on))
    return _answer(case_file_id, tried.done, tried.errors, TAKEN, tried.status)


@blueprint.post("/<int:case_file_id>/asignar")
@permits(Act.ASSIGN_CASES)
def assign(case_file_id: int) -> Answer:
    """Give the file to an officer."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(OfficerInput(), request.form)
    if errors:
        return _answer(case_file_id, None, name_missing(errors, LABELS), "", 422)
    tried = attempt(lambda version: reviewing.assign(case_file_id, **loaded, version=version, officer=officer, on=on))
    return _answer(case_file_id, tried.done, tried.errors, ASSIGNED, tried.status)


@blueprint.post("/<int:case_file_id>/anotar")
@permits(Act.REVIEW_CASES)
def note(case_file_id: int) -> Answer:
    """Write something for the office alone."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(WordsInput(), request.form)
    if errors:
        return _answer(case_file_id, None, errors, "", 422)
    tried = attempt(lambda version: reviewing.note(case_file_id, **loaded, version=version, officer=officer, on=on))
    return _answer(case_file_id, tried.done, name_missing(tried.errors, LABELS), NOTED, tried.status)


@blueprint.post("/<int:case_file_id>/revision")
@permits(Act.REVIEW_CASES)
def check(case_file_id: int) -> Answer:
    """Note how each requirement was found; those that did not change are left alone."""
    officer, view = current_officer(), open_case(case_file_id)
    loaded, errors = load_form(ChecksInput(), request.form)
    if errors:
        return _page(view, request.form, errors), 422
    changed = [row for row in loaded["checks"] if _differs(view, row)]

    def save(version: int) -> bool:
        for row in changed:
            found = {"state": row["state"], "remark": row["remark"]}
            reviewing.check(case_file_id, row["code"], **found, version=version, officer=officer)
        return True

    tried = attempt(save)
    return _answer(case_file_id, tried.done, tried.errors, CHECKED if changed else NOTHING_NEW, tried.status)


@blueprint.get("/<int:case_file_id>/papeles/<int:paper_id>")
@permits(Act.READ_CASES)
def paper(case_file_id: int, paper_id: int) -> Response:
    """Send a paper of the file, to be seen beside its list; the look at it is noted."""
    found = open_attachment(paper_id, officer=insider())
    if found.case_file_id != case_file_id:
        raise NotFound(attachment_id=paper_id)
    return inline(found.content, found.media_type.value, found.file_name)


@blueprint.get("/<int:case_file_id>/documentos/<int:letter_id>.pdf")
@permits(Act.READ_CASES)
def document(case_file_id: int, letter_id: int) -> Response:
    """Send a document that was issued in the file."""
    found = issuing.open_document(letter_id, by=insider())
    if found.case_file_id != case_file_id:
        raise NotFound(document=letter_id)
    return inline(found.pdf, PDF, f"{letter_name(found.kind, found.period)}.pdf")


def _answer(case_file_id: int, done: object, errors: Errors, told: str, status: int) -> Answer:
    """Lead back to the file, or show its page with what is in the way."""
    if errors or done is None:
        return _page(open_case(case_file_id), request.form, errors), status
    flash(told, "success")
    return lead_back(case_file_id)


def _page(view: CaseView, form: Form, errors: Errors) -> str:
    officer, case = current_officer(), view.file
    may_check = is_allowed(officer, Act.REVIEW_CASES) and case.state is CaseState.UNDER_REVIEW
    hindrances = hindrances_of(view)
    assigns = is_allowed(officer, Act.ASSIGN_CASES) and case.is_open
    return render(
        "review",
        view,
        form=form,
        errors=errors,
        acts=acts_of(view, usual_act(view, bool(hindrances))),
        hindrances=hindrances,
        next_told=next_told(case),
        parts=_parts(view),
        paper=_chosen(view),
        may_check=may_check,
        check_states=CheckState.choices(),
        reviewers=_reviewers(case.id) if assigns else (),
        doubles=doubles.find_doubles(case.id, officer=officer),
        documents=issuing.list_documents(case.id, by=officer),
        letter_name=letter_name,
        notices=notices.list_notices(case.id, officer=officer),
        timeline=timeline_of(view),
    )


def _reviewers(case_file_id: int) -> list[tuple[int, str]]:
    found = reviewing.list_reviewers(case_file_id, officer=current_officer())
    return [(one.id, f"{one.full_name}, {one.post}") for one in found]


def _parts(view: CaseView) -> Sequence[dict[str, Any]]:
    """The parts of the form that ask for something, each with its answers."""
    told = shown_answers(view.procedure.steps, view.file.answers)
    return [
        {"code": step.code, "task": step.task, "shown": shown}
        for step in view.procedure.steps
        if (shown := [one for one in told if one.step == step.code])
    ]


def _chosen(view: CaseView) -> Any:
    """The paper that the address names, else the first that meets a requirement."""
    wanted = number_of(request.args.get("papel"))
    usable = [paper for paper in view.papers if paper.withdrawn_at is None]
    return next((paper for paper in usable if paper.id == wanted), usable[-1] if usable else None)


def _differs(view: CaseView, row: dict[str, Any]) -> bool:
    found = view.checks.get(row["code"])
    kept = (found.state, found.remark) if found is not None else (CheckState.PENDING, "")
    return kept != (row["state"], row["remark"])
