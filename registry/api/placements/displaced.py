"""People whose unit receives nobody any more: who they are, and a round for them alone."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.placements.displaced import DisplacedOutput
from registry.schemas.rounds.round import RoundFileOutput
from registry.services.rounds import displaced, rounds
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("displaced", __name__, "Reubicación de quienes sirven en una unidad")

ONE = f"/units/<{KEY}:unit_id>/displaced"


@noun.at(ONE)
class Displaced(MethodView):
    """Who holds a place at a unit."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Listar a quiénes habría que reubicar si la unidad dejara de recibir personas", DisplacedOutput)
    def get(self, unit_id: int) -> Any:
        """List them, and tell whether the unit still receives people."""
        return displaced.read_displaced(unit_id, officer=current_officer(), on=today())


@noun.at(f"{ONE}/round")
class DisplacedRound(MethodView):
    """The round for them alone."""

    @permits(Act.RUN_ROUNDS)
    @noun.answers("Iniciar una ronda solo para quienes sirven en la unidad; se calcula aparte", RoundFileOutput, 202)
    def post(self, unit_id: int) -> Any:
        """Hand it to the worker; Location tells where its state and its proposals are followed."""
        officer = current_officer()
        opened = displaced.start_round_for(unit_id, officer=officer, on=today())
        started = rounds.get_round(opened.public_id, officer=officer)
        return started, 202, {"Location": f"{PREFIX}/rounds/{started.public_id}"}
