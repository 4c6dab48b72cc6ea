"""A person's file: what officers enter, and what the API shows."""

from typing import Any

from marshmallow import validates_schema

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import (
    Area,
    Choice,
    Codes,
    Day,
    DocumentNumber,
    Email,
    Key,
    Label,
    Latitude,
    Longitude,
    Part,
    Phone,
    Text,
    Ubigeo,
    Whole,
    YesNo,
    document_problem,
    refuse,
)
from registry.schemas.paging import SearchQuery
from registry.schemas.people.half_days import HalfDays
from registry.schemas.people.preference import PreferenceOutput
from registry.schemas.people.sentence import SentenceOutput
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import DocumentKind, EducationLevel, Occupation, SentenceStatus, Skill

LONGEST_REMARK = 2_000


class PersonInput(InputSchema):
    """A person's facts; reserved fields that are not sent stay as recorded."""

    document_kind = Choice(DocumentKind, required=True)
    document_number = DocumentNumber(required=True)
    given_names = Text(80, required=True)
    first_surname = Text(60, required=True)
    second_surname = Text(60, load_default="")
    birth_date = Day(required=True)
    phone = Phone(load_default="")
    email = Email(load_default="")
    address = Text(200, load_default="")
    ubigeo = Ubigeo(required=True)
    latitude = Latitude(load_default=None)
    longitude = Longitude(load_default=None)
    education = Choice(EducationLevel, required=True)
    occupation = Choice(Occupation, required=True)
    skills = Codes(Skill)
    free_shifts = HalfDays()
    is_weekday_authorised = YesNo()
    unable = Codes(WorkDemand, load_default=None)
    health_remark = Text(LONGEST_REMARK, lines=True, load_default=None)

    @validates_schema(skip_on_field_errors=False)
    def _check_document(self, loaded: dict[str, Any], **_options: Any) -> None:
        if {"document_kind", "document_number"} <= loaded.keys() and (problem := document_problem(loaded)):
            raise refuse(problem, "document_number")


class PersonForm(PersonInput):
    """The page's form shows the reserved fields, so that an empty one there means none."""

    unable = Codes(WorkDemand)
    health_remark = Text(LONGEST_REMARK, lines=True, load_default="")


class PersonOutput(OutputSchema):
    """A person without the reserved facts of health."""

    id = Key()
    version = Whole()
    office_id = Key()
    document_kind = Choice(DocumentKind)
    document_kind_label = Label("document_kind")
    document_number = Text()
    full_name = Text()
    given_names = Text()
    first_surname = Text()
    second_surname = Text()
    birth_date = Day()
    phone = Text()
    email = Text()
    address = Text()
    ubigeo = Text()
    latitude = Latitude(allow_none=True)
    longitude = Longitude(allow_none=True)
    education = Choice(EducationLevel)
    education_label = Label("education")
    occupation = Choice(Occupation)
    occupation_label = Label("occupation")
    skills = Codes(Skill)
    free_shifts = HalfDays(attribute="free_shift_numbers")
    is_weekday_authorised = YesNo()


class PersonFileOutput(PersonOutput):
    """A person with sentences and preferences, for one officer's eyes."""

    sentences = Part(SentenceOutput, many=True)
    preferences = Part(PreferenceOutput, many=True)


class PersonRowOutput(OutputSchema):
    """A line of the list of people."""

    id = Key(attribute="person.id")
    full_name = Text(attribute="person.full_name")
    document_kind = Choice(DocumentKind, attribute="person.document_kind")
    document_number = Text(attribute="person.document_number")
    ubigeo = Text(attribute="person.ubigeo")
    status = Choice(SentenceStatus, allow_none=True)
    status_label = Label("status", allow_none=True)
    next_prescription = Day(allow_none=True)


class PeopleQuery(SearchQuery):
    """What a list of people is narrowed to."""

    ubigeo = Area()
    status = Choice(SentenceStatus, load_default=None)
    prescribes_within_days = Whole(0, 3_650, load_default=None)
