"""What an institution plans of its vacancies, and whom a change would leave without a place."""

from typing import Any

from marshmallow import pre_dump

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.institutions.vacancy import OfferInput, PlanInput
from registry.vocabulary.placements import PlacementState


class PlannedChangeInput(PlanInput):
    """From which day a vacancy shall be otherwise, why, and how; without an offer it closes."""

    offer = Part(OfferInput, load_default=None, allow_none=True)


class PlannedChangeOutput(OutputSchema):
    """A change that waits, or what became of it."""

    id = Key()
    vacancy_id = Key()
    effective_on = Day()
    reason = Text()
    is_closing = YesNo(metadata={"description": "Si la vacante se cierra ese día"})
    settled_on = Day(allow_none=True)
    was_applied = YesNo()

    @pre_dump
    def _tell_closing(self, planned: Any, **_options: Any) -> dict[str, Any]:
        told = {name: getattr(planned, name) for name in self.fields if name != "is_closing"}
        return {**told, "is_closing": not planned.details}


class StrandedPersonOutput(OutputSchema):
    """Somebody of whom the institution knows, since the office presented them."""

    placement_id = Key(attribute="id")
    full_name = Text(attribute="sentence.person.full_name")
    state = Choice(PlacementState)
    state_label = Label("state")


class StrandedOutput(OutputSchema):
    """Who could not go on as they are, and how many more of whom the institution knows nothing yet."""

    people = Part(StrandedPersonOutput, attribute="presented", many=True)
    others = Whole()
    count = Whole()
