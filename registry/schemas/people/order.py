"""A court's order during execution: entered, shown, and what it would do."""

from typing import ClassVar

from marshmallow import fields

from registry.schemas.attendance.entry import BalanceOutput
from registry.schemas.base import InputSchema, OutputSchema, ReservedSchema
from registry.schemas.fields import Choice, Codes, Day, Decimal, HalfDay, Key, Label, Part, Text, Whole, YesNo
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import LetterKind, PlacementChange, PlacementState


class OrderInput(InputSchema):
    """An order's facts; the service holds its jornadas against the law."""

    example: ClassVar = {"kind": "jornadas_changed", "ordered_on": "2026-09-07", "number": "Res. 12", "jornadas": 30}

    kind = Choice(CourtOrderKind, required=True)
    ordered_on = Day(required=True)
    in_force_from = Day(load_default=None)
    number = Text(60, load_default="")
    jornadas = Whole(1, 260, load_default=None)
    remark = Text(1_000, lines=True, load_default="")


class OrderOutput(ReservedSchema):
    """An order as officers see it; the remark only for a stated purpose."""

    reserved = frozenset({"remark"})

    id = Key()
    kind = Choice(CourtOrderKind)
    kind_label = Label("kind")
    number = Text()
    ordered_on = Day()
    in_force_from = Day()
    jornadas = Whole(allow_none=True)
    remark = Text(allow_none=True)


class ConversionOutput(OutputSchema):
    """The days of prison that a revocation would leave; the judge decides (arts. 53 and 55 CP)."""

    unserved_jornadas = Decimal()
    days_per_jornada = Whole()
    prison_days = Whole()


class OrderEffectOutput(OutputSchema):
    """What an order would do to placement and balance if it were entered now."""

    kind = Choice(CourtOrderKind, attribute="details.kind")
    kind_label = Label("details.kind")
    in_force_from = Day()
    is_due = YesNo(dump_only=True, metadata={"description": "Si rige desde hoy o antes"})
    placement_id = Key(attribute="placement.id", dump_default=None, allow_none=True)
    change = Choice(PlacementChange, allow_none=True)
    before = Choice(PlacementState, attribute="placement.state", dump_default=None, allow_none=True)
    after = Choice(PlacementState, allow_none=True)
    freed = fields.List(HalfDay())
    balance_before = Part(BalanceOutput, attribute="before")
    balance_after = Part(BalanceOutput, attribute="then")
    uncounted_days = fields.List(Day())
    completes = YesNo(dump_only=True, metadata={"description": "Si ya no debería nada"})
    reopens = YesNo(dump_only=True, metadata={"description": "Si volvería a deber lo que se dio por cumplido"})
    prison = Part(ConversionOutput, allow_none=True)
    letters = Codes(LetterKind, dump_only=True)
