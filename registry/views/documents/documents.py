"""A document's PDF, for the office that issued it."""

from flask import Blueprint, Response

from registry import letters
from registry.services.documents import documents
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("documents", __name__, url_prefix="/documentos")


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
