"""The places of a penalty that are the person's to know: where they serve, and where they go on after a move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from registry.models import Placement, Vacancy
from registry.services.placements.expected import expects_within, was_presented
from registry.vocabulary.placements import PlacementState

#: The office told the person of it.
TOLD = (PlacementState.NOTIFIED, PlacementState.ACTIVE, PlacementState.SUSPENDED, PlacementState.COMPLETED)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OwnPlace:
    """A placement loaded with vacancy and unit; its first day where that is still to come, its last where one is."""

    placement: Placement
    since: date | None
    until: date | None

    @property
    def is_announced(self) -> bool:
        """Whether its letters are out."""
        return self.placement.state is not PlacementState.CONFIRMED


def read_places(session: Session, sentence_id: int, on: date) -> Sequence[OwnPlace]:
    """The place of a sentence, or both while the person still serves at the one and is to go on at the other.

    A first placement is told once its letters are out; one that follows another, as soon as it is confirmed.
    """
    own = Placement.sentence_id == sentence_id
    return [_place(placement, on) for placement in session.scalars(_shown(on).where(own))]


def _shown(on: date) -> Select[Placement]:
    earlier = aliased(Placement)
    before = earlier.sentence_id == Placement.sentence_id, earlier.id < Placement.id
    is_next = and_(Placement.state == PlacementState.CONFIRMED, exists().where(*before, was_presented(earlier)))
    is_left = and_(Placement.state == PlacementState.ENDED, was_presented(), expects_within(on))
    whole = joinedload(Placement.vacancy).joinedload(Vacancy.unit), joinedload(Placement.sentence)
    statement = select(Placement).where(or_(Placement.state.in_(TOLD), is_next, is_left))
    return statement.options(*whole, selectinload(Placement.events)).order_by(Placement.id)


def _place(placement: Placement, on: date) -> OwnPlace:
    since = placement.starts_on if placement.starts_on > on and placement.holds_places else None
    is_left = placement.state is PlacementState.ENDED
    return OwnPlace(placement, since, placement.events[-1].effective_on - ONE_DAY if is_left else None)
