"""What officers change of a placement: state, week, place, office; and what is kept of its beginning."""

from typing import Any, ClassVar

from marshmallow import fields, post_load

from registry.extensions.clock import today
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Clock, Codes, Day, HalfDay, Key, Label, Part, Rows, Text, Whole, YesNo
from registry.schemas.keys import Moment
from registry.vocabulary.placements import (
    EndReason,
    LetterKind,
    PlacementChange,
    PlacementState,
    StartStepKind,
    SuspensionCause,
)

#: The service holds reasons to a shorter limit, in its own words.
LONGEST_REASON = 2_000
LONGEST_TEXT = 2_000


class HalfDayInput(InputSchema):
    """One half day of a weekly pattern, from 0 (Monday morning) to 13 (Sunday afternoon)."""

    shift = HalfDay(required=True)
    start = Clock(required=True)
    end = Clock(required=True)


class ChangeInput(InputSchema):
    """A change of a placement; which facts it needs follows from its kind."""

    effective_on = Day(load_default=None)
    reason = Text(LONGEST_REASON, lines=True, load_default="")
    until = Day(load_default=None)
    cause = Choice(SuspensionCause, load_default=None)
    end_reason = Choice(EndReason, load_default=None)
    attendances = Rows(HalfDayInput, key="shift", longest=14)
    accepts_entries = YesNo()

    @post_load
    def _as_pattern(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        rows = loaded["attendances"]
        return {**loaded, "attendances": tuple((row["shift"], row["start"], row["end"]) for row in rows)}


class NamedChangeInput(ChangeInput):
    """A change of a placement, as the API takes it."""

    example: ClassVar = {
        "kind": "suspended",
        "effective_on": "2026-09-14",
        "until": "2026-10-05",
        "cause": "illness",
        "reason": "Descanso médico",
    }

    kind = Choice(PlacementChange, required=True)


class RelocationInput(InputSchema):
    """Where the person goes instead, from when, and why."""

    example: ClassVar = {"vacancy_id": 17, "starts_on": "2026-09-19", "reason": "Se mudó cerca de esa unidad"}

    vacancy_id = Key(required=True, error_messages={"required": "Falta la plaza. Elija una de la lista."})
    starts_on = Day(load_default=None)
    reason = Text(LONGEST_REASON, lines=True, load_default="")
    accepts_entries = YesNo()


class ReturnInput(InputSchema):
    """Why a person comes back to a place, and from when."""

    example: ClassVar = {"starts_on": "2026-09-19", "reason": "La unidad tiene otra vez supervisor"}

    starts_on = Day(load_default=None)
    reason = Text(LONGEST_REASON, lines=True, load_default="")


class TransferInput(InputSchema):
    """Which office goes on with the person's penalties, and why (RCEP art. 261)."""

    example: ClassVar = {"office_id": 4, "effective_on": "2026-09-14", "reason": "Se mudó a Arequipa"}

    office_id = Key(required=True, error_messages={"required": "Falta la oficina. Elija la que recibe a la persona."})
    effective_on = Day(load_default=today)
    reason = Text(LONGEST_REASON, lines=True, load_default="")
    accepts_entries = YesNo()


class PlanInput(InputSchema):
    """What was agreed at the interview."""

    example: ClassVar = {
        "interviewed_on": "2026-09-07",
        "first_day": "2026-09-12",
        "objectives": "Cumplir la pena en el horario acordado",
        "activities": "Cuidado de áreas verdes",
    }

    interviewed_on = Day(required=True)
    first_day = Day(required=True)
    objectives = Text(LONGEST_TEXT, lines=True, required=True)
    activities = Text(LONGEST_TEXT, lines=True, required=True)
    commitments = Text(LONGEST_TEXT, lines=True, load_default="")
    remark = Text(LONGEST_TEXT, lines=True, load_default="")


class PlanOutput(OutputSchema):
    """An individual plan; what was said at the interview is not in it."""

    id = Key()
    interviewed_on = Day()
    first_day = Day()
    objectives = Text()
    activities = Text()
    commitments = Text()
    account_name = Text()
    account_post = Text()
    created_at = Moment()


class StepInput(InputSchema):
    """What the office did so that somebody begins."""

    example: ClassVar = {
        "kind": "call",
        "taken_on": "2026-09-07",
        "outcome": "No contesta",
        "next_on": "2026-09-10",
    }

    kind = Choice(StartStepKind, required=True)
    taken_on = Day(required=True)
    outcome = Text(LONGEST_TEXT, lines=True, load_default="")
    next_on = Day(load_default=None)


class StepOutput(OutputSchema):
    """A dated step towards somebody's first day."""

    id = Key()
    kind = Choice(StartStepKind)
    kind_label = Label("kind")
    taken_on = Day()
    outcome = Text(allow_none=True)
    next_on = Day(allow_none=True)
    account_name = Text()
    account_post = Text()
    recorded_at = Moment()


class BeginningOutput(OutputSchema):
    """How far a placement is on the way to its first day."""

    due_on = Day(
        allow_none=True, metadata={"description": "Último día para venir a la entrevista; nulo antes de las cartas"}
    )
    days_left = Whole(-100_000, metadata={"description": "Días hábiles que quedan; negativo si el plazo pasó"})
    next_on = Day(allow_none=True, metadata={"description": "Cuándo seguir, según el último paso"})
    plan = Part(PlanOutput, allow_none=True)
    steps = Part(StepOutput, many=True)


class SessionOutput(OutputSchema):
    """A session to come."""

    placement_id = Key()
    day = Day()
    start = Clock()
    end = Clock()


class CourseOutput(OutputSchema):
    """How far a sentence is served, in minutes of what the order in force says."""

    owed_jornadas = Whole(attribute="balance.owed_jornadas")
    owed_minutes = Whole(attribute="balance.owed_minutes")
    credited_minutes = Whole(attribute="balance.credited_minutes")
    remaining_minutes = Whole(attribute="balance.remaining_minutes")
    next_sessions = Part(SessionOutput, many=True)
    ends_on = Day(allow_none=True)
    prescribes_on = Day(allow_none=True)
    is_late = YesNo(dump_only=True)


class EffectOutput(OutputSchema):
    """What a change would do."""

    kind = Choice(PlacementChange)
    before = Choice(PlacementState)
    after = Choice(PlacementState)
    effective_on = Day()
    freed = fields.List(HalfDay())
    taken = fields.List(HalfDay())
    uncounted_days = fields.List(Day())
    letters = Codes(LetterKind, dump_only=True)
