"""Orders to the coming rounds: keep a person at a vacancy, or away from it."""

from typing import NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Decision, Instruction, Proposal, Sentence, Vacancy
from registry.services.accounts.policy import Act, require, within
from registry.services.rounds.records import Verdict, lock, note, require_open, require_reason
from registry.services.saving import saving
from registry.vocabulary.rounds import DecisionKind, InstructionKind, ProposalState


def pin(proposal_id: int, vacancy_id: int | None = None, *, reason: str, officer: Account) -> Proposal:
    """Order the coming rounds to keep the person at a vacancy, by default the proposed one; takes no place.

    Raises:
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such proposal, or no such vacancy.
        WrongState: The proposal was decided, or the sentence is pinned already.
        InvalidFields: There is no reason, or no vacancy to pin to.
    """
    return _order(proposal_id, InstructionKind.PIN, vacancy_id, reason, officer)


def exclude(proposal_id: int, vacancy_id: int | None = None, *, reason: str, officer: Account) -> Proposal:
    """Order the coming rounds to keep the person away from a vacancy; the proposal of that vacancy is closed.

    Raises:
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such proposal, or no such vacancy.
        WrongState: The proposal was decided.
        InvalidFields: There is no reason, or no vacancy to exclude.
    """
    return _order(proposal_id, InstructionKind.EXCLUDE, vacancy_id, reason, officer)


def withdraw(instruction_id: int, *, officer: Account) -> Instruction:
    """Let the coming rounds decide again; whatever was decided since the instruction was given stays.

    Raises:
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such instruction.
        WrongState: It was lifted before.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    with transaction() as session:
        own = Instruction.id == instruction_id, within(officer, Act.DECIDE_PLACEMENTS, office=Sentence.office_id)
        statement = select(Instruction).join(Sentence, Sentence.id == Instruction.sentence_id).where(*own)
        instruction = session.scalars(statement.with_for_update(of=Instruction)).first()
        if instruction is None:
            raise NotFound(instruction=instruction_id)
        if instruction.lifted_at is not None:
            raise WrongState("instruction_lifted")
        instruction.lifted_at = now()
        return instruction


def count_standing(*, officer: Account) -> dict[InstructionKind, int]:
    """How many instructions of the office the next round will respect, by kind."""
    statement = (
        select(Instruction.kind, func.count())
        .join(Sentence, Sentence.id == Instruction.sentence_id)
        .where(within(officer, Act.READ_ROUNDS, office=Sentence.office_id), Instruction.lifted_at.is_(None))
        .group_by(Instruction.kind)
    )
    with reading() as session:
        return dict(session.execute(statement).all())


def lift(session: Session, proposal: Proposal, decision: Decision) -> None:
    """Withdraw the instruction that a decision gave, if it gave one."""
    if decision.kind not in (DecisionKind.PIN, DecisionKind.EXCLUDE):
        return
    standing = select(Instruction).where(
        Instruction.sentence_id == proposal.sentence_id,
        Instruction.vacancy_id == decision.vacancy_id,
        Instruction.kind == InstructionKind(decision.kind.value),
        Instruction.lifted_at.is_(None),
    )
    for instruction in session.scalars(standing):
        instruction.lifted_at = now()


def _order(proposal_id: int, kind: InstructionKind, vacancy_id: int | None, reason: str, officer: Account) -> Proposal:
    reason = require_reason(reason)
    with transaction() as session:
        proposal = lock(session, proposal_id, officer)
        require_open(proposal)
        target = _require_vacancy(session, vacancy_id or proposal.vacancy_id, officer)
        given = Instruction(sentence_id=proposal.sentence_id, vacancy_id=target, kind=kind, reason=reason)
        given.officer_id = officer.id
        with saving(session, refuse_rival=_refuse_second_pin):
            session.add(given)
        if kind is InstructionKind.EXCLUDE and target == proposal.vacancy_id:
            proposal.state = ProposalState.CHANGED
        note(session, proposal, Verdict(DecisionKind(kind.value), reason, target), officer)
        return proposal


def _require_vacancy(session: Session, vacancy_id: int | None, officer: Account) -> int:
    if vacancy_id is None:
        raise InvalidFields({"vacancy_id": ("required", {})})
    own = Vacancy.id == vacancy_id, within(officer, Act.DECIDE_PLACEMENTS, office=BeneficiaryUnit.office_id)
    if session.scalars(select(Vacancy.id).join(Vacancy.unit).where(*own)).first() is None:
        raise NotFound(vacancy=vacancy_id)
    return vacancy_id


def _refuse_second_pin() -> NoReturn:
    raise WrongState("already_pinned")
