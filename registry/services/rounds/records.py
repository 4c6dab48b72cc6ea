"""The record of decisions: who decided what on a proposal, with name and post of that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.models import Account, Decision, Proposal, Round
from registry.models.rounds.proposal import UNDECIDED
from registry.services.accounts.policy import Act, require, within
from registry.vocabulary.rounds import DecisionKind, RoundState

LONGEST_REASON = 500


@dataclass(frozen=True)
class Verdict:
    """A decision to be noted; overrides carry a reason."""

    kind: DecisionKind
    reason: str | None = None
    vacancy_id: int | None = None
    placement_id: int | None = None


def note(session: Session, proposal: Proposal, verdict: Verdict, officer: Account) -> None:
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
    _settle(session, proposal.round_id)


def _settle(session: Session, round_id: int) -> None:
    """Close or reopen the round; it is held first, so that of two last decisions the later sees the earlier."""
    held = select(Round).where(Round.id == round_id).with_for_update().execution_options(populate_existing=True)
    round_ = session.scalars(held).one()
    undecided = select(func.count()).where(Proposal.round_id == round_id, Proposal.state.in_(UNDECIDED))
    settled = not session.scalar(undecided)
    if settled and round_.state is not RoundState.APPLIED:
        round_.state = RoundState.APPLIED
    elif not settled and round_.state is RoundState.APPLIED:
        round_.state = RoundState.READY


def lock(session: Session, proposal_id: int, officer: Account) -> Proposal:
    """The office's proposal for an officer who may decide on it, held until the transaction ends.

    Raises:
        NotAllowed: The officer's role does not include decisions.
        NotFound: The office has no such proposal.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    found = session.scalars(_of_office(officer).where(Proposal.id == proposal_id)).first()
    if found is None:
        raise NotFound(proposal=proposal_id)
    return found


def lock_many(session: Session, proposal_ids: Iterable[int], officer: Account) -> Sequence[Proposal]:
    """The office's proposals among these, as `lock` gives one.

    Raises:
        NotAllowed: The officer's role does not include decisions.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    return session.scalars(_of_office(officer).where(Proposal.id.in_(set(proposal_ids))).order_by(Proposal.id)).all()


def require_open(proposal: Proposal) -> None:
    """Refuse what an officer has closed already.

    Raises:
        WrongState: It was decided.
    """
    if not proposal.is_undecided:
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


def _of_office(officer: Account) -> Select[Proposal]:
    return (
        select(Proposal)
        .join(Proposal.round)
        .where(within(officer, Act.DECIDE_PLACEMENTS, office=Round.office_id))
        .options(joinedload(Proposal.round))
        .with_for_update(of=Proposal)
    )
