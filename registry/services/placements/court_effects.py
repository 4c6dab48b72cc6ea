"""What courts' orders do to placements: the state follows the orders in force, late or early as they may come.

Whoever entered the order answers for it: their name stands in the history, also where its day came later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from registry.extensions.database import reading, transaction
from registry.extensions.logs import frames_of, log
from registry.models import Account, CourtOrder, Placement, PlacementEvent, Sentence
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.placements import history, reopening, transitions
from registry.services.placements.history import Change
from registry.vocabulary.people import CLOSING_ORDERS, DECIDING_ORDERS, CourtOrderKind
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause

#: What an order does to a placement that holds places.
CHANGES = {
    **dict.fromkeys(CLOSING_ORDERS, PlacementChange.ENDED),
    CourtOrderKind.STAY: PlacementChange.SUSPENDED,
    CourtOrderKind.RESUMPTION: PlacementChange.RESUMED,
}


@dataclass(frozen=True)
class Applied:
    """The sentences whose placement orders of earlier changed, and those where that failed, as the log tells."""

    changed: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()


def settle(session: Session, sentence: Sentence, on: date) -> PlacementChange | None:
    """Bring the sentence's placement to what its orders in force say; nothing where it is there already.

    One that was completed is opened again where an order leaves something owed. The caller holds the
    sentence, loaded with its `orders`.
    """
    statement = select(Placement).where(Placement.sentence_id == sentence.id, Placement.state.in_(HOLDS_PLACES))
    placement = session.scalars(statement.with_for_update(of=Placement)).first()
    if placement is None:
        return reopening.reopen(session, sentence, on)
    order = deciding_order(sentence.orders, on)
    if order is None:
        return None
    change = change_by(order.kind, placement.state, cause_of(session, placement))
    if change is not None:
        is_end, cause = change is PlacementChange.ENDED, SuspensionCause.COURT
        noted = Change(
            change,
            order.in_force_from,
            reason=history.reason_of(order),
            cause=cause if change is PlacementChange.SUSPENDED else None,
        )
        officer = session.get_one(Account, order.officer_id)
        end_reason = EndReason.COURT_ORDER if is_end else None
        transitions.apply(placement, noted, officer=officer, end_reason=end_reason)
    return change


def deciding_order(orders: Iterable[CourtOrder], on: date) -> CourtOrder | None:
    """The order in force that decides on the execution: one that ended it, else the last that stayed or resumed it."""
    in_force = [order for order in orders if order.in_force_from <= on and order.kind in DECIDING_ORDERS]
    in_force.sort(key=lambda order: (order.in_force_from, order.id))
    closing = [order for order in in_force if order.kind in CLOSING_ORDERS]
    return next(iter(closing), in_force[-1] if in_force else None)


def change_by(kind: CourtOrderKind, state: PlacementState, cause: SuspensionCause | None) -> PlacementChange | None:
    """What an order in force does to a placement in a state, suspended for a cause or not; None: nothing is left."""
    change = CHANGES[kind]
    is_suspended = state is PlacementState.SUSPENDED
    if change is PlacementChange.SUSPENDED and is_suspended:
        return None
    if change is PlacementChange.RESUMED and not (is_suspended and cause is SuspensionCause.COURT):
        return None
    return change


def apply_due(on: date) -> Applied:
    """Bring about what orders that were entered earlier say of this day, each sentence by itself.

    May be run any number of times: what is done already is left alone, and what failed is tried again.
    """
    changed, failed = list[int](), list[int]()
    for sentence_id in _concerned(on):
        try:
            if _settle_alone(sentence_id, on):
                changed.append(sentence_id)
        except Exception as error:
            log().error("order_not_applied", sentence=sentence_id, kind=type(error).__name__, frames=frames_of(error))
            failed.append(sentence_id)
    return Applied(tuple(changed), tuple(failed))


def _settle_alone(sentence_id: int, on: date) -> PlacementChange | None:
    with transaction() as session, session.begin_nested():
        held = select(Sentence).where(Sentence.id == sentence_id).options(selectinload(Sentence.orders))
        sentence = session.scalars(held.with_for_update(of=Sentence)).one()
        return settle(session, sentence, on)


def cause_of(session: Session, placement: Placement) -> SuspensionCause | None:
    """Why a placement was suspended last, if it ever was."""
    suspended = PlacementEvent.placement_id == placement.id, PlacementEvent.change == PlacementChange.SUSPENDED
    statement = select(PlacementEvent.cause).where(*suspended).order_by(PlacementEvent.id.desc()).limit(1)
    return session.scalars(statement).first()


def _concerned(on: date) -> Sequence[int]:
    """Sentences with a placement and an order that could decide on it by a day, or open it again."""
    decides = and_(CourtOrder.kind.in_(DECIDING_ORDERS), CourtOrder.in_force_from <= on)
    statement = (
        select(Sentence.id)
        .join(Placement, Placement.sentence_id == Sentence.id)
        .join(CourtOrder, CourtOrder.sentence_id == Sentence.id)
        .where(or_(and_(Placement.state.in_(HOLDS_PLACES), decides), reopening.may_reopen(on)))
    )
    with reading() as session:
        return session.scalars(statement.distinct().order_by(Sentence.id)).all()
