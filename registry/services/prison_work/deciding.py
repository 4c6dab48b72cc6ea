"""What the director or a delegate decides on proposals: confirm, move, leave without post, pin, exclude, undo."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import DomainError, NotFound, WrongState
from registry.extensions.clock import now, today
from registry.extensions.database import reading, transaction
from registry.models import (
    Account,
    ProductiveActivity,
    WorkAssignment,
    WorkDecision,
    WorkInstruction,
    WorkProposal,
    Workshop,
    WorkVacancy,
)
from registry.services.accounts.policy import Act, require, within
from registry.services.planning.prison_work import work_refusals_today
from registry.services.planning.prison_work_freezing import WorkTerms
from registry.services.prison_work import assignments
from registry.services.prison_work.verdicts import WorkVerdict, hold_proposal, last_decision, note, require_open
from registry.services.rounds.records import require_reason
from registry.services.saving import saving
from registry.vocabulary.prison_work import AssignmentState
from registry.vocabulary.rounds import DecisionKind, InstructionKind, ProposalState
from registry.vocabulary.work_reasons import work_refusal_text


@dataclass(frozen=True)
class WorkRowResult:
    """What became of one row of a signature over many."""

    proposal_id: int
    assignment_id: int | None = None
    refusal: DomainError | None = None


def confirm(
    proposal_id: int, *, officer: Account, reason: str = "", starts_on: date | None = None, together: int = 1
) -> WorkAssignment:
    """Confirm a proposal as proposed, every hard rule asked anew; with *together*, how many of its activity are.

    Raises:
        NotAllowed, NotFound: The role decides no posts, or there is none with this key within reach.
        WrongState: It was decided, a rule refuses it today, or the crew stays below its minimum without a *reason*.
        PlaceTaken: The place has gone since.
        InvalidFields: The first day is past or too far.
    """
    with transaction() as session:
        proposal = hold_proposal(session, proposal_id, officer)
        if proposal.state not in (ProposalState.TO_REVIEW, ProposalState.STAGED) or proposal.vacancy_id is None:
            raise WrongState("proposal_decided", state=proposal.state.label)
        vacancy = _hold_post(session, proposal.vacancy_id)
        _require_crew(session, vacancy.activity, together, reason)
        begun = _begin(session, proposal, vacancy, starts_on)
        proposal.state = ProposalState.CONFIRMED
        verdict = WorkVerdict(DecisionKind.CONFIRM, reason.strip() or None, vacancy.id, begun.id)
        note(session, proposal, verdict, officer)
        return begun


def confirm_many(proposal_ids: Sequence[int], *, officer: Account, reason: str = "") -> list[WorkRowResult]:
    """Confirm each in a transaction of its own; those of one activity count together towards its crew.

    Raises:
        NotAllowed: The role decides no posts.
    """
    require(officer, Act.DECIDE_ASSIGNMENTS)
    wanted = list(dict.fromkeys(proposal_ids))
    activity_of = _activities(wanted, officer)
    together = Counter(activity_of.values())
    results = []
    for proposal_id in wanted:
        activity_id = activity_of.get(proposal_id, 0)
        try:
            with transaction() as session, session.begin_nested():
                begun = confirm(proposal_id, officer=officer, reason=reason, together=max(together[activity_id], 1))
        except DomainError as refusal:
            results.append(WorkRowResult(proposal_id, refusal=refusal))
        else:
            results.append(WorkRowResult(proposal_id, begun.id))
        together[activity_id] -= 1
    return results


def move(
    proposal_id: int, vacancy_id: int, *, reason: str, officer: Account, starts_on: date | None = None
) -> WorkAssignment:
    """Assign the person to another vacancy that they applied for; every hard rule holds for it too.

    Raises:
        NotAllowed, NotFound, WrongState, PlaceTaken: As in `confirm`.
        InvalidFields: There is no reason, or it is too long.
    """
    reason = require_reason(reason)
    with transaction() as session:
        proposal = hold_proposal(session, proposal_id, officer)
        require_open(proposal)
        begun = _begin(session, proposal, _hold_post(session, vacancy_id), starts_on)
        proposal.state = ProposalState.CHANGED
        note(session, proposal, WorkVerdict(DecisionKind.MOVE, reason, vacancy_id, begun.id), officer)
        return begun


def leave_without(proposal_id: int, *, reason: str, officer: Account) -> WorkProposal:
    """Decide that the person gets no post in this round.

    Raises:
        NotAllowed, NotFound, WrongState, InvalidFields: As in `move`.
    """
    reason = require_reason(reason)
    with transaction() as session:
        proposal = hold_proposal(session, proposal_id, officer)
        require_open(proposal)
        proposal.state = ProposalState.CHANGED
        note(session, proposal, WorkVerdict(DecisionKind.LEAVE_UNPLACED, reason), officer)
        return proposal


def instruct(
    proposal_id: int, kind: InstructionKind, vacancy_id: int | None = None, *, reason: str, officer: Account
) -> WorkProposal:
    """Order the coming rounds to keep the person at a vacancy, or away from it; by default the proposed one.

    Raises:
        NotAllowed, NotFound, InvalidFields: As in `move`.
        WrongState: The proposal was decided, or the person is pinned already.
    """
    reason = require_reason(reason)
    with transaction() as session:
        proposal = hold_proposal(session, proposal_id, officer)
        require_open(proposal)
        target = vacancy_id or proposal.vacancy_id
        _require_own(session, target, proposal.round.prison)
        given = WorkInstruction(inmate_id=proposal.inmate_id, vacancy_id=target, kind=kind, reason=reason)
        given.officer_id = officer.id
        with saving(session, refuse_rival=_refuse_second_pin):
            session.add(given)
        if kind is InstructionKind.EXCLUDE and target == proposal.vacancy_id:
            proposal.state = ProposalState.CHANGED
        note(session, proposal, WorkVerdict(DecisionKind(kind.value), reason, target), officer)
        return proposal


def undo(proposal_id: int, *, officer: Account) -> WorkProposal:
    """Take the last decision back as long as nobody worked: the place and the instruction are freed.

    Raises:
        NotAllowed, NotFound: As in `confirm`.
        WrongState: There is nothing to undo, the post ended, or work is noted in it.
    """
    with transaction() as session:
        proposal = hold_proposal(session, proposal_id, officer)
        last = last_decision(session, proposal)
        if last is None or last.kind is DecisionKind.UNDO:
            raise WrongState("nothing_to_undo")
        if last.assignment_id is not None:
            assignments.undo(session, last.assignment_id, officer=officer)
        _lift(session, proposal, last)
        proposal.state = ProposalState.TO_REVIEW if proposal.vacancy_id else ProposalState.UNPLACED
        note(session, proposal, WorkVerdict(DecisionKind.UNDO), officer)
        return proposal


def _hold_post(session: Session, vacancy_id: int) -> WorkVacancy:
    """The vacancy with its activity, the workshop held: two who confirm there wait for each other."""
    loaded = select(WorkVacancy).options(joinedload(WorkVacancy.activity)).where(WorkVacancy.id == vacancy_id)
    vacancy = session.scalars(loaded).first()
    if vacancy is None:
        raise NotFound(vacancy=vacancy_id)
    workshop = select(Workshop.id).where(Workshop.id == vacancy.activity.workshop_id)
    session.scalars(workshop.with_for_update()).one()
    return session.scalars(loaded.execution_options(populate_existing=True)).one()


def _begin(session: Session, proposal: WorkProposal, vacancy: WorkVacancy, starts_on: date | None) -> WorkAssignment:
    """Begin a post that every hard rule admits today."""
    first = starts_on or max(today(), vacancy.activity.starts_on)
    terms = WorkTerms(proposal.round.prison, today(), proposal.round.preset)
    refusals = work_refusals_today(proposal.inmate_id, vacancy.id, terms)
    if refusals is None:
        raise WrongState("not_a_candidate", vacancy_id=vacancy.id)
    rules = [one.rule for one in refusals if one.rule != "room" or vacancy.free_places > 0]
    if rules:
        why = " ".join(work_refusal_text(one.rule, one.value, one.requirement) for one in refusals)
        raise WrongState("post_not_admissible", why=why, rules=rules)
    return assignments.begin(session, proposal.inmate_id, vacancy, first, proposal.id)


def _require_crew(session: Session, activity: ProductiveActivity, together: int, reason: str) -> None:
    """Refuse to open an activity below its minimum, unless an officer says why."""
    running = WorkAssignment.activity_id == activity.id, WorkAssignment.state == AssignmentState.RUNNING
    crew = (session.scalar(select(func.count()).where(*running)) or 0) + together
    if crew < activity.minimum_crew and not reason.strip():
        facts = {"activity": activity.title, "minimum": activity.minimum_crew, "crew": crew}
        raise WrongState("crew_below_minimum", **facts)


def _activities(proposal_ids: Sequence[int], officer: Account) -> dict[int, int]:
    """The activity of each proposal within reach that proposes a post."""
    columns = select(WorkProposal.id, WorkVacancy.activity_id).join(WorkProposal.vacancy).join(WorkVacancy.activity)
    own = within(officer, Act.DECIDE_ASSIGNMENTS, prison=ProductiveActivity.prison), WorkProposal.id.in_(proposal_ids)
    with reading() as session:
        return dict(session.execute(columns.where(*own)).all())


def _require_own(session: Session, vacancy_id: int | None, prison: str) -> None:
    own = WorkVacancy.id == vacancy_id, ProductiveActivity.prison == prison
    if session.scalars(select(WorkVacancy.id).join(WorkVacancy.activity).where(*own)).first() is None:
        raise NotFound(vacancy=vacancy_id)


def _lift(session: Session, proposal: WorkProposal, decision: WorkDecision) -> None:
    """Withdraw the instruction that a decision gave, if it gave one."""
    if decision.kind not in (DecisionKind.PIN, DecisionKind.EXCLUDE):
        return
    standing = select(WorkInstruction).where(
        WorkInstruction.inmate_id == proposal.inmate_id,
        WorkInstruction.vacancy_id == decision.vacancy_id,
        WorkInstruction.kind == InstructionKind(decision.kind.value),
        WorkInstruction.lifted_at.is_(None),
    )
    for instruction in session.scalars(standing):
        instruction.lifted_at = now()


def _refuse_second_pin() -> None:
    raise WrongState("already_pinned")
