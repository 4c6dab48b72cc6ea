"""A move that is taken back: the person has the earlier place again, as if they had never left it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import PlaceTaken
from registry.models import Account, Placement, PlacementEvent, Sentence, Vacancy
from registry.services.placements import holding, requirements, transitions
from registry.services.placements.history import Change
from registry.vocabulary.placements import EndReason, PlacementChange


@dataclass(frozen=True)
class Restoration:
    """The placement that undoing a move gives back, with vacancy and unit, and whether its places are still free."""

    placement: Placement
    is_free: bool


def foresee(session: Session, moved: Placement) -> Restoration | None:
    """What undoing a confirmation would give back; None where the person waited for a place before."""
    left = _find_left(session, moved)
    return Restoration(left, _has_room(left.vacancy, left.shifts)) if left else None


def restore(session: Session, moved: Placement, *, officer: Account) -> Placement | None:
    """Give back the place that a person left for one whose confirmation has just been undone.

    The caller holds the sentence and the person; both vacancies too, by `hold_places`.

    Raises:
        WrongState: Another sentence of the person uses these half days now.
        PlaceTaken: Somebody else has the place; the caller's transaction must not go on.
    """
    left = _find_left(session, moved)
    if left is None:
        return None
    sentence = session.get_one(Sentence, left.sentence_id)
    requirements.require_free_half_days(session, sentence, left.attendances)
    since = left.events[-1].effective_on
    try:
        transitions.apply(left, Change(PlacementChange.RESTORED, since), officer=officer)
    except PlaceTaken as gone:
        raise PlaceTaken("left_place_taken", unit=left.vacancy.unit.name, **gone.facts) from gone
    return left


def hold_places(session: Session, moved: Placement) -> None:
    """Hold the person, and the vacancies of a placement and of the one that was left for it."""
    left = _find_left(session, moved)
    if left is not None:
        holding.hold_person(session, moved.sentence_id)
        holding.hold_vacancies(session, moved.vacancy_id, left.vacancy_id)


def _find_left(session: Session, moved: Placement) -> Placement | None:
    """The placement before, if it ended by the move that began this one: on its first day."""
    before = Placement.sentence_id == moved.sentence_id, Placement.id < moved.id
    counted = Placement.end_reason.is_distinct_from(EndReason.UNDONE)
    whole = joinedload(Placement.vacancy).options(joinedload(Vacancy.unit), selectinload(Vacancy.shifts))
    statement = select(Placement).where(*before, counted).options(whole, selectinload(Placement.events))
    last = session.scalars(statement.order_by(Placement.id.desc()).limit(1)).first()
    return last if last is not None and _was_left(last.events[-1], moved) else None


def _was_left(ending: PlacementEvent, moved: Placement) -> bool:
    return ending.change is PlacementChange.MOVED and ending.effective_on == moved.starts_on


def _has_room(vacancy: Vacancy, shifts: list[int]) -> bool:
    free = {offered.shift for offered in vacancy.shifts if offered.places_taken < offered.places}
    return vacancy.places_taken < vacancy.total_places and set(shifts) <= free
