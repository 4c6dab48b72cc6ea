"""Productive activities and their vacancies, as companies propose them and prisons publish them."""

from typing import Any

from marshmallow import fields, validate

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Codes, Day, Decimal, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.paging import PageQuery
from registry.schemas.people.half_days import HalfDays
from registry.schemas.prison_work.money import Soles
from registry.schemas.religious.agent import PrisonCode, PrisonName
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import (
    ActivityState,
    Modality,
    PayBasis,
    Regime,
    Sex,
    Stage,
    WorkVacancyState,
)

MOST_PEOPLE = 500
MOST_HOURS = 10_000
LONGEST_MONTH = 744
LONGEST_CONTRACT = 3_660
FULL_MONTH_HOURS = 26 * 8
SIXTY = 60


class ActivityInput(InputSchema):
    """A productive activity; a company names its agreement, the prison's own has none."""

    workshop_id = Key(required=True)
    agreement_id = Key(load_default=None, allow_none=True)
    title = Text(120, required=True)
    product = Text(300, required=True)
    modality = Choice(Modality, required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    minimum_crew = Whole(1, MOST_PEOPLE, required=True)
    maximum_crew = Whole(1, MOST_PEOPLE, load_default=None, allow_none=True)
    pay_basis = Choice(PayBasis, required=True)
    pay_cents = Soles(required=True, data_key="pay")
    full_month_hours = Whole(1, LONGEST_MONTH, load_default=FULL_MONTH_HOURS)
    training_hours = Decimal(load_default=0.0, validate=validate.Range(0, MOST_HOURS))
    is_training = YesNo()
    regimes = Codes(Regime)
    stages = Codes(Stage)
    sexes = Codes(Sex)
    demands = Codes(WorkDemand)
    is_for_youth = YesNo()
    needs_account = YesNo(load_default=True)


class WorkVacancyInput(InputSchema):
    """Equal posts of an activity: whoever holds one works all of its half days."""

    trade = Choice(Skill, required=True)
    duties = Text(500, lines=True, required=True)
    places = Whole(1, MOST_PEOPLE, required=True)
    shifts = HalfDays()
    contract_days = Whole(1, LONGEST_CONTRACT, required=True)
    skills = Codes(Skill)
    certificates = Codes(Skill)
    demands = Codes(WorkDemand)
    is_sunday_authorised = YesNo()


class ActivityQuery(PageQuery):
    """What a list of activities is narrowed to."""

    prison = PrisonCode(load_default="")
    institution_id = Key(load_default=None)
    state = Choice(ActivityState, load_default=None)


class FullMonthHours(fields.Integer):
    """Hours of a full month, which are kept as minutes; only shown."""

    def __init__(self) -> None:
        super().__init__(attribute="full_month_minutes", dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> int:
        return int(value) // SIXTY


class WorkVacancyOutput(OutputSchema):
    """A vacancy as its company and its prison see it."""

    id = Key()
    version = Whole()
    activity_id = Key()
    trade = Choice(Skill)
    trade_label = Label("trade")
    duties = Text()
    places = Whole()
    places_taken = Whole()
    free_places = Whole()
    shifts = HalfDays(attribute="shift_numbers")
    contract_days = Whole()
    skills = Codes(Skill, dump_only=True)
    certificates = Codes(Skill, dump_only=True)
    demands = Codes(WorkDemand, dump_only=True)
    is_sunday_authorised = YesNo()
    state = Choice(WorkVacancyState)
    state_label = Label("state")
    published_on = Day(allow_none=True)


class WorkPartyOutput(OutputSchema):
    """A workshop or a company in short."""

    id = Key()
    name = Text()


class ActivityOutput(OutputSchema):
    """An activity with its vacancies, as its company and its prison see it."""

    id = Key()
    version = Whole()
    prison = Text()
    prison_name = PrisonName()
    workshop_id = Key()
    workshop = Part(WorkPartyOutput)
    institution = Part(WorkPartyOutput, allow_none=True)
    agreement_id = Key(allow_none=True)
    title = Text()
    product = Text()
    modality = Choice(Modality)
    modality_label = Label("modality")
    state = Choice(ActivityState)
    state_label = Label("state")
    reason = Text()
    starts_on = Day()
    ends_on = Day()
    minimum_crew = Whole()
    maximum_crew = Whole(allow_none=True)
    pay_basis = Choice(PayBasis)
    pay_basis_label = Label("pay_basis")
    pay_cents = Soles(data_key="pay")
    full_month_hours = FullMonthHours()
    training_hours = Decimal()
    is_training = YesNo()
    regimes = Codes(Regime, dump_only=True)
    stages = Codes(Stage, dump_only=True)
    sexes = Codes(Sex, dump_only=True)
    demands = Codes(WorkDemand, dump_only=True)
    is_for_youth = YesNo()
    needs_account = YesNo()
    vacancies = Part(WorkVacancyOutput, many=True)


class PostedVacancyOutput(OutputSchema):
    """A published vacancy with its activity, as it is posted up inside the prison."""

    vacancy = Part(WorkVacancyOutput)
    activity = Part(ActivityOutput, only=("id", "title", "product", "workshop", "institution", "starts_on", "ends_on"))


class FollowingOutput(OutputSchema):
    """How an activity stands, in numbers."""

    applied = Whole()
    approved = Whole()
    assigned = Whole()
    missing = Whole(metadata={"description": "Cuántas personas faltan para el mínimo"})
    hours_this_month = Decimal()


class CrewMemberOutput(OutputSchema):
    """Somebody who works in the activity: the name alone, and since when."""

    full_name = Text()
    vacancy_id = Key()
    starts_on = Day()
    last_on = Day()


class FollowedOutput(OutputSchema):
    """How an activity stands, and who works in it."""

    figures = Part(FollowingOutput)
    crew = Part(CrewMemberOutput, many=True)
