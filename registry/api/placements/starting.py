"""The way to a placement's first day: the term of the interview, the individual plan, dated steps."""

from typing import Any

from registry.api.keys import idempotency_key
from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.placements.change import BeginningOutput, PlanInput, PlanOutput, StepInput, StepOutput
from registry.services.accounts.once import once
from registry.services.placements import starting
from registry.services.placements.starting import PlanDetails, StepDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("placement_starts", __name__, "Inicio de las ubicaciones")

ONE = f"/placements/<{KEY}:placement_id>"


@noun.at(f"{ONE}/beginning")
class BeginningView(MethodView):
    """How far a placement is on the way to its first day."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Leer el plazo de la entrevista, el plan vigente y los pasos hacia el inicio", BeginningOutput)
    def get(self, placement_id: int) -> Any:
        """Read the term, the plan that holds and the steps."""
        return starting.read_beginning(placement_id, officer=current_officer(), on=today())


@noun.at(f"{ONE}/plans")
class Plans(MethodView):
    """Individual plans."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Listar los planes individuales, el vigente primero", PlanOutput(many=True))
    def get(self, placement_id: int) -> Any:
        """List them."""
        return starting.read_beginning(placement_id, officer=current_officer(), on=today()).plans

    @permits(Act.CHANGE_PLACEMENTS)
    @noun.keyed
    @noun.takes(PlanInput)
    @noun.answers("Registrar la entrevista y el plan individual", PlanOutput, 201)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Keep a plan; the same key with the same content answers the first one again."""
        details, officer = PlanDetails(**facts), current_officer()
        return once(
            idempotency_key(),
            ("plan", placement_id, details),
            lambda: starting.record_plan(placement_id, details, officer=officer, on=today()),
            lambda plan_id: starting.get_plan(plan_id, officer=officer),
            by=officer,
        )


@noun.at(f"{ONE}/steps")
class Steps(MethodView):
    """Steps towards the first day."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Listar los pasos hacia el inicio, el último primero", StepOutput(many=True))
    def get(self, placement_id: int) -> Any:
        """List them."""
        return starting.read_beginning(placement_id, officer=current_officer(), on=today()).steps

    @permits(Act.CHANGE_PLACEMENTS)
    @noun.keyed
    @noun.takes(StepInput)
    @noun.answers("Anotar un paso hacia el inicio", StepOutput, 201)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Keep a step; the same key with the same content answers the first one again."""
        details, officer = StepDetails(**facts), current_officer()
        return once(
            idempotency_key(),
            ("step", placement_id, details),
            lambda: starting.record_step(placement_id, details, officer=officer, on=today()),
            lambda step_id: starting.get_step(step_id, officer=officer),
            by=officer,
        )
