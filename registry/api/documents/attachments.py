"""Papers handed in for an institution or a sentence; they are added on the pages."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.schemas.documents.attachment import AttachmentOutput
from registry.schemas.people.reserved import PurposeQuery
from registry.services.documents import attachments
from registry.services.documents.attachments import Subject
from registry.vocabulary.accounts import Act
from registry.vocabulary.documents import MediaType
from registry.web.files import download
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("attachments", __name__, "Archivos adjuntos")


@noun.at(f"/institutions/<{KEY}:institution_id>/attachments")
class InstitutionAttachments(MethodView):
    """An institution's papers."""

    @permits(Act.READ_INSTITUTIONS)
    @noun.answers("Listar los archivos de una institución", AttachmentOutput(many=True))
    def get(self, institution_id: int) -> Any:
        """List them, the newest first."""
        return attachments.list_attachments(Subject(institution_id=institution_id), officer=current_officer())


@noun.at(f"/sentences/<{KEY}:sentence_id>/attachments")
class SentenceAttachments(MethodView):
    """A court's papers."""

    @permits(Act.READ_RESERVED)
    @noun.answers("Listar los archivos de una sentencia", AttachmentOutput(many=True))
    def get(self, sentence_id: int) -> Any:
        """List them, the newest first."""
        return attachments.list_attachments(Subject(sentence_id=sentence_id), officer=current_officer())


@noun.at(f"/attachments/<{KEY}:attachment_id>/content")
class AttachmentContent(MethodView):
    """The bytes of a paper."""

    offers = tuple(MediaType.values())

    @permits(Act.READ_INSTITUTIONS)
    @noun.filters(PurposeQuery)
    @noun.answers_file("Descargar un archivo adjunto", *offers)
    def get(self, query: dict[str, str], attachment_id: int) -> Any:
        """Send them; the look is noted, and a court's paper asks for a purpose."""
        found = attachments.open_attachment(attachment_id, officer=current_officer(), purpose=query["purpose"])
        return download(found.content, found.media_type.value, found.file_name)
