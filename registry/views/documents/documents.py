"""A document for the office that issued it: its facts, whether it still holds, and its PDF."""

from typing import Any

from flask import Blueprint, Response, render_template

from registry import letters
from registry.errors import NotFound
from registry.services.documents import documents, verification
from registry.services.placements import placements
from registry.views.documents.letter_words import letter_name
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("documents", __name__, url_prefix="/documentos")


@blueprint.get("/<int:document_id>")
@permits(Act.READ_PLACEMENTS)
def show(document_id: int) -> str:
    """Tell what it is, and compare it with what the ledger held at its issue."""
    officer = current_officer()
    document = documents.get_document(document_id, officer=officer)
    return render_template(
        "documents/document.html",
        document=document,
        name=letter_name(document.kind, document.period),
        verdict=verification.recheck(document_id, officer=officer),
        placement=_placement(document.placement_id),
    )


@blueprint.get("/<int:document_id>.pdf")
@permits(Act.READ_PLACEMENTS)
def pdf(document_id: int) -> Response:
    """Send the PDF as it was issued; the look at it is noted."""
    document = documents.open_pdf(document_id, officer=current_officer())
    number = letters.document_number(document.number, document.year, document.office.code)
    name = "".join(letter if letter.isalnum() else "-" for letter in number)
    return Response(
        document.pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def _placement(placement_id: int | None) -> Any:
    """The placement; none where the sentence has gone to another office, which leaves this one its documents."""
    if placement_id is None:
        return None
    try:
        return placements.get_placement(placement_id, officer=current_officer())
    except NotFound:
        return None
