"""Proposals of a round: listed, read and explained."""

from typing import Any
from uuid import UUID

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import tagged
from registry.schemas.rounds.explanation import ExplanationOutput, WhyNotOutput
from registry.schemas.rounds.proposal import ProposalFileOutput, ProposalOutput, ProposalQuery
from registry.services.rounds import proposals, rounds
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("proposals", __name__, "Propuestas")


@noun.at("/rounds/<uuid:round_id>/proposals")
class Proposals(MethodView):
    """What a round proposes."""

    @permits(Act.READ_ROUNDS)
    @noun.filters(ProposalQuery)
    @noun.answers("Listar las propuestas de una ronda", page_of(ProposalOutput))
    def get(self, query: dict[str, Any], round_id: UUID) -> Any:
        """List proposals with person and place."""
        officer, page = current_officer(), cut_page(query)
        found = rounds.get_round(str(round_id), officer=officer)
        state = query.pop("state")
        wanted = proposals.ProposalFilter(states=(state,) if state else (), **query)
        return proposals.list_proposals(found.id, wanted, officer=officer, **page)


@noun.at(f"/proposals/<{KEY}:proposal_id>")
class Proposal(MethodView):
    """One proposal."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Leer una propuesta con lo decidido", ProposalFileOutput, is_tagged=True)
    def get(self, proposal_id: int) -> Any:
        """Read it with its decisions."""
        return tagged(proposals.get_proposal(proposal_id, officer=current_officer()))


@noun.at(f"/proposals/<{KEY}:proposal_id>/explanation")
class Explanation(MethodView):
    """Why a proposal is as it is."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Explicar una propuesta: por qué aquí, qué sigue, por qué no allá", ExplanationOutput)
    def get(self, proposal_id: int) -> Any:
        """Explain it from the round's frozen input; the look at the file is noted."""
        return proposals.explain(proposal_id, officer=current_officer())


@noun.at(f"/proposals/<{KEY}:proposal_id>/why-not/<{KEY}:vacancy_id>")
class WhyNot(MethodView):
    """Why not at one vacancy."""

    @permits(Act.READ_ROUNDS)
    @noun.answers("Explicar por qué la persona no va a una vacante", WhyNotOutput)
    def get(self, proposal_id: int, vacancy_id: int) -> Any:
        """Name the rules against it, or how it stands among the admissible."""
        return proposals.why_not(proposal_id, vacancy_id, officer=current_officer())
