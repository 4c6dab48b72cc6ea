"""Numbered documents: read by their office, verified by anybody with the code."""

from io import BytesIO
from typing import Any

from flask import send_file

from registry.api.nouns import KEY, MethodView, Noun
from registry.schemas.documents.document import DocumentOutput, VerificationOutput
from registry.services.documents import documents
from registry.services.placements import placements
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits, public

noun = Noun("documents", __name__, "Documentos")

PDF = "application/pdf"


@noun.at(f"/placements/<{KEY}:placement_id>/documents")
class PlacementDocuments(MethodView):
    """The letters of a placement."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Listar las cartas de una ubicación", DocumentOutput(many=True))
    def get(self, placement_id: int) -> Any:
        """List them, the newest first."""
        officer = current_officer()
        placement = placements.get_placement(placement_id, officer=officer)
        return documents.list_of_placement(placement.id, officer=officer)


@noun.at(f"/documents/<{KEY}:document_id>")
class Document(MethodView):
    """One document."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Leer los datos de un documento", DocumentOutput)
    def get(self, document_id: int) -> Any:
        """Read it without its bytes."""
        return documents.get_document(document_id, officer=current_officer())


@noun.at(f"/documents/<{KEY}:document_id>/pdf")
class DocumentPdf(MethodView):
    """The bytes of a document."""

    offers = (PDF,)

    @permits(Act.READ_PLACEMENTS)
    @noun.answers_file("Descargar un documento en PDF", PDF)
    def get(self, document_id: int) -> Any:
        """Send the PDF as it was issued; the look at it is noted."""
        document = documents.open_pdf(document_id, officer=current_officer())
        name = f"{document.kind.value}-{document.year}-{document.number:06}.pdf"
        return send_file(BytesIO(document.pdf), mimetype=PDF, as_attachment=True, download_name=name)


@public
@noun.at("/verifications/<string(maxlength=60):code>")
class Verification(MethodView):
    """What anybody may know of a document."""

    @noun.open_to_all
    @noun.answers("Verificar un documento por el código de su QR", VerificationOutput)
    def get(self, code: str) -> Any:
        """Tell that it was issued, when and by whom; nothing of the person."""
        return documents.verify(code)
