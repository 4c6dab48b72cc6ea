"""The record of decisions on a prison's proposals: who decided what, with name and post of that day."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import NotFound, WrongState
from registry.models import Account, WorkDecision, WorkProposal, WorkRound
from registry.services.accounts.policy import Act, within
from registry.vocabulary.rounds import DecisionKind, ProposalState, RoundState

UNDECIDED = (ProposalState.TO_REVIEW, ProposalState.STAGED, ProposalState.UNPLACED)


@dataclass(frozen=True)
class WorkVerdict:
    """A decision to be noted; overrides carry a reason."""

    kind: DecisionKind
    reason: str | None = None
    vacancy_id: int | None = None
    assignment_id: int | None = None


def hold_proposal(session: Session, proposal_id: int, officer: Account) -> WorkProposal:
    """A proposal of the account's prisons, for whoever may decide on it, held until the transaction ends.

    Raises:
        NotAllowed, NotFound: The role decides no posts, or there is none with this key within reach.
    """
    own = within(officer, Act.DECIDE_ASSIGNMENTS, prison=WorkRound.prison), WorkProposal.id == proposal_id
    held = select(WorkProposal).join(WorkProposal.round).where(*own).options(joinedload(WorkProposal.round))
    found = session.scalars(held.with_for_update(of=WorkProposal)).first()
    if found is None:
        raise NotFound(proposal=proposal_id)
    return found


def require_open(proposal: WorkProposal) -> None:
    """Refuse what an officer has closed already.

    Raises:
        WrongState: It was decided.
    """
    if proposal.state not in UNDECIDED:
        raise WrongState("proposal_decided", state=proposal.state.label)


def note(session: Session, proposal: WorkProposal, verdict: WorkVerdict, officer: Account) -> None:
    """Add a decision to the record, and close or reopen the round as decisions are left; the round is held first."""
    facts = vars(verdict) | {"officer_name": officer.full_name, "officer_post": officer.post}
    session.add(WorkDecision(proposal_id=proposal.id, officer_id=officer.id, **facts))
    session.flush()
    held = select(WorkRound).where(WorkRound.id == proposal.round_id).with_for_update()
    round_ = session.scalars(held.execution_options(populate_existing=True)).one()
    undecided = WorkProposal.round_id == round_.id, WorkProposal.state.in_(UNDECIDED)
    is_settled = not session.scalar(select(func.count()).where(*undecided))
    if is_settled:
        round_.state = RoundState.APPLIED
    elif round_.state is RoundState.APPLIED:
        round_.state = RoundState.READY


def last_decision(session: Session, proposal: WorkProposal) -> WorkDecision | None:
    """What was decided last on a proposal."""
    decisions = select(WorkDecision).where(WorkDecision.proposal_id == proposal.id)
    return session.scalars(decisions.order_by(WorkDecision.id.desc()).limit(1)).first()
