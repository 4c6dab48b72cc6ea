"""What officers do with a placement that runs: foreseen first, then signed, with its places and weeks."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.extensions.database import reading, transaction
from registry.ledger.balance import Balance
from registry.ledger.credit import balance
from registry.ledger.execution import is_closed, is_executed
from registry.ledger.facts import Week
from registry.models import Account, IndividualPlan, Placement
from registry.reference.hours import MINUTES
from registry.services.accounts.policy import require
from registry.services.placements import concluding, holding, leaving, placements, rescheduling, transitions
from registry.services.placements.change_rules import (
    ChangeDetails,
    Standpoint,
    effective_day,
    entries_from,
    problems_of,
)
from registry.services.placements.history import Change
from registry.services.saving import refuse, require_version
from registry.vocabulary.placements import LetterKind, PlacementChange, PlacementState


@dataclass(frozen=True)
class Effect:
    """What a change would do, before anybody signs it."""

    kind: PlacementChange
    before: PlacementState
    after: PlacementState
    effective_on: date
    #: Half days whose places become free, and those that are taken.
    freed: tuple[int, ...]
    taken: tuple[int, ...]
    #: What was served of the sentence until now, and what of it would still count.
    balance: Balance
    then: Balance
    #: Days with an entry that stays without credit, since nobody was expected any more.
    uncounted_days: tuple[date, ...]
    letters: tuple[LetterKind, ...]


def foresee(placement_id: int, details: ChangeDetails, *, officer: Account, on: date) -> Effect:
    """Tell what a change would do, as far as it is admitted.

    Raises:
        DomainError: As in `change`, but for the version.
    """
    require(officer, transitions.act_of(details.kind))
    with reading() as session:
        placement = placements.get_placement(placement_id, officer=officer)
        at = leaving.standpoint(session, placement, on)
        _require(session, details, at, officer)
        return _effect(session, details, at)


def change(placement_id: int, details: ChangeDetails, *, version: int, officer: Account, on: date) -> Placement:
    """Bring a change about: the placement's state, its places, its weeks and its history, all or none.

    Entries from its day on stay in the ledger; where nobody was expected any more they are worth nothing.

    Raises:
        NotAllowed: The role does not include changes.
        NotFound: The office has no such placement.
        StaleVersion: Somebody changed it after *version*.
        WrongState: It does not stand where the change begins, has no plan yet, its execution is stayed, its
            jornadas are not served, or, to open it again, nothing is owed.
        InvalidFields: A field breaks a rule, or entries after the day were not accepted.
        PlaceTaken: A half day of the new pattern is full.
    """
    act = transitions.act_of(details.kind)
    require(officer, act)
    with transaction() as session:
        placement = placements.lock(placement_id, act, officer=officer)
        require_version(placement.version, version)
        if details.kind is PlacementChange.RESCHEDULED:
            holding.hold_person(session, placement.sentence_id)
        at = leaving.standpoint(session, placement, on)
        _require(session, details, at, officer)
        if details.kind is PlacementChange.RESCHEDULED:
            rescheduling.reschedule(session, placement, details)
        noted = Change(
            details.kind,
            effective_day(details, at) or on,
            reason=details.reason.strip() or None,
            until=details.until,
            cause=details.cause,
        )
        transitions.apply(placement, noted, officer=officer, end_reason=details.end_reason)
        session.flush()
        return placement


def possible_changes(placement: Placement) -> list[PlacementChange]:
    """Changes that the placement's state admits, in the order of the table."""
    return [kind for kind in transitions.TRANSITIONS if transitions.is_possible(placement, kind)]


def _require(session: Session, details: ChangeDetails, at: Standpoint, officer: Account) -> None:
    transitions.require_possible(at.placement, details.kind)
    refuse(dict(problems_of(details, at)))
    if details.kind is PlacementChange.STARTED:
        _require_plan(session, at.placement)
    if details.kind in (PlacementChange.STARTED, PlacementChange.RESUMED) and not is_executed(at.facts, at.on):
        raise WrongState("sentence_not_executed", sentence_id=at.placement.sentence_id)
    if details.kind is PlacementChange.COMPLETED:
        _require_served(session, at)
    if details.kind is PlacementChange.REOPENED:
        _require_owing(at)
    if details.kind is PlacementChange.RESCHEDULED:
        rescheduling.require_schedule(session, details, at, officer)


def _require_served(session: Session, at: Standpoint) -> None:
    if not at.balance.is_served:
        raise WrongState("jornadas_still_owed", hours=f"{at.balance.remaining_minutes / MINUTES:g}")
    concluding.require_last(session, at.placement)


def _require_owing(at: Standpoint) -> None:
    if at.balance.is_served or is_closed(at.facts, at.on):
        raise WrongState("nothing_owed")


def _require_plan(session: Session, placement: Placement) -> None:
    plan = select(IndividualPlan.id).where(IndividualPlan.placement_id == placement.id).limit(1)
    if session.scalar(plan) is None:
        raise WrongState("plan_missing")


def _effect(session: Session, details: ChangeDetails, at: Standpoint) -> Effect:
    transition, held = transitions.TRANSITIONS[details.kind], set(at.placement.shifts)
    wanted = {shift for shift, _, _ in details.attendances} or held
    left = held if transition.frees_places else held - wanted
    freed = left if at.placement.holds_places else ()
    return Effect(
        kind=details.kind,
        before=at.placement.state,
        after=transitions.state_after(session, at.placement, details.kind),
        effective_on=effective_day(details, at) or at.on,
        freed=tuple(sorted(freed)),
        taken=tuple(sorted(wanted - held)),
        balance=at.balance,
        then=_balance_then(details, at),
        uncounted_days=tuple(entries_from(at, details)),
        letters=transition.letters,
    )


def _balance_then(details: ChangeDetails, at: Standpoint) -> Balance:
    """The balance with the week that the change would set."""
    day = effective_day(details, at)
    off = transitions.unexpected_from(details.kind, day) if day else None
    if off is None:
        return at.balance
    servings = tuple(
        replace(serving, weeks=(*serving.weeks, Week(off, ()))) if serving.placement_id == at.placement.id else serving
        for serving in at.facts.placements
    )
    return balance(replace(at.facts, placements=servings), at.on)
