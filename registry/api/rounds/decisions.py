"""Decisions of named officers on proposals, one by one or many confirmed at once."""

from collections.abc import Callable
from typing import Any

from registry.api.batches import Problem, batch_of
from registry.api.nouns import KEY, MethodView, Noun
from registry.errors import InvalidFields
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Key
from registry.schemas.rounds.decision import ConfirmationsInput, DecisionInput
from registry.schemas.rounds.proposal import ProposalFileOutput
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions, instructions, proposals
from registry.vocabulary.accounts import Act
from registry.vocabulary.rounds import DecisionKind
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("decisions", __name__, "Decisiones")

Facts = dict[str, Any]


def _move(proposal_id: int, facts: Facts, officer: Account) -> None:
    if facts["vacancy_id"] is None:
        raise InvalidFields({"vacancy_id": ("required", {})})
    terms = {"reason": facts["reason"], "starts_on": facts["starts_on"]}
    decisions.move(proposal_id, facts["vacancy_id"], **terms, officer=officer)


#: How each kind is carried out, given the proposal, the decision's facts and its officer.
ACTS: dict[DecisionKind, Callable[[int, Facts, Account], Any]] = {
    DecisionKind.CONFIRM: lambda key, facts, by: decisions.confirm(key, officer=by, starts_on=facts["starts_on"]),
    DecisionKind.MOVE: _move,
    DecisionKind.LEAVE_UNPLACED: lambda key, facts, by: decisions.leave_unplaced(
        key, reason=facts["reason"], officer=by
    ),
    DecisionKind.PIN: lambda key, facts, by: instructions.pin(
        key, facts["vacancy_id"], reason=facts["reason"], officer=by
    ),
    DecisionKind.EXCLUDE: lambda key, facts, by: instructions.exclude(
        key, facts["vacancy_id"], reason=facts["reason"], officer=by
    ),
    DecisionKind.UNDO: lambda key, _facts, by: decisions.undo(key, officer=by),
}


#: What begins a placement, and so is signed.
SIGNED = frozenset({DecisionKind.CONFIRM, DecisionKind.MOVE})


class ConfirmationRow(OutputSchema):
    """What became of one proposal: its placement, or why it was not confirmed."""

    proposal_id = Key()
    placement_id = Key(allow_none=True)
    problem = Problem()


@noun.at(f"/proposals/<{KEY}:proposal_id>/decisions")
class Decisions(MethodView):
    """What is decided on a proposal."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.takes(DecisionInput)
    @noun.answers("Decidir: confirmar, mover, dejar sin ubicación, fijar, excluir o deshacer", ProposalFileOutput, 201)
    def post(self, facts: Facts, proposal_id: int) -> Any:
        """Carry the decision out, and answer the proposal as it now stands."""
        if facts["kind"] in SIGNED:
            require_proof()
        officer = current_officer()
        ACTS[facts["kind"]](proposal_id, facts, officer)
        return proposals.get_proposal(proposal_id, officer=officer)


@noun.at(f"/instructions/<{KEY}:instruction_id>")
class Instruction(MethodView):
    """An order to the coming rounds, read with the proposal's explanation."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.answers("Levantar una indicación: fijada o excluida", status=204)
    def delete(self, instruction_id: int) -> Any:
        """Let the coming rounds decide again."""
        instructions.withdraw(instruction_id, officer=current_officer())
        return "", 204


@noun.at("/confirmations")
class Confirmations(MethodView):
    """Many proposals confirmed at once."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.takes(ConfirmationsInput)
    @noun.answers("Confirmar varias propuestas; responde por cada una", batch_of(ConfirmationRow))
    def post(self, facts: Facts) -> Any:
        """Confirm each; one that cannot be is told, and stops no other."""
        require_proof()
        return decisions.confirm_many(facts["proposal_ids"], officer=current_officer())
