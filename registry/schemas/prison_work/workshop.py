"""Pavilions and workshops of a prison."""

from marshmallow import validate

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Decimal, HalfDay, Key, Label, Part, Rows, Text, Whole, YesNo
from registry.schemas.institutions.vacancy import ShiftName
from registry.schemas.religious.agent import Keys, PrisonCode, PrisonName
from registry.vocabulary.prison_work import WorkPlace

MOST_IN_ROOM = 500
MOST_PAVILIONS = 100
MOST_M2 = 100_000


class PavilionInput(InputSchema):
    """A pavilion of a prison."""

    prison = PrisonCode(required=True)
    name = Text(80, required=True)
    is_open = YesNo(load_default=True)


class PavilionOutput(OutputSchema):
    """A pavilion as its prison keeps it."""

    id = Key()
    version = Whole()
    prison = Text()
    prison_name = PrisonName()
    name = Text()
    is_open = YesNo()


class WorkshopRoomInput(InputSchema):
    """How many may safely be in a workshop in one half day, from 0 (Monday morning) to 13 (Sunday afternoon)."""

    shift = HalfDay(required=True)
    capacity = Whole(1, MOST_IN_ROOM, required=True)


class WorkshopInput(InputSchema):
    """A workshop with its half days; without pavilions everybody may reach it."""

    prison = PrisonCode(required=True)
    name = Text(80, required=True)
    floor_m2 = Decimal(load_default=None, allow_none=True, validate=validate.Range(0, MOST_M2))
    place = Choice(WorkPlace, load_default=WorkPlace.WORKSHOP)
    pavilions = Keys(load_default=(), validate=validate.Length(0, MOST_PAVILIONS))
    is_open = YesNo(load_default=True)
    rooms = Rows(
        WorkshopRoomInput,
        key="shift",
        longest=14,
        required=True,
        error_messages={"required": "Escriba cuántas personas caben, al menos en un turno."},
    )


class PavilionForm(PavilionInput):
    """A pavilion as a form sends it: a box that is not ticked says no."""

    is_open = YesNo()


class WorkshopForm(WorkshopInput):
    """A workshop as a form sends it: a box that is not ticked says no."""

    is_open = YesNo()


class WorkshopRoomOutput(OutputSchema):
    """A half day of a workshop."""

    shift = Whole()
    shift_label = ShiftName()
    capacity = Whole()


class WorkshopOutput(OutputSchema):
    """A workshop as its prison keeps it."""

    id = Key()
    version = Whole()
    prison = Text()
    prison_name = PrisonName()
    name = Text()
    floor_m2 = Decimal(allow_none=True)
    place = Choice(WorkPlace)
    place_label = Label("place")
    pavilions = Keys()
    is_open = YesNo()
    rooms = Part(WorkshopRoomOutput, many=True)


class WorkshopPlaceOutput(OutputSchema):
    """A workshop as a company sees it that proposes an activity there."""

    id = Key()
    name = Text()
    floor_m2 = Decimal(allow_none=True)
    rooms = Part(WorkshopRoomOutput, many=True)


class WorkPlaceQuery(InputSchema):
    """Of which prison the workshops are asked for."""

    prison = PrisonCode(required=True)
