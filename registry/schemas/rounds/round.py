"""A round: what an officer chooses, and what is shown of its course and result."""

from registry.extensions.clock import today
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Day, Decimal, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.keys import Figures, Moment
from registry.vocabulary.rounds import RoundState, WeightsPreset

REACH_KM, TIME_LIMIT_SECONDS = 30.0, 120


class RoundInput(InputSchema):
    """The terms of a round; what is not sent has the office's usual value."""

    reference_date = Day(load_default=today)
    preset = Choice(WeightsPreset, load_default=WeightsPreset.BALANCED)
    travel_limit_km = Decimal(load_default=REACH_KM)
    time_limit_seconds = Whole(load_default=TIME_LIMIT_SECONDS)
    seed = Whole(load_default=0)
    #: Public id of the round to go on from, and the share of its proposals that may change; none: as many as pays.
    based_on = Text(36, load_default=None, allow_none=True)
    change_budget = Decimal(load_default=None, allow_none=True)
    #: No district's share of places below so much of everybody's.
    floor_share = Decimal(load_default=None, allow_none=True)


class ProgressOutput(OutputSchema):
    """The last glance at a running calculation."""

    stage = Text()
    bound = Decimal(allow_none=True)
    value = Decimal(allow_none=True)
    gap = Decimal(allow_none=True)
    share = Decimal()


class PlanFiguresOutput(OutputSchema):
    """What a plan amounts to, whoever made it."""

    persons = Whole()
    placed = Whole()
    median_km = Decimal(allow_none=True)
    skill_fit = Decimal(allow_none=True)
    specific_tasks = Decimal(allow_none=True)
    mean_score = Decimal(allow_none=True)
    openings_used = Whole()
    highest_load = Decimal(allow_none=True)


class SolverOutput(OutputSchema):
    """What computed the plan, and for how long."""

    name = Text()
    version = Text()
    seconds = Decimal()


class FloorOutput(OutputSchema):
    """A floor for districts: what the plan amounts to without it and with it."""

    share = Decimal()
    holds = YesNo()
    gap = Decimal(allow_none=True)
    free = Part(PlanFiguresOutput)
    kept = Part(PlanFiguresOutput)


class PointOutput(PlanFiguresOutput):
    """One alternative: so many earlier proposals may change, so many do."""

    budget = Decimal(allow_none=True)
    moved = Whole()
    gap = Decimal(allow_none=True)
    objective = Figures()


class CurveOutput(OutputSchema):
    """The alternatives of a round that went on from another; `before` are the proposals that could stay."""

    before = Whole()
    points = Part(PointOutput, many=True)


class SummaryOutput(PlanFiguresOutput):
    """A round's figures, its proof, and the comparison with first come, nearest place."""

    openings = Whole()
    baseline = Part(PlanFiguresOutput)
    status = Text()
    gap = Decimal(allow_none=True)
    proof = Text()
    objective = Figures()
    bound = Figures()
    solver = Part(SolverOutput)
    floor = Part(FloorOutput)
    curve = Part(CurveOutput)


class RoundOutput(OutputSchema):
    """A round as its office's officers see it."""

    public_id = Text()
    version = Whole()
    office_id = Key()
    #: Only those who serve there take part.
    unit_id = Key(allow_none=True, metadata={"description": "Unidad cuyas personas se reubican; nulo en las demás"})
    year = Whole()
    number = Whole()
    state = Choice(RoundState)
    state_label = Label("state")
    preset = Choice(WeightsPreset)
    preset_label = Label("preset")
    reference_date = Day()
    travel_limit_km = Decimal()
    time_limit_seconds = Whole()
    seed = Whole()
    change_budget = Decimal(allow_none=True)
    floor_share = Decimal(allow_none=True)
    officer = Text(attribute="officer.full_name")
    created_at = Moment()
    started_at = Moment(allow_none=True)
    finished_at = Moment(allow_none=True)
    is_stop_requested = YesNo()
    failure = Text()


class RoundFileOutput(RoundOutput):
    """A round with its progress while it runs, and its figures once it has a plan."""

    progress = Part(ProgressOutput, allow_none=True)
    summary = Part(SummaryOutput, allow_none=True)
