"""A placement: how the office's list is narrowed, who is notified, and what is shown."""

from typing import Any

from marshmallow import post_dump

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.documents.document import DocumentOutput
from registry.schemas.fields import Choice, Day, Instant, Key, Label, Part, Text, Whole
from registry.schemas.keys import Keys, Moment
from registry.schemas.rounds.attendances import Attendances
from registry.vocabulary.institutions import Task
from registry.vocabulary.messages import message
from registry.vocabulary.placements import EndReason, PlacementState


class PlacementQuery(InputSchema):
    """Which of the office's placements to list."""

    state = Choice(PlacementState, load_default=None)
    page = Whole(1, 1_000_000, load_default=1)


class NotifyInput(InputSchema):
    """The placements whose letters one signature issues."""

    placement_ids = Keys(required=True)


class PlacementEventOutput(OutputSchema):
    """A change of state of a placement."""

    state = Choice(PlacementState)
    state_label = Label("state")
    reason = Text(allow_none=True)
    at = Moment()
    officer_name = Text()
    officer_post = Text()


class PlacementOutput(OutputSchema):
    """A placement as its office's officers see it."""

    id = Key()
    version = Whole()
    state = Choice(PlacementState)
    state_label = Label("state")
    person_id = Key(attribute="sentence.person_id")
    person = Text(attribute="sentence.person.full_name")
    sentence_id = Key()
    case_number = Text(attribute="sentence.case_number")
    vacancy_id = Key()
    unit_id = Key(attribute="vacancy.unit_id")
    unit = Text(attribute="vacancy.unit.name")
    task = Choice(Task, attribute="vacancy.task")
    attendances = Attendances()
    starts_on = Day()
    end_reason = Choice(EndReason, allow_none=True)
    proposal_id = Key(allow_none=True)
    events = Part(PlacementEventOutput, many=True)


class NotifiedOutput(OutputSchema):
    """A notified placement and its letters, or why it could not be notified."""

    placement_id = Key()
    documents = Part(DocumentOutput, many=True)
    code = Text(attribute="refusal.code", dump_default=None, allow_none=True)
    detail = Text(dump_default=None, allow_none=True)

    @post_dump(pass_original=True)
    def _tell(self, shown: dict[str, Any], notified: Any, **_options: Any) -> dict[str, Any]:
        refusal = notified.refusal
        return shown | {"detail": message(refusal.code, refusal.facts) if refusal else None}
