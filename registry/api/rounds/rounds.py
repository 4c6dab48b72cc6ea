"""Assignment rounds: started, followed, stopped."""

from typing import Any
from uuid import UUID

from registry.api.nouns import PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.schemas.paging import PageQuery
from registry.schemas.rounds.round import RoundFileOutput, RoundInput, RoundOutput
from registry.services.rounds import rounds
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("rounds", __name__, "Rondas de asignación")


@noun.at("/rounds")
class Rounds(MethodView):
    """The office's rounds."""

    @permits(Act.READ_ROUNDS)
    @noun.filters(PageQuery)
    @noun.answers("Listar las rondas de su oficina", page_of(RoundOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List rounds, the newest first."""
        return rounds.list_rounds(officer=current_officer(), **cut_page(query))

    @permits(Act.RUN_ROUNDS)
    @noun.takes(RoundInput)
    @noun.answers("Iniciar una ronda; se calcula aparte", RoundFileOutput, 202)
    def post(self, choices: dict[str, Any]) -> Any:
        """Hand a round to the worker; Location tells where to follow it."""
        officer = current_officer()
        handed_over = rounds.start_round(rounds.RoundDetails(**choices), officer=officer)
        started = rounds.get_round(handed_over.public_id, officer=officer)
        return started, 202, {"Location": f"{PREFIX}/rounds/{started.public_id}"}


@noun.at("/rounds/<uuid:round_id>")
class Round(MethodView):
    """One round."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Leer una ronda: su avance o sus cifras", RoundFileOutput)
    def get(self, round_id: UUID) -> Any:
        """Read progress or figures."""
        return rounds.get_round(str(round_id), officer=current_officer())


@noun.at("/rounds/<uuid:round_id>/stop")
class Stop(MethodView):
    """The wish to end a round early."""

    @permits(Act.RUN_ROUNDS)
    @noun.answers("Detener una ronda y usar lo mejor que tenga", RoundFileOutput, 202)
    def post(self, round_id: UUID) -> Any:
        """Ask the worker to end with the best plan so far."""
        rounds.request_stop(str(round_id), officer=current_officer())
        return rounds.get_round(str(round_id), officer=current_officer())
