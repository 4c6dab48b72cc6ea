"""Leaving a place for another one: the placement ends, its places become free, and the balance goes on."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.ledger.credit import balance
from registry.models import Account, Placement, PlacementEvent
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.attendance.facts import facts_of
from registry.services.placements import transitions
from registry.services.placements.change_rules import ChangeDetails, Standpoint, problems_of
from registry.services.placements.history import Change
from registry.services.saving import refuse
from registry.vocabulary.placements import EndReason, PlacementChange


def leave(session: Session, placement: Placement, details: ChangeDetails, *, officer: Account, on: date) -> None:
    """End a placement that the caller holds, because the person goes somewhere else from a day on.

    Raises:
        WrongState: It has ended.
        InvalidFields: The day or the reason breaks a rule, or entries after the day were not accepted.
    """
    transitions.require_possible(placement, PlacementChange.MOVED)
    refuse(dict(problems_of(details, standpoint(session, placement, on))))
    change = Change(PlacementChange.MOVED, details.effective_on or on, reason=details.reason.strip() or None)
    transitions.apply(placement, change, officer=officer, end_reason=details.end_reason or EndReason.MOVED)


def standpoint(session: Session, placement: Placement, on: date) -> Standpoint:
    """What a change of the placement is held against."""
    events = select(PlacementEvent).where(PlacementEvent.placement_id == placement.id).order_by(PlacementEvent.id)
    facts = facts_of(session, placement.sentence_id)
    return Standpoint(placement, session.scalars(events).all(), facts, balance(facts, on), on)


def held_before(session: Session, sentence_id: int, instant: datetime) -> Placement | None:
    """The placement that a sentence holds since before an instant: what a round of people who move found it at."""
    held = Placement.sentence_id == sentence_id, Placement.state.in_(HOLDS_PLACES), Placement.created_at < instant
    return session.scalars(select(Placement).where(*held)).first()
