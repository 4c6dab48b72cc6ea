"""How a round fell on groups of people, and the alternatives it studied."""

from typing import Any
from uuid import UUID

from registry.api.nouns import PREFIX, MethodView, Noun
from registry.errors import NotFound
from registry.schemas.rounds.fairness import FairnessOutput, as_rows
from registry.schemas.rounds.round import RoundFileOutput
from registry.services.rounds import alternatives, rounds
from registry.services.rounds.fairness import get_fairness
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("round-reports", __name__, "Equidad y alternativas de una ronda")


@noun.at("/rounds/<uuid:round_id>/fairness")
class Fairness(MethodView):
    """A round's outcome by groups of people."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Comparar los grupos de una ronda; los pequeños van juntos", FairnessOutput)
    def get(self, round_id: UUID) -> Any:
        """Read the report; a round without one answers 404."""
        told = get_fairness(str(round_id), officer=current_officer())
        if told is None:
            raise NotFound("round_without_plan", round=str(round_id))
        return as_rows(told)


@noun.at("/rounds/<uuid:round_id>/alternatives/<int:rank>/take")
class Alternative(MethodView):
    """One of the alternatives in the round's curve, from 0."""

    @permits(Act.RUN_ROUNDS)
    @noun.answers("Usar otra alternativa: abre una ronda con ella", RoundFileOutput, 201)
    def post(self, round_id: UUID, rank: int) -> Any:
        """Open a round with another alternative; Location tells where it is."""
        officer = current_officer()
        taken = alternatives.take(str(round_id), rank, officer=officer)
        found = rounds.get_round(taken.public_id, officer=officer)
        return found, 201, {"Location": f"{PREFIX}/rounds/{found.public_id}"}
