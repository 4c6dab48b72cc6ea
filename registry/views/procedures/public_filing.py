"""What an applicant does with a whole file: declares and presents it, cures, gives up, contests, withdraws consent."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.schemas.procedures.answers import DeclarationAnswers
from registry.schemas.procedures.door import WithdrawalReason
from registry.services.accounts.one_time import new_token
from registry.services.procedures.applicants import Applicant, OpenedCase, code_of
from registry.services.procedures.applying import consenting, filing
from registry.services.procedures.applying.tasks import DECLARATION
from registry.services.procedures.reading import CaseView, get_case
from registry.services.procedures.telling import issuing, notices
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.procedures.answers_shown import shown_answers
from registry.views.procedures.public_access import is_by_code, own_case, page_of
from registry.views.procedures.public_pages import denial_of
from registry.views.procedures.public_steps import step_frame
from registry.views.procedures.questions import labels_of, questions_of
from registry.views.procedures.standing_told import turn_of
from registry.views.procedures.steps import find_step, tasks_url
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import CaseState, Evidence, NoticeMeans, ProcedureCode, TaskState
from registry.web import opened_cases
from registry.web.permissions import public

blueprint = Blueprint("case_filing", __name__, url_prefix="/seguir/<int:case_file_id>")

REASON = {"reason": "Por qué se desiste"}
DISCARDED = "Se borró el borrador con todo lo que tenía."
CURED = "Se presentó la subsanación. Le toca a la oficina."
WITHDRAWN = "Se desistió de la solicitud. El expediente queda para consulta."
CONSENT_GONE = "Desde ahora se le notifica en papel."


@blueprint.get("/declarar")
@public
@own_case
def declare(case_file_id: int, by: Applicant) -> Answer:
    """Show all that will be presented, and ask for the declaration."""
    view = get_case(case_file_id, by=by)
    find_step(view, DECLARATION)
    if view.file.state is not CaseState.DRAFT:
        return page_of(case_file_id)
    return _declaration_page(view, Form(), {})


@blueprint.post("/declarar")
@public
@own_case
def submit(case_file_id: int, by: Applicant) -> Answer:
    """Present the file; a second tap finds it presented."""
    loaded, errors = load_form(DeclarationAnswers(), request.form)
    view = get_case(case_file_id, by=by)
    if view.file.state is not CaseState.DRAFT:
        return redirect(url_for("case_filing.presented", case_file_id=case_file_id), 303)
    if errors:
        return _declaration_page(view, request.form, errors), 422

    def present() -> object:
        filing.complete_step(case_file_id, DECLARATION, loaded, by=by)
        return filing.submit(case_file_id, by=by, on=today())

    done, refused = saved(present)
    view = get_case(case_file_id, by=by)
    if done is None and view.file.state is CaseState.DRAFT:
        return _declaration_page(view, request.form, _of_whole(refused)), 422
    return redirect(url_for("case_filing.presented", case_file_id=case_file_id), 303)


@blueprint.get("/presentado")
@public
@own_case
def presented(case_file_id: int, by: Applicant) -> Answer:
    """Confirm that the file was presented; the page can be kept among the favourites."""
    view = get_case(case_file_id, by=by)
    if view.file.state is CaseState.DRAFT:
        return page_of(case_file_id)
    known = issuing.list_documents(case_file_id, by=by)
    return render_template(
        "procedures/public/presented.html",
        view=view,
        turn=turn_of(view, today()),
        code=code_of(view.file) if is_by_code(by) else "",
        by_mail=notices.means_of(view.file) is NoticeMeans.EMAIL,
        receipt=next((one for one in known if one.kind is LetterKind.FILING_RECEIPT), None),
    )


@blueprint.post("/subsanar")
@public
@own_case
def cure(case_file_id: int, by: Applicant) -> Answer:
    """Present the cure of what was observed."""
    done, refused = saved(lambda: filing.cure(case_file_id, by=by, on=today()))
    if done is None:
        flash(" ".join(text for texts in refused.values() for text in texts), "error")
    else:
        flash(CURED, "success")
    return page_of(case_file_id)


@blueprint.get("/desistir")
@public
@own_case
def show_withdrawal(case_file_id: int, by: Applicant) -> Answer:
    """Ask why a presented file is given up, or whether a draft is to be forgotten."""
    view = get_case(case_file_id, by=by)
    return _withdrawal_page(view, Form(), {}) if view.file.is_open else page_of(case_file_id)


@blueprint.post("/desistir")
@public
@own_case
def withdraw(case_file_id: int, by: Applicant) -> Answer:
    """Give a file up; a draft is forgotten."""
    view = get_case(case_file_id, by=by)
    if view.file.state is CaseState.DRAFT:
        return _discard(case_file_id, by)
    loaded, errors = load_form(WithdrawalReason(), request.form)
    if not errors:
        _, errors = saved(lambda: filing.withdraw(case_file_id, reason=loaded["reason"], by=by, on=today()))
    if errors:
        return _withdrawal_page(view, request.form, errors), 422
    flash(WITHDRAWN, "success")
    return page_of(case_file_id)


@blueprint.post("/avisos")
@public
@own_case
def withdraw_consent(case_file_id: int, by: Applicant) -> Response:
    """Take back the consent to electronic notices."""
    consenting.withdraw_consent(case_file_id, by=by)
    flash(CONSENT_GONE, "success")
    return page_of(case_file_id)


@blueprint.post("/reconsiderar")
@public
@own_case
def contest(case_file_id: int, by: Applicant) -> Response:
    """Begin the file in which a denial is contested; whoever came with a code gets that of the new one."""
    view = get_case(case_file_id, by=by)
    if denial_of(view) is None:
        return page_of(case_file_id)
    key = request.form.get("key") or new_token()
    opened, refused = saved(
        lambda: filing.open_draft(ProcedureCode.RECONSIDERATION, key=key, by=by, on=today(), about_id=case_file_id)
    )
    if opened is None:
        flash(" ".join(text for texts in refused.values() for text in texts), "error")
        return page_of(case_file_id)
    if is_by_code(by):
        opened_cases.keep_open(OpenedCase(opened.id, opened.code_serial))
    return page_of(opened.id)


def _discard(case_file_id: int, by: Applicant) -> Response:
    filing.discard(case_file_id, by=by)
    flash(DISCARDED, "success")
    if is_by_code(by):
        opened_cases.leave()
    return redirect(url_for("case_catalogue.index"), 303)


def _of_whole(refused: Errors) -> Errors:
    """What steps miss is told of the whole: this page has no boxes of theirs."""
    return {WHOLE_FORM: [text for texts in refused.values() for text in texts]}


def _declaration_page(view: CaseView, form: Form, errors: Errors) -> str:
    questions = questions_of(DeclarationAnswers, {})
    requirements = view.procedure.requirements
    return render_template(
        "procedures/public/declaration.html",
        **step_frame(view, DECLARATION, name_missing(errors, labels_of(questions))),
        questions=questions,
        form=form,
        missing=[task for task in view.tasks if task.state is TaskState.MISSING and task.step.code != DECLARATION],
        parts=[part for part in shown_answers(view.procedure.steps, view.file.answers) if part.step != DECLARATION],
        declared=[one for one in requirements if one.evidence is Evidence.DECLARATION],
        papers=[(one, view.papers_of(one.code)) for one in requirements if view.papers_of(one.code)],
    )


def _withdrawal_page(view: CaseView, form: Form, errors: Errors) -> str:
    return render_template(
        "procedures/public/withdrawal.html",
        view=view,
        form=form,
        errors=name_missing(errors, REASON),
        labels=REASON,
        is_draft=view.file.state is CaseState.DRAFT,
        back=tasks_url(view.file.id),
    )
