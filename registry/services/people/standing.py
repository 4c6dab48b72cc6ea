"""Where a sentence stands on a day: the same rule for one loaded sentence and for a query over all."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy.orm import aliased

from registry.models import CourtOrder, Placement, Sentence
from registry.models.placements.placement import HOLDS_PLACES
from registry.vocabulary.people import CLOSING_ORDERS, CourtOrderKind, SentenceStatus
from registry.vocabulary.placements import PlacementState

#: The most pressing first: what a list shows of a person with several sentences.
PRESSING = (SentenceStatus.WAITING, SentenceStatus.STAYED, SentenceStatus.PLACED, SentenceStatus.CLOSED)


def status_of(sentence: Sentence, has_active_placement: bool, on: date, *, is_served: bool = False) -> SentenceStatus:
    """Tell where a sentence with its `orders` loaded stands.

    A stay shows even over a placement, because nobody serves meanwhile; *is_served* says that a
    placement was completed.
    """
    if is_served or sentence.is_closed(on):
        return SentenceStatus.CLOSED
    if sentence.is_stayed(on):
        return SentenceStatus.STAYED
    return SentenceStatus.PLACED if has_active_placement else SentenceStatus.WAITING


def has_status(status: SentenceStatus, on: date) -> ColumnElement[bool]:
    """Condition on `Sentence` that says the same as `status_of`."""
    closed = or_(_is_closed(on), has_placement((PlacementState.COMPLETED,)))
    stayed = _is_stayed(on)
    placed = has_placement(HOLDS_PLACES)
    conditions: dict[SentenceStatus, ColumnElement[bool]] = {
        SentenceStatus.CLOSED: closed,
        SentenceStatus.STAYED: and_(not_(closed), stayed),
        SentenceStatus.PLACED: and_(not_(closed), not_(stayed), placed),
        SentenceStatus.WAITING: and_(not_(closed), not_(stayed), not_(placed)),
    }
    return conditions[status]


def has_placement(states: tuple[PlacementState, ...]) -> ColumnElement[bool]:
    """Condition on `Sentence`: a placement of it is in one of these states."""
    return exists().where(Placement.sentence_id == Sentence.id, Placement.state.in_(states))


def _is_closed(on: date) -> ColumnElement[bool]:
    return exists().where(
        CourtOrder.sentence_id == Sentence.id,
        CourtOrder.in_force_from <= on,
        CourtOrder.kind.in_(CLOSING_ORDERS),
    )


def _is_stayed(on: date) -> ColumnElement[bool]:
    stay, resumption = aliased(CourtOrder), aliased(CourtOrder)
    is_later = or_(
        resumption.in_force_from > stay.in_force_from,
        and_(resumption.in_force_from == stay.in_force_from, resumption.id > stay.id),
    )
    was_resumed = exists().where(
        resumption.sentence_id == stay.sentence_id,
        resumption.kind == CourtOrderKind.RESUMPTION,
        resumption.in_force_from <= on,
        is_later,
    )
    return exists().where(
        stay.sentence_id == Sentence.id,
        stay.kind == CourtOrderKind.STAY,
        stay.in_force_from <= on,
        not_(was_resumed),
    )
