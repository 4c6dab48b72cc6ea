"""Sentences that were served and owe again, while nobody has decided where the person goes on."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from registry.ledger.credit import balance
from registry.models import AttendanceEntry, Placement, PlacementEvent, Sentence
from registry.services.attendance.facts import facts_of_many
from registry.services.people.standing import has_status
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState


def read_owing_again(session: Session, *own: ColumnElement[bool], on: date) -> dict[int, date]:
    """Placements of such sentences, each with the day of its completion or of its opening; *own* as `Sentence` says.

    A completion that a later correction left without ground is found in the ledger: no order opens it again.
    """
    rows = session.execute(_candidates(on).where(*own)).all()
    facts = facts_of_many(session, [row.sentence_id for row in rows])
    return {row.id: row.day for row in rows if not balance(facts[row.sentence_id], on).is_served}


def _candidates(on: date) -> Select[int, int, date]:
    day = PlacementEvent.effective_on.label("day")
    statement = select(Placement.id, Placement.sentence_id, day).join(Placement.sentence)
    statement = statement.join(PlacementEvent, PlacementEvent.placement_id == Placement.id)
    return statement.where(or_(_is_reopened(on), _is_corrected()))


def _is_reopened(on: date) -> ColumnElement[bool]:
    """Opened again, and nothing but what was undone has followed."""
    later = aliased(Placement)
    follows = later.sentence_id == Placement.sentence_id, later.id > Placement.id
    followed = exists().where(*follows, later.end_reason.is_distinct_from(EndReason.UNDONE))
    waiting = select(Sentence.id).where(has_status(SentenceStatus.WAITING, on)).correlate(None)
    was_reopened = and_(PlacementEvent.change == PlacementChange.REOPENED, Placement.end_reason == EndReason.REOPENED)
    return and_(was_reopened, ~followed, Placement.sentence_id.in_(waiting))


def _is_corrected() -> ColumnElement[bool]:
    """Completed, and something was noted of the sentence since."""
    entry, other = AttendanceEntry, aliased(Placement)
    of_sentence = other.id == entry.placement_id, other.sentence_id == Placement.sentence_id
    noted = exists().where(*of_sentence, entry.recorded_at > PlacementEvent.at)
    was_completed = PlacementEvent.change == PlacementChange.COMPLETED, Placement.state == PlacementState.COMPLETED
    return and_(*was_completed, noted)
