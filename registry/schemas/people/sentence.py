"""A sentence: what the certified copy tells, and what the API shows an officer."""

from typing import Any

from marshmallow import post_load

from registry.schemas.base import InputSchema, OutputSchema, ReservedSchema
from registry.schemas.fields import (
    CaseNumber,
    Choice,
    Day,
    Decimal,
    Key,
    Label,
    Latitude,
    Longitude,
    Part,
    Rows,
    Text,
    Whole,
    YesNo,
)
from registry.schemas.people.order import OrderOutput
from registry.vocabulary.people import PenaltyOrigin, Programme, SentenceKind

LONGEST_TEXT = 1_000
MOST_JORNADAS = 260
MOST_WEEKLY_HOURS = 48
MOST_ZONES = 20


class ZoneInput(InputSchema):
    """Surroundings that the person must keep away from; *number* only tells the rows of a form apart."""

    number = Text(8, load_default="")
    latitude = Latitude(required=True)
    longitude = Longitude(required=True)
    radius_km = Decimal(required=True)


class SentenceInput(InputSchema):
    """A sentence's facts."""

    kind = Choice(SentenceKind, required=True)
    case_number = CaseNumber(required=True)
    court = Text(160, required=True)
    origin = Choice(PenaltyOrigin, required=True)
    jornadas = Whole(1, MOST_JORNADAS, required=True)
    judgment_date = Day(required=True)
    received_on = Day(required=True)
    prescribes_on = Day(load_default=None)
    offence = Text(40, required=True)
    education_bar = YesNo()
    court_unit_id = Key(load_default=None)
    court_programme = Choice(Programme, load_default=None, allow_none=True)
    court_weekly_hours = Whole(1, MOST_WEEKLY_HOURS, load_default=None)
    court_remark = Text(LONGEST_TEXT, lines=True, load_default="")
    exclusion_zones = Rows(ZoneInput, key="number", longest=MOST_ZONES, load_default=())
    range_exception = Text(LONGEST_TEXT, lines=True, load_default="")

    @post_load
    def _shape_zones(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        zones = loaded["exclusion_zones"]
        return {
            **loaded,
            "exclusion_zones": tuple((zone["latitude"], zone["longitude"], zone["radius_km"]) for zone in zones),
        }


class ZoneOutput(OutputSchema):
    """Surroundings that the person must keep away from."""

    latitude = Latitude()
    longitude = Longitude()
    radius_km = Decimal()


class Mark(YesNo):
    """Whether something was noted at all."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> bool:
        return bool(value)


class SentenceOutput(ReservedSchema):
    """A sentence as its office's officers see it; reserved facts only for a stated purpose."""

    reserved = frozenset({"offence", "education_bar", "court_terms", "exclusion_zones", "range_exception"})

    id = Key()
    version = Whole()
    person_id = Key()
    office_id = Key()
    kind = Choice(SentenceKind)
    kind_label = Label("kind")
    case_number = Text()
    court = Text()
    origin = Choice(PenaltyOrigin)
    origin_label = Label("origin")
    jornadas = Whole()
    judgment_date = Day()
    received_on = Day()
    prescribes_on = Day(allow_none=True)
    offence = Text()
    education_bar = Mark()
    court_unit_id = Key(attribute="court_terms.unit_id", dump_default=None, allow_none=True)
    court_programme = Text(attribute="court_terms.programme", dump_default=None, allow_none=True)
    court_weekly_hours = Whole(attribute="court_terms.weekly_hours", dump_default=None, allow_none=True)
    court_remark = Text(attribute="court_terms.remark", dump_default="")
    exclusion_zones = Part(ZoneOutput, many=True, allow_none=True)
    range_exception = Text(allow_none=True)
    orders = Part(OrderOutput, many=True)
