"""What an officer decides on proposals, one by one or on many at once."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Text
from registry.schemas.keys import Keys, Moment
from registry.vocabulary.messages import message
from registry.vocabulary.rounds import DecisionKind

#: The service holds reasons to a shorter limit, in its own words.
LONGEST_REASON = 2_000


class ReasonInput(InputSchema):
    """Why the officer departs from the proposal."""

    reason = Text(LONGEST_REASON, lines=True, load_default="")


class MoveInput(ReasonInput):
    """Where the person goes instead."""

    vacancy_id = Key(required=True, error_messages={"required": "Falta la plaza. Elija una de la lista."})
    reason = Text(LONGEST_REASON, lines=True, required=True, error_messages={"required": message("reason_missing")})
    starts_on = Day(load_default=None)


class OrderInput(ReasonInput):
    """Which vacancy the coming rounds keep the person at or away from; by default the proposed one."""

    vacancy_id = Key(load_default=None)


class DecisionInput(OrderInput):
    """Any decision on one proposal, as the API takes it."""

    kind = Choice(DecisionKind, required=True)
    starts_on = Day(load_default=None)


class ConfirmationsInput(InputSchema):
    """The proposals that one signature confirms."""

    proposal_ids = Keys(required=True)


class DecisionOutput(OutputSchema):
    """A decision on the record."""

    id = Key()
    kind = Choice(DecisionKind)
    kind_label = Label("kind")
    vacancy_id = Key(allow_none=True)
    placement_id = Key(allow_none=True)
    reason = Text(allow_none=True)
    decided_at = Moment()
    officer_name = Text()
    officer_post = Text()
