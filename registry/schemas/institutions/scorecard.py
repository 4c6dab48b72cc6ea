"""How a unit has done its part in twelve months."""

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Day, Decimal, Key, Part, Whole


class MeasureOutput(OutputSchema):
    """How many of some things were as they should be; the share is told where enough of them are known."""

    good = Whole()
    of = Whole()
    least = Whole(metadata={"description": "Con menos no se concluye nada"})
    share = Decimal(allow_none=True, metadata={"description": "De 0 a 100"})


class ScorecardOutput(OutputSchema):
    """A unit's figures, and the record that rounds weigh."""

    unit_id = Key()
    since = Day()
    until = Day()
    sheets = Part(MeasureOutput, metadata={"description": "Planillas que llegaron en su plazo (art. 263 RCEP)"})
    sessions = Part(MeasureOutput, metadata={"description": "Veces que recibió a la persona"})
    stays = Part(MeasureOutput, metadata={"description": "Permanencias que se cumplieron"})
    tasks = Part(MeasureOutput, metadata={"description": "Vacantes abiertas que dicen qué se hace (art. 34.3 CP)"})
    not_attended = Whole()
    sent_away = Whole()
    excluded = Whole()
    record = Decimal(allow_none=True, metadata={"description": "Lo que pesan las rondas, de 0 a 100"})
