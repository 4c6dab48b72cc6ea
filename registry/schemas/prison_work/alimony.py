"""Orders of alimony."""

from typing import Any

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import words
from registry.schemas.fields import Day, Key, Text, Whole
from registry.schemas.prison_work.money import Soles

WHOLE = 10_000


class Share(Soles):
    """A share of the pay, written in per cent, «33.33», kept as basis points; exact."""

    default_error_messages = words(invalid="Escriba el porcentaje como 30 o 33.33.")

    def __init__(self, **options: Any) -> None:
        super().__init__(1, WHOLE, metadata={"description": "Por ciento del pago", "example": "33.33"}, **options)


class AlimonyInput(InputSchema):
    """A court's order: a share or a monthly amount, and only one of the two."""

    ordered_on = Day(required=True)
    court = Text(160, required=True)
    beneficiary = Text(160, required=True)
    basis_points = Share(data_key="share", load_default=None, allow_none=True)
    cents = Soles(1, data_key="amount", load_default=None, allow_none=True)


class AlimonyEndInput(InputSchema):
    """The last day of an order."""

    ended_on = Day(required=True)


class AlimonyOutput(OutputSchema):
    """An order as it binds the pay."""

    id = Key()
    version = Whole()
    inmate_id = Key()
    ordered_on = Day()
    ended_on = Day(allow_none=True)
    court = Text()
    beneficiary = Text()
    basis_points = Share(data_key="share", allow_none=True)
    cents = Soles(data_key="amount", allow_none=True)
