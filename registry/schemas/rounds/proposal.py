"""A proposal: how a round's list is narrowed, and what is shown of each."""

from typing import Any

from marshmallow import fields, validate

from registry.schemas.base import OutputSchema
from registry.schemas.basics import words
from registry.schemas.fields import Choice, Decimal, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.paging import SearchQuery
from registry.schemas.rounds.attendances import Attendances
from registry.schemas.rounds.decision import DecisionOutput
from registry.vocabulary import reasons
from registry.vocabulary.institutions import Task
from registry.vocabulary.rounds import ProposalState

ORDERS = ("person", "score", "distance", "urgency")
UNKNOWN_ORDER = "Elija uno de estos órdenes: persona, puntaje, cercanía o urgencia."


class CauseFilter(Text):
    """A cause of having no place, by the code that is shown of it; none narrows nothing."""

    default_error_messages = words(cause="Elija una de las causas de la ronda.")

    def __init__(self, **options: Any) -> None:
        super().__init__(40, load_default="", **options)

    def _clean(self, typed: str) -> str:
        code = super()._clean(typed)
        if code and code not in reasons.CAUSES:
            raise self.make_error("cause")
        return reasons.shown_code(code)


class ProposalQuery(SearchQuery):
    """Which proposals of a round to list, and in which order."""

    state = Choice(ProposalState, load_default=None)
    cause = CauseFilter()
    order = Text(20, load_default="person", validate=validate.OneOf(ORDERS, error=UNKNOWN_ORDER))


class Cause(fields.String):
    """The code of a cause of having no place, as it is shown; none where there is a place."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return reasons.shown_code(value) if value else None


class CauseLabel(fields.String):
    """The words of a cause of having no place."""

    def __init__(self) -> None:
        super().__init__(attribute="cause", dump_only=True, allow_none=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return reasons.cause_of(value).title if value else None


class ProposalOutput(OutputSchema):
    """A proposal as its office's officers see it."""

    id = Key()
    version = Whole()
    round = Text(attribute="round.public_id")
    state = Choice(ProposalState)
    state_label = Label("state")
    person_id = Key(attribute="sentence.person_id")
    person = Text(attribute="sentence.person.full_name")
    sentence_id = Key()
    case_number = Text(attribute="sentence.case_number")
    vacancy_id = Key(allow_none=True)
    unit_id = Key(attribute="vacancy.unit_id", dump_default=None, allow_none=True)
    unit = Text(attribute="vacancy.unit.name", dump_default=None, allow_none=True)
    task = Choice(Task, attribute="vacancy.task", dump_default=None, allow_none=True)
    attendances = Attendances()
    score = Decimal(allow_none=True)
    distance_km = Decimal(allow_none=True)
    uses_skill = YesNo()
    cause = Cause(allow_none=True)
    cause_label = CauseLabel()


class ProposalFileOutput(ProposalOutput):
    """A proposal with what was decided on it."""

    decisions = Part(DecisionOutput, many=True)
