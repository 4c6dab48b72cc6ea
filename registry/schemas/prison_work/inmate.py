"""Inmates: what staff enter, and what the API shows of them."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validates_schema

from registry.reference.account_bars import known_offence
from registry.reference.articles import MalformedArticle
from registry.schemas.base import InputSchema, OutputSchema, ReservedSchema
from registry.schemas.basics import Spanish, words
from registry.schemas.choices import distinct
from registry.schemas.fields import (
    Choice,
    Codes,
    Day,
    DocumentNumber,
    Key,
    Label,
    Part,
    Rows,
    Text,
    Whole,
    YesNo,
    document_problem,
    refuse,
)
from registry.schemas.paging import SearchQuery
from registry.schemas.people.half_days import HalfDays
from registry.schemas.prison_work.money import Soles
from registry.schemas.religious.agent import PrisonCode, PrisonName
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import LegalSituation, Regime, Sex, Stage

SEPARATORS = re.compile(r"[;,\n]")
MOST_MONTHS = 720


class Offences(Spanish, fields.List):  # type: ignore[type-arg]  # its members are texts
    """Articles of the code or special laws, each once; several may stand in one text, «189; 108-C»."""

    default_error_messages = words(
        offence="No reconocemos «{offence}». Escriba el artículo, como 189 o 108-C, o la ley, como DLEG 1106.",
        invalid="Envíe una lista de delitos.",
    )

    def __init__(self, **options: Any) -> None:
        options.setdefault("load_default", ())
        super().__init__(Text(40), post_load=distinct, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        given: list[Any] = super()._deserialize(value, attr, data, **kwargs)
        return [self._known(part.strip()) for text in given for part in SEPARATORS.split(text) if part.strip()]

    def _known(self, typed: str) -> str:
        try:
            return known_offence(typed)
        except MalformedArticle:
            raise self.make_error("offence", offence=typed) from None


class ExperienceInput(InputSchema):
    """Months in one trade."""

    trade = Choice(Skill, required=True)
    months = Whole(1, MOST_MONTHS, required=True)


class InmateInput(InputSchema):
    """An inmate's facts; what the law reserves is entered apart."""

    document_kind = Choice(DocumentKind, required=True)
    document_number = DocumentNumber(required=True)
    given_names = Text(80, required=True)
    first_surname = Text(60, required=True)
    second_surname = Text(60, load_default="")
    birth_date = Day(required=True)
    sex = Choice(Sex, required=True)
    situation = Choice(LegalSituation, required=True)
    held_since = Day(required=True)
    pavilion_id = Key(load_default=None, allow_none=True)
    sentence_ends_on = Day(load_default=None, allow_none=True)
    release_from = Day(load_default=None, allow_none=True)
    education = Choice(EducationLevel, required=True)
    skills = Codes(Skill)
    certificates = Codes(Skill)
    experience = Rows(ExperienceInput, key="trade")
    is_cetpro_graduate = YesNo()
    is_first_timer = YesNo()
    free_shifts = HalfDays(load_default=tuple(range(14)))
    inscribed_on = Day(load_default=None, allow_none=True)
    inscription_folio = Text(40, load_default="")
    reparation_cents = Soles(data_key="reparation", load_default=0)

    @validates_schema(skip_on_field_errors=False)
    def _check_document(self, loaded: dict[str, Any], **_options: Any) -> None:
        if {"document_kind", "document_number"} <= loaded.keys() and (problem := document_problem(loaded)):
            raise refuse(problem, "document_number")


class InmateForm(InmateInput):
    """The page's form shows every half day, so that none ticked there means none free."""

    free_shifts = HalfDays()


class NewInmateInput(InmateInput):
    """A new file: also where the person is held, and in which stage since they came."""

    prison = PrisonCode(required=True)
    stage = Choice(Stage, required=True)


class NewInmateForm(InmateForm):
    """The page's form of a new file, whose address tells the prison."""

    stage = Choice(Stage, required=True)


class InmateReservedInput(InputSchema):
    """What the law reserves; all of it is replaced."""

    offences = Offences()
    is_recidivist = YesNo()
    is_organised_crime = YesNo()
    is_interdict = YesNo()
    unable = Codes(WorkDemand)


class InmateStageInput(InputSchema):
    """In which stage somebody is held from a day on."""

    stage = Choice(Stage, required=True)
    valid_from = Day(required=True)


class InmateTransferInput(InputSchema):
    """The prison to which somebody goes."""

    prison = PrisonCode(required=True)


class InmateReleaseInput(InputSchema):
    """The day of the release."""

    released_on = Day(required=True)


class InmatesQuery(SearchQuery):
    """What a list of inmates is narrowed to."""

    prison = PrisonCode(load_default="")
    pavilion_id = Key(load_default=None)
    situation = Choice(LegalSituation, load_default=None)
    stage = Choice(Stage, load_default=None)
    is_inscribed = YesNo(load_default=None)
    is_released = YesNo()


class ExperienceOutput(OutputSchema):
    """Months in one trade."""

    trade = Text()
    months = Whole()


class InmateStageOutput(OutputSchema):
    """A stage from a day on."""

    id = Key()
    stage = Choice(Stage)
    stage_label = Label("stage")
    valid_from = Day()


class InmateRowOutput(OutputSchema):
    """A line of the list of inmates."""

    id = Key()
    prison = Text()
    full_name = Text()
    document_kind = Choice(DocumentKind)
    document_number = Text()
    sex = Choice(Sex)
    situation = Choice(LegalSituation)
    situation_label = Label("situation")
    stage = Choice(Stage)
    stage_label = Label("stage")
    pavilion_id = Key(allow_none=True)
    released_on = Day(allow_none=True)


class InmateOutput(InmateRowOutput):
    """An inmate without what the law reserves."""

    version = Whole()
    prison_name = PrisonName()
    given_names = Text()
    first_surname = Text()
    second_surname = Text()
    birth_date = Day()
    regime = Choice(Regime)
    regime_label = Label("regime")
    held_since = Day()
    sentence_ends_on = Day(allow_none=True)
    release_from = Day(allow_none=True)
    education = Choice(EducationLevel)
    education_label = Label("education")
    skills = Codes(Skill)
    certificates = Codes(Skill)
    experience = Part(ExperienceOutput, many=True)
    is_cetpro_graduate = YesNo()
    is_first_timer = YesNo()
    free_shifts = HalfDays(attribute="free_shift_numbers")
    inscribed_on = Day(allow_none=True)
    inscription_folio = Text()
    may_hold_account = YesNo()
    reparation = Soles(attribute="reparation_cents")


class InmateFileOutput(ReservedSchema, InmateOutput):
    """An inmate with the stages, and with the reserved facts that a purpose brought."""

    reserved = frozenset({"offences", "legal_marks", "unable", "exclusions"})

    stages = Part(InmateStageOutput, many=True)
    offences = fields.List(Text(), allow_none=True)
    legal_marks = fields.Dict(keys=Text(), values=fields.Boolean(), allow_none=True)
    unable = fields.List(Text(), allow_none=True)
