"""The documents of a file: one at a time, in one go or in pieces, seen and taken back."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import NotFound
from registry.procedures.procedure import Requirement
from registry.schemas.forms import load_form
from registry.schemas.procedures.door import UploadStart
from registry.services.documents import uploads
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import papers, pieces
from registry.services.procedures.applying.tasks import DOCUMENTS, WITH_FILES
from registry.services.procedures.reading import CaseView, get_case
from registry.views.editing import Answer
from registry.views.filling import Errors, saved
from registry.views.procedures.public_access import own_case
from registry.views.procedures.public_steps import step_frame
from registry.views.procedures.steps import next_url, remark_of
from registry.vocabulary.documents import MediaType
from registry.vocabulary.procedures import CaseState, Evidence
from registry.web.permissions import public
from registry.web.refusals import InvalidInput
from registry.web.sending import find_sent, take

blueprint = Blueprint("case_papers", __name__, url_prefix="/seguir/<int:case_file_id>/papeles")

NO_FILE = "Falta el archivo. Tome una foto o elija uno."
ADDED = "Se adjuntó el archivo. Véalo abajo; si no se lee, quítelo y adjunte otro."
TAKEN_BACK = "Se quitó el archivo."


@blueprint.get("/")
@public
@own_case
def index(case_file_id: int, by: Applicant) -> str:
    """Show what is asked for and what is there."""
    view = get_case(case_file_id, by=by)
    return render_template(
        "procedures/public/papers.html",
        **step_frame(view, DOCUMENTS, {}),
        wanted=_wanted(view),
        onward=next_url(view, DOCUMENTS),
    )


@blueprint.get("/<requirement>")
@public
@own_case
def show(case_file_id: int, requirement: str, by: Applicant) -> str:
    """Show the files of one requirement, and take one more."""
    return _page(get_case(case_file_id, by=by), requirement, {})


@blueprint.post("/<requirement>")
@public
@own_case
def add(case_file_id: int, requirement: str, by: Applicant) -> Answer:
    """Add a file that came with the form."""
    view = get_case(case_file_id, by=by)
    sent = find_sent()
    if sent is None:
        return _page(view, requirement, {"file": [NO_FILE]}), 422
    kept, refused = saved(lambda: papers.attach(case_file_id, requirement, take(sent), by=by))
    if kept is None:
        return _page(view, requirement, refused), 422
    flash(ADDED, "success")
    return redirect(_url(case_file_id, requirement), 303)


@blueprint.post("/<requirement>/partes")
@public
@own_case
def start(case_file_id: int, requirement: str, by: Applicant) -> Response:
    """Tell a script where to go on with a file in pieces."""
    loaded, errors = load_form(UploadStart(), request.form)
    if errors:
        raise InvalidInput(errors)
    offset = pieces.start(case_file_id, requirement, by=by, **loaded)
    return jsonify(offset=offset, piece_bytes=pieces.PIECE_BYTES)


@blueprint.post("/<requirement>/partes/siguiente")
@public
@own_case
def receive(case_file_id: int, requirement: str, by: Applicant) -> Response:
    """Take a piece; the last one makes the file a paper."""
    key, place = request.args.get("clave", ""), request.args.get("desde", "")
    if not place.isascii() or not place.isdigit():
        raise NotFound
    content = request.stream.read(pieces.PIECE_BYTES + 1)
    found = pieces.receive(key, int(place), content, by=by)
    if isinstance(found, int):
        return jsonify(offset=found)
    flash(ADDED, "success")
    return jsonify(paper=found.id, next=_url(case_file_id, requirement))


@blueprint.get("/<requirement>/<int:attachment_id>")
@public
@own_case
def download(case_file_id: int, requirement: str, attachment_id: int, by: Applicant) -> Response:
    """Send a file as it was kept: pictures to be seen in the page, the rest to be saved."""
    paper = papers.open_paper(attachment_id, by=by)
    if (paper.case_file_id, paper.requirement) != (case_file_id, requirement):
        raise NotFound(attachment_id=attachment_id)
    answer = Response(paper.content, mimetype=paper.media_type.value)
    seen = "attachment" if paper.media_type is MediaType.PDF else "inline"
    answer.headers.set("Content-Disposition", seen, filename=paper.file_name)
    return answer


@blueprint.post("/<requirement>/<int:attachment_id>/quitar")
@public
@own_case
def take_back(case_file_id: int, requirement: str, attachment_id: int, by: Applicant) -> Response:
    """Take a file out."""
    known = get_case(case_file_id, by=by).papers_of(requirement)
    if all(paper.id != attachment_id for paper in known):
        raise NotFound(attachment_id=attachment_id)
    papers.take_back(attachment_id, by=by)
    flash(TAKEN_BACK, "success")
    return redirect(_url(case_file_id, requirement), 303)


def _wanted(view: CaseView) -> list[tuple[Requirement, int, str]]:
    """What asks for files: with how many there are, and what was observed."""
    asked = [one for one in view.procedure.requirements if one.evidence in WITH_FILES]
    return [(one, len(view.papers_of(one.code)), remark_of(view, one.code)) for one in asked]


def _onward(view: CaseView, requirement: str) -> str:
    """The next requirement without files, else the list of them."""
    missing = [one.code for one, count, _ in _wanted(view) if not count and not one.is_optional]
    following = next((code for code in missing if code != requirement), None)
    if view.file.state is CaseState.OBSERVED or following is None:
        return url_for("case_papers.index", case_file_id=view.file.id)
    return _url(view.file.id, following)


def _url(case_file_id: int, requirement: str) -> str:
    return url_for("case_papers.show", case_file_id=case_file_id, requirement=requirement)


def _page(view: CaseView, requirement: str, errors: Errors) -> str:
    wanted = next((one for one, _, _ in _wanted(view) if one.code == requirement), None)
    if wanted is None:
        raise NotFound(requirement=requirement)
    return render_template(
        "procedures/public/paper.html",
        **step_frame(view, DOCUMENTS, errors),
        requirement=wanted,
        observed=remark_of(view, requirement),
        papers=view.papers_of(requirement),
        is_photo=wanted.evidence is Evidence.PHOTO,
        largest_megabytes=uploads.LARGEST_BYTES // 1024 // 1024,
        pdf=MediaType.PDF,
        onward=_onward(view, requirement),
    )
