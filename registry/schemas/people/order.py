"""A court's order during execution."""

from registry.schemas.base import InputSchema, ReservedSchema
from registry.schemas.fields import Choice, Day, Key, Label, Text, Whole
from registry.vocabulary.people import CourtOrderKind


class OrderInput(InputSchema):
    """An order's facts; the service holds its jornadas against the law."""

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
