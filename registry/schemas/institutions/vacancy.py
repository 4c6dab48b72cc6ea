"""A vacancy: a task at a unit, with places in some half days of the week."""

from typing import Any

from marshmallow import fields

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import (
    Area,
    Choice,
    Clock,
    Codes,
    Day,
    DistrictName,
    HalfDay,
    Key,
    Label,
    Part,
    Rows,
    Text,
    Whole,
)
from registry.schemas.paging import SearchQuery
from registry.vocabulary.institutions import Task, VacancyState, WorkDemand
from registry.vocabulary.people import Programme, Skill
from registry.vocabulary.shifts import Shift


class ShiftPlacesInput(InputSchema):
    """The places of one half day, from 0 (Monday morning) to 13 (Sunday afternoon), with its hours."""

    shift = HalfDay(required=True)
    start_minute = Clock(data_key="start", required=True)
    end_minute = Clock(data_key="end", required=True)
    places = Whole(1, 500, required=True)


class VacancyInput(InputSchema):
    """What a vacancy offers; the service holds its figures against each other."""

    task = Choice(Task, required=True)
    total_places = Whole(1, 500, required=True)
    shifts = Rows(
        ShiftPlacesInput,
        key="shift",
        longest=14,
        required=True,
        error_messages={"required": "Falta el horario. Complete al menos un turno, con sus horas y plazas."},
    )
    duties = Text(500, lines=True, load_default="")
    supervisor = Text(120, load_default="")
    skills = Codes(Skill)
    demands = Codes(WorkDemand)
    minimum_age = Whole(18, 90, load_default=18)
    programme = Choice(Programme, load_default=None, allow_none=True)


class OfferInput(VacancyInput):
    """What an institution offers by itself: never without saying what there is to do (CP 34.3)."""

    duties = Text(500, lines=True, required=True)


class PlanInput(InputSchema):
    """From which day a vacancy shall be otherwise, and why."""

    effective_on = Day(required=True)
    reason = Text(300, required=True)


class VacancyQuery(SearchQuery):
    """What a list of vacancies is narrowed to."""

    task = Choice(Task, load_default=None)
    state = Choice(VacancyState, load_default=None)
    ubigeo = Area()
    unit_id = Key(load_default=None)


class ShiftName(fields.String):
    """«sábado por la mañana»; only shown."""

    def __init__(self) -> None:
        super().__init__(attribute="shift", dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return Shift(value).label


class ShiftPlacesOutput(OutputSchema):
    """A half day's places and how many are taken."""

    shift = Whole()
    shift_label = ShiftName()
    start_minute = Clock(data_key="start")
    end_minute = Clock(data_key="end")
    places = Whole()
    places_taken = Whole()


class VacancyUnitOutput(OutputSchema):
    """The unit of a vacancy, in short."""

    id = Key()
    name = Text()
    ubigeo = Text()
    district = DistrictName()


class VacancyOutput(OutputSchema):
    """A vacancy as the office's officers see it; the state considers its places."""

    id = Key()
    version = Whole()
    unit_id = Key()
    unit = Part(VacancyUnitOutput)
    task = Choice(Task)
    task_label = Label("task")
    duties = Text()
    supervisor = Text()
    skills = Codes(Skill, dump_only=True)
    demands = Codes(WorkDemand, dump_only=True)
    minimum_age = Whole()
    total_places = Whole()
    places_taken = Whole()
    free_places = Whole()
    state = Choice(VacancyState, attribute="shown_state")
    state_label = Label("shown_state")
    programme = Choice(Programme, allow_none=True)
    programme_label = Label("programme", allow_none=True)
    shifts = Part(ShiftPlacesOutput, many=True)
