"""What named officers decide on proposals: confirm, move, leave unplaced, undo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import DomainError, InvalidFields, PlaceTaken, WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Decision, Person, Placement, Proposal, Sentence
from registry.services import planning
from registry.services.accounts.policy import Act, require
from registry.services.placements import holding, leaving, placements
from registry.services.placements.change_rules import ChangeDetails
from registry.services.rounds import instructions
from registry.services.rounds.freshness import has_changed_since
from registry.services.rounds.proposals import moving_of, terms_of
from registry.services.rounds.records import Verdict, lock, lock_many, note, require_open, require_reason
from registry.vocabulary.placements import EndReason, PlacementChange
from registry.vocabulary.rounds import DecisionKind, ProposalState
from registry.vocabulary.shifts import Shift

#: Days between a confirmation and the first attendance, so that the letters arrive.
NOTICE_DAYS = 7
#: A placement confirmed now begins within so long.
LATEST_START = timedelta(days=365)


@dataclass(frozen=True)
class RowResult:
    """What became of one row of a bulk confirmation."""

    proposal_id: int
    placement_id: int | None = None
    refusal: DomainError | None = None


def stage(proposal_ids: Iterable[int], *, officer: Account, staged: bool = True) -> int:
    """Put proposals on the list to be confirmed together, or take them off it; tell how many moved.

    Raises:
        NotAllowed: The role does not include decisions.
    """
    source, target = ProposalState.TO_REVIEW, ProposalState.STAGED
    if not staged:
        source, target = target, source
    with transaction() as session:
        rows = [row for row in lock_many(session, proposal_ids, officer) if row.state is source]
        for row in rows:
            row.state = target
        return len(rows)


def confirm(proposal_id: int, *, officer: Account, starts_on: date | None = None) -> Placement:
    """Confirm a proposal as proposed: the placement begins and takes its places.

    Where something was written about the person or the place since the round, every hard rule is asked anew.

    Raises:
        InvalidFields: The first day is past, or too far.
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such proposal.
        WrongState: It was decided already, proposes no place, or is one that the rules no longer admit.
        PlaceTaken: The place has gone since; the facts carry the proposal, for today's alternatives.
    """
    with transaction() as session:
        proposal = lock(session, proposal_id, officer)
        if proposal.state not in (ProposalState.TO_REVIEW, ProposalState.STAGED) or proposal.vacancy_id is None:
            raise WrongState("proposal_decided", state=proposal.state.label)
        if has_changed_since(session, proposal):
            _require_pattern_today(session, proposal, proposal.vacancy_id)
        placement = _begin(proposal, proposal.vacancy_id, proposal.attendances, starts_on, officer)
        proposal.state = ProposalState.CONFIRMED
        verdict = Verdict(DecisionKind.CONFIRM, vacancy_id=proposal.vacancy_id, placement_id=placement.id)
        note(session, proposal, verdict, officer)
        return placement


def confirm_many(proposal_ids: Sequence[int], *, officer: Account) -> list[RowResult]:
    """Confirm each of the proposals in a transaction of its own; one refusal is told, and stops no other.

    So two officers' lists never hold what the other one waits for.

    Raises:
        NotAllowed: The role does not include decisions.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    results = []
    for proposal_id in dict.fromkeys(proposal_ids):
        try:
            with transaction() as session, session.begin_nested():
                placement = confirm(proposal_id, officer=officer)
            results.append(RowResult(proposal_id, placement.id))
        except DomainError as refusal:
            results.append(RowResult(proposal_id, refusal=refusal))
    return results


def move(
    proposal_id: int, vacancy_id: int, *, reason: str, officer: Account, starts_on: date | None = None
) -> Placement:
    """Place the person at another vacancy than proposed; every hard rule holds for it too.

    Raises:
        InvalidFields: There is no reason, or it is too long.
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such proposal.
        WrongState: The proposal was decided, or a rule refuses the vacancy (facts: the rules' codes).
        PlaceTaken: The vacancy has no place left.
    """
    reason = require_reason(reason)
    with transaction() as session:
        proposal = lock(session, proposal_id, officer)
        require_open(proposal)
        place = _place_today(proposal, vacancy_id)
        placement = _begin(proposal, vacancy_id, place.attendances, starts_on, officer)
        proposal.state = ProposalState.CHANGED
        note(session, proposal, Verdict(DecisionKind.MOVE, reason, vacancy_id, placement.id), officer)
        return placement


def leave_unplaced(proposal_id: int, *, reason: str, officer: Account) -> Proposal:
    """Decide that the person gets no place in this round.

    Raises:
        InvalidFields: There is no reason, or it is too long.
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such proposal.
        WrongState: The proposal was decided.
    """
    reason = require_reason(reason)
    with transaction() as session:
        proposal = lock(session, proposal_id, officer)
        require_open(proposal)
        proposal.state = ProposalState.CHANGED
        note(session, proposal, Verdict(DecisionKind.LEAVE_UNPLACED, reason), officer)
        return proposal


