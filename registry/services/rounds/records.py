"""The record of decisions: who decided what on a proposal, with name and post of that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.models import Decision, Officer, Proposal, Round
from registry.vocabulary.rounds import DecisionKind, ProposalState, RoundState

LONGEST_REASON = 500
OPEN_STATES = (ProposalState.TO_REVIEW, ProposalState.STAGED, ProposalState.UNPLACED)


@dataclass(frozen=True)
class Verdict:
    """A decision to be noted; overrides carry a reason."""

    kind: DecisionKind
    reason: str | None = None
    vacancy_id: int | None = None
    placement_id: int | None = None


def note(session: Session, proposal: Proposal, verdict: Verdict, officer: Officer) -> None:
    """Add the decision to the proposal's record, and close the round when nothing is left to decide."""
    session.add(
        Decision(
            proposal_id=proposal.id,
            kind=verdict.kind,
            reason=verdict.reason,
            vacancy_id=verdict.vacancy_id,
            placement_id=verdict.placement_id,
            officer_id=officer.id,
            officer_name=officer.full_name,
            officer_post=officer.post,
        )
    )
    session.flush()
    undecided = select(func.count()).where(Proposal.round_id == proposal.round_id, Proposal.state.in_(OPEN_STATES))
    settled = not session.scalar(undecided)
    if settled and proposal.round.state is not RoundState.APPLIED:
        proposal.round.state = RoundState.APPLIED
    elif not settled and proposal.round.state is RoundState.APPLIED:
        proposal.round.state = RoundState.READY


def lock(session: Session, proposal_id: int, officer: Officer) -> Proposal:
    """The office's proposal, held until the transaction ends.

    Raises:
        NotFound: The office has no such proposal.
    """
    found = session.scalars(_of_office(officer).where(Proposal.id == proposal_id)).first()
    if found is None:
        raise NotFound(proposal=proposal_id)
    return found


def lock_many(session: Session, proposal_ids: Iterable[int], officer: Officer) -> Sequence[Proposal]:
    """The office's proposals among these, held until the transaction ends."""
    return session.scalars(_of_office(officer).where(Proposal.id.in_(set(proposal_ids))).order_by(Proposal.id)).all()


def require_open(proposal: Proposal) -> None:
    """Refuse what an officer has closed already.

    Raises:
        WrongState: It was decided.
    """
    if proposal.state not in OPEN_STATES:
        raise WrongState("proposal_decided", state=proposal.state.label)


def require_reason(reason: str) -> str:
    """Clean the reason of an override.

    Raises:
        InvalidFields: It is missing or too long.
    """
    cleaned = reason.strip()
    if not cleaned:
        raise InvalidFields({"reason": ("reason_missing", {})})
    if len(cleaned) > LONGEST_REASON:
        raise InvalidFields({"reason": ("reason_too_long", {"maximum": LONGEST_REASON})})
    return cleaned


def _of_office(officer: Officer) -> Select[Proposal]:
    return (
        select(Proposal)
        .join(Proposal.round)
        .where(Round.office_id == officer.office_id)
        .options(joinedload(Proposal.round))
        .with_for_update(of=Proposal)
    )
