"""What the administrator enters of procedures."""

import re
from typing import Any

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import words
from registry.schemas.choices import Choice, Label
from registry.schemas.fields import Day, Key, Text, Whole, YesNo
from registry.schemas.keys import Moment
from registry.vocabulary.procedures import ProcedureCode, ProcedureDetail

#: An amount as people write it: «12», «12.5», «12.50».
IN_SOLES = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,2}))?")
HIGHEST_FEE = 10_000_00
UNITS = "Días hábiles, meses o céntimos de sol, según el dato; del silencio, su código."


class Fee(Text):
    """An amount written in soles, kept as the text of its céntimos."""

    default_error_messages = words(
        soles="Escriba el monto en soles, hasta 10000: por ejemplo 12.50, o 0 si es gratuito."
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(20, **options)

    def _clean(self, typed: str) -> str:
        written = IN_SOLES.fullmatch(super()._clean(typed))
        amount = int(written[1]) * 100 + int((written[2] or "").ljust(2, "0")) if written else None
        if amount is None or amount > HIGHEST_FEE:
            raise self.make_error("soles")
        return str(amount)


class DetailInput(InputSchema):
    """A detail of a procedure, with the norm or act that says so and the day from which it binds."""

    value = Text(20, required=True, metadata={"description": UNITS})
    source = Text(200, required=True)
    valid_from = Day(required=True)
    is_confirmed = YesNo()


class FeeInput(DetailInput):
    """The fee of a procedure, as its page asks for it."""

    value = Fee(required=True)


class ClosedDayInput(InputSchema):
    """A day that a decree closed for the public sector; *confirmed* once its effect was read."""

    day = Day(required=True)
    decree = Text(200, required=True)
    confirmed = YesNo()


class SettingInput(DetailInput):
    """A detail as programs enter it, with the procedure that it is of."""

    procedure = Choice(ProcedureCode, required=True)
    detail = Choice(ProcedureDetail, required=True)


class SettingOutput(OutputSchema):
    """A detail that was entered."""

    id = Key()
    procedure = Choice(ProcedureCode)
    procedure_label = Label("procedure")
    detail = Choice(ProcedureDetail)
    detail_label = Label("detail")
    value = Text()
    source = Text()
    is_confirmed = YesNo()
    valid_from = Day()
    recorded_at = Moment()


class ClosureInput(InputSchema):
    """A day that a decree closed for the public sector."""

    day = Day(required=True)
    decree = Text(200, required=True)


class ClosedDayOutput(OutputSchema):
    """A day that was noted as closed."""

    id = Key()
    day = Day()
    decree = Text()
    recorded_at = Moment()


class MovedOutput(OutputSchema):
    """How many files would get another last day."""

    moved = Whole()
