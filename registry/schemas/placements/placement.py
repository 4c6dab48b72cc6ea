"""A placement: how the office's list is narrowed, and what is shown of each."""

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Part, Text, Whole
from registry.schemas.keys import Moment
from registry.schemas.paging import PageQuery
from registry.schemas.rounds.attendances import Attendances
from registry.vocabulary.institutions import Task
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause


class PlacementQuery(PageQuery):
    """Which of the office's placements to list."""

    state = Choice(PlacementState, load_default=None)


class PlacementEventOutput(OutputSchema):
    """What happened to a placement."""

    change = Choice(PlacementChange)
    change_label = Label("change")
    effective_on = Day()
    until = Day(allow_none=True)
    cause = Choice(SuspensionCause, allow_none=True)
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


class PlacementFileOutput(PlacementOutput):
    """A placement with its history."""

    events = Part(PlacementEventOutput, many=True)
