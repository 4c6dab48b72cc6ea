"""The door of case files: number and code open the page of one for half an hour."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, WrongState
from registry.extensions.clock import now
from registry.schemas.forms import load_form
from registry.schemas.procedures.door import CaseDoorInput
from registry.services.procedures.applicants import Applicant, open_with_code
from registry.services.procedures.applying import filing
from registry.views.editing import Answer
from registry.views.filling import Form
from registry.views.procedures.public_access import KEPT, PATH, STEP_PATH, door_page, kept_of, page_of
from registry.views.procedures.questions import typed_values
from registry.web import opened_cases
from registry.web.permissions import public
from registry.web.refusals import field_messages

blueprint = Blueprint("case_door", __name__, url_prefix="/seguir")

LEFT = "Salió de su expediente. Para volver a verlo use otra vez su número y su código."
RESTORED = "Aquí está lo que había escrito. Revíselo y continúe."


@blueprint.get("/")
@public
def show() -> Answer:
    """Ask for number and code, or lead to the file that is open here."""
    opened = opened_cases.find_open()
    return door_page(Form(), {}) if opened is None else page_of(opened.case_file_id)


@blueprint.post("/")
@public
def enter() -> Answer:
    """Open a file for whoever has its number and code; what they typed before it closed is there again."""
    kept, path = kept_of(request.form), request.form.get(PATH, "")
    given = Form((name, value) for name, value in request.form.items() if not name.startswith(KEPT) and name != PATH)
    loaded, errors = load_form(CaseDoorInput(), given)
    if errors:
        return door_page(given, errors, kept, path), 422
    try:
        opened = open_with_code(**loaded, at=now(), address=request.remote_addr or "")
    except InvalidFields as refusal:
        return door_page(given, field_messages(refusal), kept, path), 422
    opened_cases.keep_open(opened)
    if kept and _restore(opened.case_file_id, kept, path):
        flash(RESTORED, "warning")
        return redirect(path, 303)
    return page_of(opened.case_file_id)


@blueprint.post("/salir")
@public
def leave() -> Response:
    """Close the file on this device."""
    opened_cases.leave()
    flash(LEFT, "success")
    return redirect(url_for("case_door.show"), 303)


def _restore(case_file_id: int, kept: dict[str, list[str]], path: str) -> bool:
    """Keep in the draft what was typed while the page was closed; nothing where it was another file's."""
    found = STEP_PATH.fullmatch(path)
    if found is None or int(found[1]) != case_file_id:
        return False
    form = Form((name, value) for name, values in kept.items() for value in values)
    typed = typed_values(form) | ({"place": found[3]} if found[3] else {})
    try:
        filing.save_typed(case_file_id, found[2], typed, by=Applicant(case_file_id=case_file_id))
    except (InvalidFields, WrongState):
        return False
    return True
