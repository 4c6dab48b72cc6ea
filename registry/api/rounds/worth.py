"""What one more place is worth in a round, and the best places for one person at its prices."""

from typing import Any
from uuid import UUID

from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.rounds.worth import SuggestionsOutput, WorthOutput
from registry.services.rounds.recommending import suggest_places
from registry.services.rounds.worth import read_worth
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("worth", __name__, "Lo que vale una plaza")


@noun.at("/rounds/<uuid:round_id>/worth")
class Worth(MethodView):
    """What a round's places are worth."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Leer dónde ayuda más una plaza y dónde faltan", WorthOutput)
    def get(self, round_id: UUID) -> Any:
        """Read what the worker found once the round could be reviewed."""
        return read_worth(str(round_id), officer=current_officer())


@noun.at(f"/sentences/<{KEY}:sentence_id>/suggestions")
class Suggestions(MethodView):
    """Places for one sentence without a new round."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Sugerir plazas para una pena en espera", SuggestionsOutput)
    def get(self, sentence_id: int) -> Any:
        """Tell the best places today at the last round's prices; the look at the file is noted."""
        return suggest_places(sentence_id, officer=current_officer(), on=today())
