"""The monthly reports of the office: whom it owes one, and issuing what is missing."""

from typing import Any

from registry.api.batches import Problem, batch_of
from registry.api.nouns import MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.extensions.clock import today
from registry.reference.months import month_before
from registry.schemas.base import OutputSchema
from registry.schemas.documents.document import DocumentOutput, DueReportOutput, MonthInput, MonthQuery
from registry.schemas.fields import Key, Part, Whole
from registry.schemas.keys import Month
from registry.services.documents import monthly
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("monthly_reports", __name__, "Informes mensuales")


class ReportRow(OutputSchema):
    """What became of one placement: its report, or why it was not issued."""

    placement_id = Key()
    document = Part(DocumentOutput, allow_none=True)
    problem = Problem()


class MonthlyReportsOutput(OutputSchema):
    """An office's month: how many reports are missing, and a page of all whom it reports on."""

    month = Month()
    missing = Whole(metadata={"description": "Informes que faltan en todo el mes"})
    page = Part(page_of(DueReportOutput))


@noun.at("/monthly-reports")
class MonthlyReports(MethodView):
    """The reports of a month."""

    @permits(Act.READ_PLACEMENTS)
    @noun.filters(MonthQuery)
    @noun.answers("Listar de quiénes se informa al juez en un mes, los que faltan primero", MonthlyReportsOutput)
    def get(self, query: dict[str, Any]) -> Any:
        """List them; without a month, of the last that is over."""
        month = query["month"] or month_before(today())
        return monthly.list_month(month, officer=current_officer(), **cut_page(query))

    @permits(Act.ISSUE_LETTERS)
    @noun.takes(MonthInput)
    @noun.answers("Emitir los informes mensuales que faltan; responde por cada uno", batch_of(ReportRow))
    def post(self, facts: dict[str, Any]) -> Any:
        """Issue what is missing, at most a hundred at once; one refusal stops no other."""
        require_proof()
        return monthly.issue_month(facts["month"], officer=current_officer(), on=today())
