"""An institution's standing in one role."""

from typing import Any

from marshmallow import fields

from registry.extensions.clock import today
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Text, Whole
from registry.vocabulary.institutions import InstitutionRole, RegistrationState


class RegistrationInput(InputSchema):
    """In which role, and between which days."""

    role = Choice(InstitutionRole, required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)
    resolution = Text(60, load_default="")


class RenewalInput(InputSchema):
    """Until when a registration is prolonged, and by which resolution."""

    valid_to = Day(required=True)
    resolution = Text(60, load_default="")


class ReasonInput(InputSchema):
    """Why a registration is suspended, resumed or withdrawn."""

    reason = Text(300, required=True)


class StateToday(fields.String):
    """Where a registration stands today, its dates considered: the code, or its Spanish words."""

    _CHECK_ATTRIBUTE = False

    def __init__(self, *, is_label: bool = False) -> None:
        self.is_label = is_label
        super().__init__(dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        state: RegistrationState = obj.state_on(today())
        return state.label if self.is_label else state.value


class RegistrationOutput(OutputSchema):
    """A registration as every officer sees it."""

    id = Key()
    version = Whole()
    institution_id = Key()
    role = Choice(InstitutionRole)
    role_label = Label("role")
    state = StateToday()
    state_label = StateToday(is_label=True)
    valid_from = Day()
    valid_to = Day()
    resolution = Text()
    reason = Text()
