"""An alert of breach: what officers decide about it, and what the API shows."""

from typing import Any, ClassVar

from marshmallow import post_load

from registry.schemas.base import InputSchema, OutputSchema, ReservedSchema
from registry.schemas.documents.document import DocumentOutput
from registry.schemas.fields import Choice, Codes, Day, HalfDay, Key, Label, Part, Rows, Text, Whole, YesNo
from registry.schemas.keys import Moment
from registry.schemas.paging import PageQuery
from registry.vocabulary.attendance import BreachState, BreachStep, BreachTurn, EntrySource, Ground, Outcome

LONGEST = 2_000


class BreachQuery(PageQuery):
    """Whose turn the alerts to list are."""

    turn = Choice(BreachTurn, load_default=BreachTurn.OFFICE)


class ExplanationRequestInput(InputSchema):
    """When the request for an explanation is handed to the person."""

    example: ClassVar = {"handed_on": "2026-09-14"}

    handed_on = Day(required=True)


class ExplanationInput(InputSchema):
    """What the person answered, and when it was received."""

    example: ClassVar = {"received_on": "2026-09-21", "text": "Estuvo internado del 5 al 12; trae la constancia."}

    received_on = Day(required=True)
    text = Text(LONGEST, lines=True, required=True)


class ExcuseInput(InputSchema):
    """An absence that is justified, and its cause."""

    entry_id = Key(required=True)
    outcome = Choice(Outcome, required=True)


class AcceptanceInput(InputSchema):
    """The absences that are justified, and why."""

    example: ClassVar = {
        "excuses": [{"entry_id": 311, "outcome": "excused_health"}],
        "reason": "Constancia de internamiento",
    }

    excuses = Rows(ExcuseInput, key="entry_id", longest=60)
    reason = Text(LONGEST, lines=True, required=True)

    @post_load
    def _by_entry(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        return {**loaded, "excuses": {row["entry_id"]: row["outcome"] for row in loaded["excuses"]}}


class WithdrawalInput(InputSchema):
    """Why the alert is withdrawn."""

    example: ClassVar = {"reason": "La planilla de esos días llegó después"}

    reason = Text(LONGEST, shortest=5, lines=True, required=True)


class ReportInput(InputSchema):
    """What the officer weighed, and what is added to the report."""

    example: ClassVar = {"reason": "No explicó ninguna de las faltas", "words": ""}

    reason = Text(LONGEST, shortest=5, lines=True, required=True)
    words = Text(LONGEST, lines=True, load_default="")


class BreachOutput(ReservedSchema):
    """An alert; the person's answer and the officer's reason only where somebody opened that very alert."""

    reserved = frozenset({"explanation", "reason"})

    id = Key()
    version = Whole()
    state = Choice(BreachState)
    state_label = Label("state")
    ground = Choice(Ground)
    ground_label = Label("ground")
    placement_id = Key()
    person_id = Key(attribute="placement.sentence.person_id")
    person = Text(attribute="placement.sentence.person.full_name")
    unit = Text(attribute="placement.vacancy.unit.name")
    first_day = Day()
    reached_on = Day()
    explanation_due_on = Day(allow_none=True)
    explained_on = Day(allow_none=True)
    explanation = Text(allow_none=True)
    decided_on = Day(allow_none=True)
    reason = Text(allow_none=True)
    officer_name = Text()
    officer_post = Text()


class CausingEntryOutput(OutputSchema):
    """An entry of the ledger that caused an alert, or corrects one that did."""

    id = Key()
    day = Day()
    shift = HalfDay()
    outcome = Choice(Outcome)
    outcome_label = Label("outcome")
    source = Choice(EntrySource)
    account_name = Text()
    account_post = Text()
    recorded_at = Moment()


class CauseOutput(OutputSchema):
    """What caused an alert, and what holds in its place today."""

    entry = Part(CausingEntryOutput)
    correction = Part(CausingEntryOutput, allow_none=True)


class ReviewOutput(OutputSchema):
    """An alert with everything an officer weighs."""

    alert = Part(BreachOutput)
    stands = YesNo()
    causes = Part(CauseOutput, many=True)
    letters = Part(DocumentOutput, many=True)
    warnings = Part(DocumentOutput, many=True)
    steps = Codes(BreachStep, dump_only=True, metadata={"description": "Lo que se puede hacer ahora"})
