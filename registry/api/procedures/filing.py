"""Filing: by an institution's key, or by an officer at the counter for somebody who came."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.procedures.reader import applicant, own
from registry.extensions.clock import today
from registry.procedures.catalogue import CATALOGUE
from registry.schemas.procedures.answers import SCHEMAS, plain
from registry.schemas.procedures.case_file import (
    CaseFileOutput,
    CaseOutput,
    DraftInput,
    DraftOutput,
    OwnCaseQuery,
)
from registry.schemas.procedures.door import WithdrawalReason
from registry.services.procedures import reading
from registry.services.procedures.applicants import code_of
from registry.services.procedures.applying import filing
from registry.services.procedures.applying.tasks import DOCUMENTS
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("filing", __name__, "Presentar trámites")

ONE = f"/case-files/<{KEY}:case_file_id>"


@noun.at("/own-case-files")
class OwnCaseFiles(MethodView):
    """What the caller files."""

    @permits(Act.FILE_PROCEDURES)
    @noun.filters(OwnCaseQuery)
    @noun.answers("Listar los expedientes propios y de su institución, el último primero", page_of(CaseFileOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them, drafts among them."""
        return reading.list_own(account=current_officer(), **cut_page(query))

    @permits(Act.FILE_PROCEDURES)
    @noun.takes(DraftInput)
    @noun.answers("Abrir un borrador; con la misma clave responde el mismo", DraftOutput, 201)
    def post(self, facts: dict[str, Any]) -> Any:
        """Begin one, and tell the code that opens it without an account."""
        case = filing.open_draft(**facts, by=applicant(), on=today())
        headers = {"Location": f"{PREFIX}/case-files/{case.id}"}
        return {"case_file": case, "code": code_of(case)}, 201, headers


@noun.at(f"{ONE}/draft")
class Draft(MethodView):
    """What was begun and not presented."""

    @permits(Act.FILE_PROCEDURES)
    @noun.answers("Desechar un borrador con sus archivos", status=204)
    def delete(self, case_file_id: int) -> None:
        """Forget it."""
        filing.discard(case_file_id, by=applicant())


@noun.at(f"{ONE}/submission")
class Submission(MethodView):
    """The draft that is presented."""

    @permits(Act.FILE_PROCEDURES)
    @noun.answers("Presentar un borrador completo; presentarlo otra vez responde lo mismo", CaseOutput, is_tagged=True)
    def post(self, case_file_id: int) -> Any:
        """Present it."""
        filing.submit(case_file_id, by=applicant(), on=today())
        return own(case_file_id)


@noun.at(f"{ONE}/cure")
class Cure(MethodView):
    """What was observed, put right."""

    @permits(Act.FILE_PROCEDURES)
    @noun.answers("Presentar la subsanación de lo observado, dentro de su plazo", CaseOutput, is_tagged=True)
    def post(self, case_file_id: int) -> Any:
        """Present the cure."""
        filing.cure(case_file_id, by=applicant(), on=today())
        return own(case_file_id)


@noun.at(f"{ONE}/withdrawal")
class Withdrawal(MethodView):
    """What is given up."""

    @permits(Act.FILE_PROCEDURES)
    @noun.takes(WithdrawalReason)
    @noun.answers("Desistir de una solicitud presentada", CaseOutput, is_tagged=True)
    def post(self, facts: dict[str, str], case_file_id: int) -> Any:
        """Give it up."""
        filing.withdraw(case_file_id, reason=facts["reason"], by=applicant(), on=today())
        return own(case_file_id)


def _hang(step: str, task: str, schema: Any) -> None:
    """Hang a step of the form: the shape of its answers stands in the description under its own address."""

    @permits(Act.FILE_PROCEDURES)
    @noun.takes(schema)
    @noun.answers(f"Responder «{task}» en un borrador, o corregirlo si fue observado", CaseOutput, is_tagged=True)
    def put(_self: MethodView, answers: dict[str, Any], case_file_id: int) -> Any:
        filing.complete_step(case_file_id, step, plain(answers), by=applicant())
        return own(case_file_id)

    name = "".join(part.title() for part in step.split("_"))
    noun.at(f"{ONE}/steps/{step}")(type(f"{name}Step", (MethodView,), {"put": put}))


_TASKS = {step.code: step.task for procedure in CATALOGUE.values() for step in procedure.steps}
for _step, _schema in SCHEMAS.items():
    if _step != DOCUMENTS:
        _hang(_step, _TASKS[_step], _schema)