def undo(proposal_id: int, *, officer: Account) -> Proposal:
    """Take the last decision back, as long as nobody was notified: places and instructions are freed.

    Raises:
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such proposal.
        WrongState: There is nothing to undo, or the letters are out.
    """
    with transaction() as session:
        proposal = lock(session, proposal_id, officer)
        last = _last_decision(session, proposal)
        if last is None or last.kind is DecisionKind.UNDO:
            raise WrongState("nothing_to_undo")
        if last.placement_id is not None:
            placements.undo(last.placement_id, officer=officer)
        instructions.lift(session, proposal, last)
        proposal.state = ProposalState.TO_REVIEW if proposal.vacancy_id else ProposalState.UNPLACED
        note(session, proposal, Verdict(DecisionKind.UNDO), officer)
        return proposal


def first_day(attendances: Sequence[Sequence[int]], on: date) -> date:
    """The first day of a weekly pattern that leaves time for the letters."""
    weekdays = {attendance[0] // 2 for attendance in attendances}
    days = (on + timedelta(days=NOTICE_DAYS + offset) for offset in range(7))
    return next(day for day in days if day.weekday() in weekdays)


def _begin(
    proposal: Proposal, vacancy_id: int, attendances: Sequence[Sequence[int]], starts_on: date | None, officer: Account
) -> Placement:
    require_day(starts_on, today())
    pattern = [(shift, start, end) for shift, start, end in attendances]
    first = starts_on or first_day(pattern, today())
    start = placements.Start(proposal.sentence_id, vacancy_id, pattern, first, proposal_id=proposal.id)
    _leave_earlier(proposal, vacancy_id, first, officer)
    try:
        return placements.begin(start, officer=officer)
    except PlaceTaken as gone:
        raise PlaceTaken("place_taken", proposal_id=proposal.id, **gone.facts) from gone


def _leave_earlier(proposal: Proposal, vacancy_id: int, first: date, officer: Account) -> None:
    """End the placement that the round found the sentence at, where it was computed for people who move."""
    with transaction() as session:
        earlier = leaving.held_before(session, proposal.sentence_id, proposal.round.created_at)
        if earlier is None:
            return
        placement = placements.lock(earlier.id, Act.DECIDE_PLACEMENTS, officer=officer)
        reason = f"Propuesta de la ronda {proposal.round.number} de {proposal.round.year}"
        holding.hold_person(session, placement.sentence_id)
        holding.hold_vacancies(session, placement.vacancy_id, vacancy_id)
        moved = ChangeDetails(PlacementChange.MOVED, first, reason, end_reason=EndReason.MOVED, accepts_entries=True)
        leaving.leave(session, placement, moved, officer=officer, on=today())


def require_day(starts_on: date | None, on: date) -> None:
    """Refuse a first day that has passed, or is too far away.

    Raises:
        InvalidFields: It is one.
    """
    last = on + LATEST_START
    if starts_on is not None and not on <= starts_on <= last:
        facts = {"first": f"{on:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        raise InvalidFields({"starts_on": ("starts_out_of_range", facts)})


def _require_pattern_today(session: Session, proposal: Proposal, vacancy_id: int) -> None:
    """Hold a proposal of an earlier day against every rule, and its half days against the person's of today."""
    _place_today(proposal, vacancy_id)
    person = session.scalars(select(Person).join(Person.sentences).where(Sentence.id == proposal.sentence_id)).one()
    half_days = [Shift(attendance[0]) for attendance in proposal.attendances]
    is_free = set(half_days) <= set(person.free_shift_numbers)
    if not is_free or not (person.is_weekday_authorised or all(half_day.is_weekend for half_day in half_days)):
        raise WrongState("proposal_outdated")


def _place_today(proposal: Proposal, vacancy_id: int) -> planning.Place:
    terms, moving = terms_of(proposal.round, today()), moving_of(proposal)
    for place in planning.options_today(proposal.sentence_id, terms, moving=moving):
        if place.vacancy_id == vacancy_id:
            return place
    rules = [
        refusal.rule for refusal in planning.refusals_today(proposal.sentence_id, vacancy_id, terms, moving=moving)
    ]
    if rules == ["places"]:
        raise PlaceTaken("place_taken", proposal_id=proposal.id, vacancy_id=vacancy_id)
    raise WrongState("vacancy_not_admissible", vacancy_id=vacancy_id, rules=rules)


def _last_decision(session: Session, proposal: Proposal) -> Decision | None:
    decisions = select(Decision).where(Decision.proposal_id == proposal.id).order_by(Decision.id.desc())
    return session.scalars(decisions.limit(1)).first()
