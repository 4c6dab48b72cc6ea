"""Numbered documents: read by their office, verified by anybody with the code."""

from typing import Any

from registry.api.keys import idempotency_key
from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.documents.document import (
    DocumentOutput,
    LetterInput,
    OfferOutput,
    VerdictOutput,
    VerificationOutput,
)
from registry.services.accounts.once import once
from registry.services.documents import documents, issuing, offering, verification
from registry.services.placements import placements
from registry.vocabulary.accounts import Act
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits, public
from registry.web.sessions import require_proof

noun = Noun("documents", __name__, "Documentos")


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

    @permits(Act.ISSUE_LETTERS)
    @noun.keyed
    @noun.takes(LetterInput)
    @noun.answers("Emitir un documento de una ubicación; uno anterior igual queda reemplazado", DocumentOutput, 201)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Sign and issue one; the same key with the same content answers the first one again."""
        require_proof()
        officer = current_officer()
        return once(
            idempotency_key(),
            ("letter", placement_id, sorted(facts.items())),
            lambda: documents.issue(placement_id, officer=officer, on=today(), **facts),
            lambda document_id: documents.get_document(document_id, officer=officer),
            by=officer,
        )


@noun.at(f"/placements/<{KEY}:placement_id>/documents/offers")
class DocumentOffers(MethodView):
    """What a placement is ready for."""

    @permits(Act.ISSUE_LETTERS)
    @noun.answers("Listar los documentos que se pueden emitir ahora de una ubicación", OfferOutput(many=True))
    def get(self, placement_id: int) -> Any:
        """List them; of monthly reports only those that are missing."""
        return offering.list_offers(placement_id, officer=current_officer(), on=today())


@noun.at(f"/placements/<{KEY}:placement_id>/documents/draft")
class DocumentDraft(MethodView):
    """A document before it is signed."""

    offers = (PDF,)

    @permits(Act.ISSUE_LETTERS)
    @noun.takes(LetterInput)
    @noun.answers_file("Ver el borrador de un documento en PDF, sin número ni código; no se emite nada", PDF)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Compose it as it would be issued now; the look is noted."""
        draft = issuing.preview(placement_id, officer=current_officer(), on=today(), **facts)
        return download(draft, PDF, f"borrador-{facts['kind'].value}.pdf")


@noun.at(f"/documents/<{KEY}:document_id>")
class Document(MethodView):
    """One document."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Leer los datos de un documento", DocumentOutput)
    def get(self, document_id: int) -> Any:
        """Read it without its bytes."""
        return documents.get_document(document_id, officer=current_officer())


@noun.at(f"/documents/<{KEY}:document_id>/verdict")
class DocumentVerdict(MethodView):
    """Whether a document still holds."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Comprobar un documento con lo registrado hasta su emisión", VerdictOutput)
    def get(self, document_id: int) -> Any:
        """Compare it with its hash, its PDF and the ledger."""
        return verification.recheck(document_id, officer=current_officer())


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
        return download(document.pdf, PDF, name)


@public
@noun.at("/verifications/<string(maxlength=60):code>")
class Verification(MethodView):
    """What anybody may know of a document."""

    @noun.open_to_all
    @noun.answers("Verificar un documento por el código de su QR", VerificationOutput)
    def get(self, code: str) -> Any:
        """Tell that it was issued, when and by whom; nothing of the person."""
        return documents.verify(code)
