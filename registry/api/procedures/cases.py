"""Case files: listed by deadline, read whole with their documents, followed by whoever has the code."""

from typing import Any

from flask import request

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.procedures.filing import ONE
from registry.api.procedures.reader import present
from registry.errors import NotFound
from registry.extensions.clock import now, today
from registry.schemas.documents.document import DocumentOutput
from registry.schemas.procedures.case_file import CaseFileOutput, CaseOutput, CaseQuery, FollowedCaseOutput
from registry.services.procedures import reading
from registry.services.procedures.applicants import Applicant, open_with_code
from registry.services.procedures.desk import inbox
from registry.services.procedures.desk.narrowing import CaseFilter, Due, Holder, Standing
from registry.services.procedures.telling import issuing, notices
from registry.vocabulary.accounts import Act
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits, public

noun = Noun("case_files", __name__, "Expedientes")

HEADER = "X-Case-Code"
CODE = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "description": "Código del expediente, como figura en su constancia",
    "schema": {"type": "string", "maxLength": 30},
}


@noun.at("/case-files")
class CaseFiles(MethodView):
    """The files within reach."""

    @permits(Act.READ_CASES)
    @noun.filters(CaseQuery)
    @noun.answers("Listar expedientes presentados; primero los de plazo vencido", page_of(CaseFileOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them by deadline."""
        page = cut_page(query)
        return inbox.read_inbox(_narrowed(query), officer=current_officer(), on=today(), **page).page


@noun.at(ONE)
class CaseFile(MethodView):
    """One file."""

    @permits(Act.READ_CASES)
    @noun.answers("Leer un expediente con su historia, documentos y plazos", CaseOutput, is_tagged=True)
    def get(self, case_file_id: int) -> Any:
        """Read it; an officer's look is noted."""
        return present(case_file_id)


@noun.at(f"{ONE}/documents")
class CaseDocuments(MethodView):
    """What was issued in a file."""

    @permits(Act.READ_CASES)
    @noun.answers("Listar los documentos emitidos en un expediente", DocumentOutput(many=True))
    def get(self, case_file_id: int) -> Any:
        """List them, the newest first."""
        return issuing.list_documents(case_file_id, by=current_officer())


@noun.at(f"{ONE}/documents/<{KEY}:letter_id>/pdf")
class CaseDocumentPdf(MethodView):
    """The bytes of a document."""

    offers = (PDF,)

    @permits(Act.READ_CASES)
    @noun.answers_file("Descargar en PDF la constancia, la notificación o la resolución", PDF)
    def get(self, case_file_id: int, letter_id: int) -> Any:
        """Send the PDF as it was issued; an officer's look is noted."""
        officer = current_officer()
        if all(letter_id != issued.id for issued in issuing.list_documents(case_file_id, by=officer)):
            raise NotFound(document_id=letter_id)
        document = issuing.open_document(letter_id, by=officer)
        return download(document.pdf, PDF, f"{document.kind.value}-{document.year}-{document.number:06}.pdf")


@public
@noun.at("/public/case-files/<string(maxlength=30):number>")
class FollowedCase(MethodView):
    """A file by its number and code."""

    @noun.open_to_all
    @noun.describes(parameters=[CODE])
    @noun.answers("Seguir un expediente con su número y su código", FollowedCaseOutput)
    def get(self, number: str) -> Any:
        """Show it; wrong tries are counted, and looking counts as having read its notices."""
        code, address = request.headers.get(HEADER, ""), request.remote_addr or ""
        opened = open_with_code(number, code, at=now(), address=address)
        by = Applicant(case_file_id=opened.case_file_id)
        notices.note_opened(opened.case_file_id, by=by, at=now())
        return reading.get_case(opened.case_file_id, by=by, on=today())


def _narrowed(query: dict[str, Any]) -> CaseFilter:
    return CaseFilter(
        search=query["search"],
        procedure=query["procedure"],
        state=query["state"] or Standing.WAITING,
        officer=Holder.NOBODY if query["is_unassigned"] else query["officer_id"],
        office_id=query["office_id"],
        due=Due.OVER if query["is_overdue"] else None,
    )
