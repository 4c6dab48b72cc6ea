"""The page of a file for whoever filed it: its tasks while it is a draft, then where it stands and what follows."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import now, today
from registry.services.accounts.one_time import new_token
from registry.services.procedures.applicants import Applicant, code_of
from registry.services.procedures.applying.forgetting import draft_until
from registry.services.procedures.applying.tasks import DOCUMENTS, WITH_FILES
from registry.services.procedures.reading import CaseView, get_case
from registry.services.procedures.telling import issuing, notices
from registry.views.formats.norms import legal_term
from registry.views.procedures.public_access import is_by_code, own_case
from registry.views.procedures.standing_told import deemed_text, standing_of, term_text, turn_of
from registry.views.procedures.steps import step_url
from registry.vocabulary.procedures import CaseEventKind, CaseState, CheckState, NoticeMeans, TaskState
from registry.web.files import PDF, download
from registry.web.permissions import public

blueprint = Blueprint("case_pages", __name__, url_prefix="/seguir/<int:case_file_id>")

STATUSES = {TaskState.DONE: "finished", TaskState.MISSING: "missing", TaskState.NOT_YET: "unavailable"}


@blueprint.get("/")
@public
@own_case
def show(case_file_id: int, by: Applicant) -> str:
    """Show the tasks of a draft, or where a presented file stands; whoever opens it has read its notices."""
    if get_case(case_file_id, by=by).file.state is CaseState.DRAFT:
        return _tasks_page(case_file_id, by)
    notices.note_opened(case_file_id, by=by, at=now())
    view = get_case(case_file_id, by=by)
    return render_template(
        "procedures/public/follow.html",
        view=view,
        by_code=is_by_code(by),
        standing=standing_of(view, today()),
        turn=turn_of(view, today()),
        term=term_text(view),
        deemed=deemed_text(view),
        by_mail=notices.means_of(view.file) is NoticeMeans.EMAIL,
        notified_within=legal_term("notification_term", today()),
        corrections=corrections_of(view),
        cure_waits=_cure_waits(view),
        documents=issuing.list_documents(case_file_id, by=by),
        key=new_token(),
        is_denied=denial_of(view) is not None,
        code=code_of(view.file) if is_by_code(by) else "",
    )


@blueprint.get("/documentos/<int:document_id>")
@public
@own_case
def document(case_file_id: int, document_id: int, by: Applicant) -> Response:
    """Send a document that the office issued in the file."""
    found = issuing.open_document(document_id, by=by)
    return download(found.pdf, PDF, f"{found.kind.label}.pdf")


def corrections_of(view: CaseView) -> Sequence[tuple[str, str, str]]:
    """What was observed: what, the remark and where it is corrected."""
    if view.file.state is not CaseState.OBSERVED:
        return []
    observed = [check for check in view.checks.values() if check.state is CheckState.OBSERVED]
    if observed:
        return [(_name(view, one.requirement), one.remark, _place(view, one.requirement)) for one in observed]
    return [(task.step.task, "", step_url(view.file.id, task.step.code)) for task in view.tasks if task.is_open]


def _cure_waits(view: CaseView) -> bool:
    """Whether something keeps the cure from being presented."""
    return any(task.state is not TaskState.DONE for task in view.tasks)


def _tasks_page(case_file_id: int, by: Applicant) -> str:
    view = get_case(case_file_id, by=by)
    return render_template(
        "procedures/public/tasks.html",
        view=view,
        tasks=[_task(view, task) for task in view.tasks],
        code=code_of(view.file) if is_by_code(by) else "",
        until=draft_until(view.file),
        following=next((task for task in view.tasks if task.state is TaskState.MISSING), None),
        is_begun=any(task.state is TaskState.DONE for task in view.tasks),
        step_url=step_url,
    )


def _task(view: CaseView, task: Any) -> Mapping[str, str]:
    return {"label": task.step.task, "status": STATUSES[task.state], "url": step_url(view.file.id, task.step.code)}


def _name(view: CaseView, code: str) -> str:
    return view.procedure.labels().get(code, "Solicitud")


def _place(view: CaseView, code: str) -> str:
    """Where an observed requirement or step is corrected: its own page, else the first that is open."""
    files = {one.code for one in view.procedure.requirements if one.evidence in WITH_FILES}
    if code in files:
        return url_for("case_papers.show", case_file_id=view.file.id, requirement=code)
    opened = [task.step.code for task in view.tasks if task.is_open]
    if code in opened:
        return step_url(view.file.id, code)
    first = next((step for step in opened if step != DOCUMENTS), DOCUMENTS)
    return step_url(view.file.id, first)


def denial_of(view: CaseView) -> Any:
    """The decision that may be contested; none where it was not denied."""
    denials = [event for event in view.events if event.kind is CaseEventKind.DENIED]
    return denials[-1] if denials and view.file.state is CaseState.DENIED else None
