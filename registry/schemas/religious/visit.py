"""Rooms of prisons, and visits to them."""

from marshmallow import validate

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import Clock
from registry.schemas.fields import Choice, Day, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.paging import PageQuery
from registry.schemas.religious.agent import AgentNameOutput, Keys, PrisonCode, PrisonName
from registry.vocabulary.religious import PrisonVisitState, VisitActivity

MOST_AGENTS = 40
MOST_PEOPLE = 5_000


class RoomInput(InputSchema):
    """A room of a prison."""

    prison = PrisonCode(required=True)
    name = Text(80, required=True)
    capacity = Whole(1, MOST_PEOPLE, required=True)
    is_open = YesNo(load_default=True)


class RoomOutput(OutputSchema):
    """A room as its prison keeps it."""

    id = Key()
    version = Whole()
    prison = Text()
    prison_name = PrisonName()
    name = Text()
    capacity = Whole()
    is_open = YesNo()


class VisitInput(InputSchema):
    """A visit as asked for; *people* is how many of the prison are expected, never who."""

    room_id = Key(required=True)
    day = Day(required=True)
    start_minute = Clock(required=True, data_key="start")
    end_minute = Clock(required=True, data_key="end")
    activity = Choice(VisitActivity, required=True)
    people = Whole(1, MOST_PEOPLE, required=True)
    agents = Keys(
        required=True,
        validate=validate.Length(1, MOST_AGENTS, error=f"Elija de 1 a {MOST_AGENTS} agentes."),
        error_messages={"required": "Elija al menos un agente."},
    )


class CancellationInput(InputSchema):
    """Why a group calls its visit off, if it says so."""

    reason = Text(300, lines=True, load_default="")


class AttendanceInput(InputSchema):
    """What came of a visit."""

    is_held = YesNo(required=True)
    agents = Keys(load_default=())
    people_came = Whole(0, MOST_PEOPLE, load_default=None, allow_none=True)
    reason = Text(300, lines=True, load_default="")


class VisitQuery(PageQuery):
    """What a list of visits is narrowed to."""

    state = Choice(PrisonVisitState, load_default=None)
    prison = PrisonCode(load_default="")
    institution_id = Key(load_default=None)
    from_day = Day(load_default=None)
    to_day = Day(load_default=None)


class WeekQuery(InputSchema):
    """Which prison's week."""

    prison = PrisonCode(required=True)
    day = Day(load_default=None, metadata={"description": "Un día de la semana; si falta, hoy"})


class VisitGroupOutput(OutputSchema):
    """The group of a visit, in short."""

    id = Key()
    name = Text()


class VisitOutput(OutputSchema):
    """A visit as its group and its prison see it."""

    id = Key()
    version = Whole()
    institution = Part(VisitGroupOutput)
    prison = Text()
    prison_name = PrisonName()
    room = Part(RoomOutput, only=("id", "name", "capacity"))
    day = Day()
    start_minute = Clock(data_key="start")
    end_minute = Clock(data_key="end")
    activity = Choice(VisitActivity)
    activity_label = Label("activity")
    people = Whole()
    state = Choice(PrisonVisitState)
    state_label = Label("state")
    reason = Text()
    decided_by_name = Text()
    decided_by_post = Text()
    people_came = Whole(allow_none=True)


class VisitorOutput(OutputSchema):
    """An agent of a visit: whether they may enter that day, and whether they came."""

    agent = Part(AgentNameOutput)
    may_enter = YesNo()
    attended = YesNo(allow_none=True)


class VisitViewOutput(OutputSchema):
    """A visit with those who come."""

    visit = Part(VisitOutput)
    visitors = Part(VisitorOutput, many=True)


class DayOfVisitsOutput(OutputSchema):
    """A day of a prison's week."""

    day = Day()
    visits = Part(VisitOutput, many=True)
