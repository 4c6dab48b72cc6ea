"""How full a workshop is in each half day: what the published vacancies of its activities ask for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import ProductiveActivity, Workshop, WorkVacancy
from registry.vocabulary.prison_work import ActivityState, WorkVacancyState


@dataclass(frozen=True)
class Room:
    """A half day of a workshop: how many it safely holds, and how many places are asked for already."""

    shift: int
    capacity: int
    promised: int

    @property
    def free(self) -> int:
        """How many places more it could hold; never below none."""
        return max(0, self.capacity - self.promised)


def promised(session: Session, workshop_id: int, *, but_activity: int | None = None) -> Mapping[int, int]:
    """Places of published vacancies in a workshop, by half day; an activity may be left out."""
    published = select(WorkVacancy).join(WorkVacancy.activity)
    published = published.where(
        ProductiveActivity.workshop_id == workshop_id,
        ProductiveActivity.state == ActivityState.PUBLISHED,
        WorkVacancy.state == WorkVacancyState.PUBLISHED,
    )
    if but_activity is not None:
        published = published.where(ProductiveActivity.id != but_activity)
    return asked(session.scalars(published))


def asked(vacancies: Iterable[WorkVacancy]) -> Mapping[int, int]:
    """Places that vacancies ask for, by half day."""
    places: Counter[int] = Counter()
    for vacancy in vacancies:
        for shift in vacancy.shift_numbers:
            places[shift] += vacancy.places
    return places


def rooms_of(session: Session, workshop: Workshop, *, but_activity: int | None = None) -> list[Room]:
    """The half days of a workshop with what is promised of them."""
    taken = promised(session, workshop.id, but_activity=but_activity)
    return [Room(room.shift, room.capacity, taken.get(room.shift, 0)) for room in workshop.rooms]
