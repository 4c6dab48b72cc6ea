"""The monthly reports of the office: whom it owes one, and issuing what is missing."""

from datetime import date
from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.api.problems import ProblemOutput, problem_of
from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.schemas.base import OutputSchema
from registry.schemas.documents.document import DocumentOutput, MonthInput
from registry.schemas.fields import Key, Part
from registry.services.documents import monthly
from registry.services.documents.months import parse_month
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("monthly_reports", __name__, "Informes mensuales")


class ReportRow(OutputSchema):
    """What became of one placement: its report, or why it was not issued."""

    placement_id = Key()
    document = Part(DocumentOutput, allow_none=True)
    problem = Part(ProblemOutput, allow_none=True)


class ReportsOutput(OutputSchema):
    """A row a placement whose report was missing."""

    items = Part(ReportRow, many=True)


@noun.at("/monthly-reports")
class MonthlyReports(MethodView):
    """The reports of a month."""

    @permits(Act.ISSUE_LETTERS)
    @noun.takes(MonthInput)
    @noun.answers("Emitir los informes mensuales que faltan; responde por cada uno", ReportsOutput)
    def post(self, facts: dict[str, Any]) -> Any:
        """Issue what is missing, at most a hundred at once; one refusal stops no other."""
        require_proof()
        results = monthly.issue_month(_month(facts["month"]), officer=current_officer(), on=today())
        items = [
            {
                "placement_id": result.placement_id,
                "document": result.document,
                "problem": problem_of(result.refusal) if result.refusal else None,
            }
            for result in results
        ]
        return {"items": items}


def _month(text: str) -> date:
    month = parse_month(text)
    if month is None:
        raise InvalidFields({"month": ("month_unreadable", {})})
    return month
