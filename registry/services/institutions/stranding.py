"""Whom a change of a vacancy would leave without the place, the hours or the task that they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.models import Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.institutions.details import ShiftPlaces, VacancyDetails
from registry.services.placements.expected import PRESENTED


@dataclass(frozen=True)
class Stranded:
    """Those of whom the institution knows already, and how many more hold a place without having been presented."""

    presented: Sequence[Placement]
    others: int

    @property
    def count(self) -> int:
        """Everybody whom the change would touch."""
        return len(self.presented) + self.others


def stranded_by(session: Session, vacancy: Vacancy, details: VacancyDetails | None, on: date) -> Stranded:
    """Who could not go on as they are at the vacancy with these details; without details it closes.

    Where places are fewer than taken, everybody who holds one of them is told: nobody chose yet who would go.
    """
    holding = session.scalars(_holding().where(Placement.vacancy_id == vacancy.id)).all()
    return _told(holding if details is None else [one for one in holding if _is_stranded(one, vacancy, details, on)])


def served_at(session: Session, unit_id: int) -> Stranded:
    """Who would have to go somewhere else if the unit received nobody any more."""
    at_unit = _holding().join(Vacancy, Vacancy.id == Placement.vacancy_id).where(Vacancy.unit_id == unit_id)
    return _told(session.scalars(at_unit).all())


def _holding() -> Select[Placement]:
    person = joinedload(Placement.sentence).joinedload(Sentence.person)
    held = select(Placement).where(Placement.state.in_(HOLDS_PLACES))
    return held.options(person, joinedload(Placement.vacancy)).order_by(Placement.id)


def _told(found: Sequence[Placement]) -> Stranded:
    presented = [placement for placement in found if placement.state in PRESENTED]
    return Stranded(presented, len(found) - len(presented))


def _is_stranded(placement: Placement, vacancy: Vacancy, details: VacancyDetails, on: date) -> bool:
    if details.total_places < vacancy.places_taken:
        return True
    if placement.sentence.person.age_on(on) < details.minimum_age:
        return True
    wanted = {places.shift: places for places in details.shifts}
    return any(_loses(vacancy, shift, wanted.get(shift)) for shift in placement.shifts)


def _loses(vacancy: Vacancy, shift: int, wanted: ShiftPlaces | None) -> bool:
    """Whether who holds a place of this half day would lose it, or its hours."""
    kept = next((one for one in vacancy.shifts if one.shift == shift), None)
    if wanted is None or kept is None:
        return True
    hours_differ = (wanted.start_minute, wanted.end_minute) != (kept.start_minute, kept.end_minute)
    return hours_differ or wanted.places < kept.places_taken
