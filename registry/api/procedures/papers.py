"""Papers of a case file: brought whole or in pieces, taken back, downloaded."""

from typing import Any

from flask import request

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.procedures.filing import ONE
from registry.api.procedures.reader import applicant
from registry.errors import NotFound
from registry.schemas.documents.attachment import FileInput
from registry.schemas.procedures.case_file import OffsetOutput, OffsetQuery, PaperOutput, UploadInput
from registry.services.documents import attachments
from registry.services.procedures.applying import papers, pieces
from registry.vocabulary.accounts import OUTSIDERS, Act
from registry.vocabulary.documents import MediaType
from registry.web.files import download
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import take

noun = Noun("case_papers", __name__, "Documentos que se presentan")

PIECE = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "description": f"Hasta {pieces.PIECE_BYTES // 1024} kB del archivo, desde «offset»",
}


@noun.at(f"{ONE}/requirements/<string(maxlength=40):requirement>/papers")
class Papers(MethodView):
    """The files that meet a requirement."""

    @permits(Act.FILE_PROCEDURES)
    @noun.takes_file(FileInput)
    @noun.answers("Adjuntar un archivo a un requisito; el mismo no se guarda dos veces", PaperOutput, 201)
    def post(self, facts: dict[str, Any], case_file_id: int, requirement: str) -> Any:
        """Keep it."""
        return papers.attach(case_file_id, requirement, take(facts["file"]), by=applicant())


@noun.at(f"{ONE}/uploads")
class Uploads(MethodView):
    """Files that come in pieces."""

    @permits(Act.FILE_PROCEDURES)
    @noun.takes(UploadInput)
    @noun.answers("Comenzar un archivo por partes, o saber dónde seguir", OffsetOutput)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Begin one, or go on."""
        return {"offset": pieces.start(case_file_id, **facts, by=applicant()), "paper": None}


@noun.at("/uploads/<string(maxlength=64):key>")
class Piece(MethodView):
    """A piece of a file."""

    @permits(Act.FILE_PROCEDURES)
    @noun.filters(OffsetQuery)
    @noun.describes(requestBody=PIECE)
    @noun.answers("Enviar una parte; con la última, el archivo queda adjunto", OffsetOutput)
    def put(self, query: dict[str, int], key: str) -> Any:
        """Keep it."""
        content = request.stream.read(pieces.PIECE_BYTES + 1)
        kept = pieces.receive(key, query["offset"], content, by=applicant())
        return {"offset": kept, "paper": None} if isinstance(kept, int) else {"offset": kept.size_bytes, "paper": kept}


@noun.at(f"/case-papers/<{KEY}:paper_id>")
class Paper(MethodView):
    """A paper of one's own file."""

    @permits(Act.FILE_PROCEDURES)
    @noun.answers("Quitar un archivo de un borrador o de lo que se subsana", PaperOutput)
    def delete(self, paper_id: int) -> Any:
        """Take it back."""
        return papers.take_back(paper_id, by=applicant())


@noun.at(f"/case-papers/<{KEY}:paper_id>/content")
class PaperContent(MethodView):
    """The bytes of a paper."""

    offers = tuple(MediaType.values())

    @permits(Act.READ_CASES)
    @noun.answers_file("Descargar un archivo de un expediente", *offers)
    def get(self, paper_id: int) -> Any:
        """Send them; an officer's look is noted."""
        officer = current_officer()
        if officer.role in OUTSIDERS:
            found = papers.open_paper(paper_id, by=applicant())
        else:
            found = attachments.open_attachment(paper_id, officer=officer)
        if found.case_file_id is None:
            raise NotFound(attachment_id=paper_id)
        return download(found.content, found.media_type.value, found.file_name)
