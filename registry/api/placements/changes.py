"""What officers change of placements, foreseen and signed."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.placements.change import (
    CourseOutput,
    EffectOutput,
    NamedChangeInput,
    RelocationInput,
    ReturnInput,
    TransferInput,
)
from registry.schemas.placements.placement import PlacementFileOutput
from registry.services.placements import changing, placements
from registry.services.placements.change_rules import ChangeDetails
from registry.services.placements.course import read_course
from registry.services.placements.transferring import TransferDetails, transfer
from registry.services.rounds.relocating import RelocationDetails, come_back, relocate
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("placement_changes", __name__, "Cambios de las ubicaciones")

ONE = f"/placements/<{KEY}:placement_id>"


@noun.at(f"{ONE}/course")
class CourseView(MethodView):
    """How far the sentence of a placement is served."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Leer el saldo, las próximas fechas y el término previsto", CourseOutput)
    def get(self, placement_id: int) -> Any:
        """Read the balance and what comes next."""
        officer = current_officer()
        placement = placements.get_placement(placement_id, officer=officer)
        return read_course(placement.sentence_id, officer=officer, on=today())


@noun.at(f"{ONE}/effects")
class Effects(MethodView):
    """What a change would do."""

    @permits(Act.CHANGE_PLACEMENTS)
    @noun.takes(NamedChangeInput)
    @noun.answers("Ver qué haría un cambio, sin hacerlo", EffectOutput)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Foresee it; nothing is written."""
        details = ChangeDetails(**{**facts, "accepts_entries": True})
        return changing.foresee(placement_id, details, officer=current_officer(), on=today())


@noun.at(f"{ONE}/changes")
class Changes(MethodView):
    """Changes of state and schedule."""

    @permits(Act.CHANGE_PLACEMENTS)
    @noun.versioned
    @noun.takes(NamedChangeInput)
    @noun.answers("Cambiar una ubicación: inicio, suspensión, horario, término…", PlacementFileOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Bring the change about."""
        require_proof()
        officer, version = current_officer(), expected_version(placement_id)
        changing.change(placement_id, ChangeDetails(**facts), version=version, officer=officer, on=today())
        return tagged(placements.get_placement(placement_id, officer=officer))


@noun.at(f"{ONE}/relocation")
class Relocation(MethodView):
    """Another place for somebody who has one."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.versioned
    @noun.takes(RelocationInput)
    @noun.answers("Pasar a otra plaza: termina una ubicación y empieza otra", PlacementFileOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """End the placement and begin the other one."""
        require_proof()
        officer, version = current_officer(), expected_version(placement_id)
        details = RelocationDetails(**facts)
        begun = relocate(placement_id, details, version=version, officer=officer, on=today())
        return _begun(begun.id)


@noun.at(f"{ONE}/return")
class Return(MethodView):
    """The same place again."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.takes(ReturnInput)
    @noun.answers("Volver a la plaza de una ubicación que terminó", PlacementFileOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Begin a placement there."""
        require_proof()
        begun = come_back(placement_id, officer=current_officer(), on=today(), **facts)
        return _begun(begun.id)


@noun.at(f"{ONE}/transfer")
class Transfer(MethodView):
    """Another office for the person."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.versioned
    @noun.takes(TransferInput)
    @noun.answers("Trasladar a la persona y sus penas a otra oficina", status=204)
    def post(self, facts: dict[str, Any], placement_id: int) -> None:
        """Hand the person over; the placement is the other office's from then on."""
        require_proof()
        version = expected_version(placement_id)
        transfer(placement_id, TransferDetails(**facts), version=version, officer=current_officer(), on=today())


def _begun(placement_id: int) -> Any:
    begun = placements.get_placement(placement_id, officer=current_officer())
    return tagged(begun, 201, Location=f"{PREFIX}/placements/{placement_id}")
