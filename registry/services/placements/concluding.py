"""A sentence of which nothing is owed though no place holds it: its last placement, which had ended, is completed.

So where an order lowers the jornadas of somebody whose placement was opened again, or who was excluded. The places
went with the end; none is freed a second time.
"""

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from registry.errors import WrongState
from registry.models import Placement, PlacementEvent, Sentence
from registry.services.attendance.hours import find_served
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState


def require_last(session: Session, placement: Placement) -> None:
    """Refuse to complete a placement that ended, where the sentence went on elsewhere or was completed there.

    Raises:
        WrongState: Another placement of the sentence followed it, beside undone ones.
    """
    if placement.state is not PlacementState.ENDED:
        return
    later = Placement.sentence_id == placement.sentence_id, Placement.id > placement.id
    followed = select(Placement.id).where(*later, Placement.end_reason.is_distinct_from(EndReason.UNDONE))
    if session.scalar(followed.limit(1)) is not None:
        raise WrongState("placement_followed")


def require_owing(session: Session, sentence: Sentence, starts_on: date, on: date) -> None:
    """Refuse to place anew whoever owes nothing; whoever moves goes on until an officer completes the sentence.

    Raises:
        WrongState: Everything was served by a day (`nothing_owed`).
    """
    if not _moves(session, sentence, starts_on) and find_served(session, Sentence.id == sentence.id, on=on):
        raise WrongState("nothing_owed")


def _moves(session: Session, sentence: Sentence, starts_on: date) -> bool:
    """Whether the placement before ended by a move to this first day."""
    later = aliased(Placement)
    follows = exists().where(later.sentence_id == Placement.sentence_id, later.id > Placement.id)
    left = PlacementEvent.change == PlacementChange.MOVED, PlacementEvent.effective_on == starts_on
    own = select(Placement.id).join(PlacementEvent, PlacementEvent.placement_id == Placement.id)
    return session.scalar(own.where(Placement.sentence_id == sentence.id, *left, ~follows).limit(1)) is not None
