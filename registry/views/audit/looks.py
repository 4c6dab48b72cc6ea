"""Who saw a person's file."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from registry.services.audit.looks import DAYS, list_looks
from registry.views.audit.words import who
from registry.views.lists import PAGE, page_of
from registry.vocabulary.accounts import Act, AuditAction
from registry.vocabulary.audit import subject_label
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("looks", __name__, url_prefix="/personas/<int:person_id>/consultas")

SEEN = {"reserved": "Datos reservados", "audit": "Esta lista", "name": "Nombre, en la página de una unidad"}


@blueprint.get("/")
@permits(Act.READ_AUDIT)
def index(person_id: int) -> str:
    """List the looks of the last days; this one is noted too."""
    found = list_looks(person_id, officer=current_officer(), page=page_of(request.args))
    return render_template(
        "audit/looks.html",
        person=found.person,
        page=found.page,
        page_url=lambda number: url_for("looks.index", person_id=person_id, **{PAGE: number}),
        what=_what,
        who=who,
        days=DAYS,
    )


def _what(entry: Any) -> str:
    """What was seen, in the words of the page that showed it."""
    seen = SEEN.get(str(entry.changes.get("facts", "")))
    told = seen or subject_label(entry.subject)
    return f"{told} (exportación)" if entry.action is AuditAction.EXPORTED else told
