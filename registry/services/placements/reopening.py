"""A sentence that was served and owes again: its completed placement is told as open, and the sentence waits once more.

The places went with the completion. What was served stays, and an officer decides where the person goes on.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from registry.ledger.credit import balance
from registry.models import Account, CourtOrder, Placement, PlacementEvent, Sentence
from registry.services.attendance.facts import facts_of
from registry.services.placements import history, transitions
from registry.services.placements.history import Change
from registry.vocabulary.placements import PlacementChange, PlacementState


def reopen(session: Session, sentence: Sentence, on: date) -> PlacementChange | None:
    """Open the sentence's completed placement again where an order later than it leaves something owed on a day.

    The caller holds the sentence, loaded with its `orders`.
    """
    served = Placement.sentence_id == sentence.id, Placement.state == PlacementState.COMPLETED
    completed = session.scalars(select(Placement).where(*served).with_for_update(of=Placement)).first()
    if completed is None or sentence.is_closed(on):
        return None
    completions = select(PlacementEvent).where(*_is_completion(completed.id)).order_by(PlacementEvent.id.desc())
    completion = session.scalars(completions.limit(1)).one()
    order = _later_order(sentence.orders, completion, on)
    if order is None or balance(facts_of(session, sentence.id), on).is_served:
        return None
    since = max(order.in_force_from, completion.effective_on)
    noted = Change(PlacementChange.REOPENED, since, reason=history.reason_of(order))
    transitions.apply(completed, noted, officer=session.get_one(Account, order.officer_id))
    return noted.kind


def may_reopen(on: date) -> ColumnElement[bool]:
    """Condition on `Placement` with `CourtOrder`: completed before the day in which the order changed the jornadas.

    An order that came late was looked at when it was entered.
    """
    completion = exists().where(*_is_completion(Placement.id), PlacementEvent.effective_on < CourtOrder.in_force_from)
    changes = and_(CourtOrder.jornadas.is_not(None), CourtOrder.in_force_from <= on)
    return and_(Placement.state == PlacementState.COMPLETED, changes, completion)


def _is_completion(placement_id: Any) -> tuple[ColumnElement[bool], ...]:
    return PlacementEvent.placement_id == placement_id, PlacementEvent.change == PlacementChange.COMPLETED


def _later_order(orders: Iterable[CourtOrder], completion: PlacementEvent, on: date) -> CourtOrder | None:
    """The last order in force that changed the jornadas, if it came into force or was entered after the completion."""
    changes = [order for order in orders if order.jornadas is not None and order.in_force_from <= on]
    changes.sort(key=lambda order: (order.in_force_from, order.id))
    later = [o for o in changes if o.in_force_from > completion.effective_on or o.created_at > completion.at]
    return later[-1] if later else None
