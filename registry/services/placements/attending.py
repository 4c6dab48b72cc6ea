"""Who comes to a unit on a day: the name and the hours, and nothing else of the person (RCEP art. 259)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Person, Placement, Sentence, Vacancy
from registry.services import audit
from registry.services.accounts.policy import Act, is_allowed
from registry.services.institutions.units import visible_unit
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.institutions import Task
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift

#: Only whom the office has presented to the unit.
PRESENTED = (PlacementState.NOTIFIED, PlacementState.ACTIVE)


@dataclass(frozen=True)
class Attendant:
    """Somebody expected on a day; *hours* are minutes of the day, from and to."""

    surnames: str
    given_names: str
    task: Task
    hours: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class DayAtUnit:
    """A unit and whom it expects on a day."""

    unit: BeneficiaryUnit
    attendants: Sequence[Attendant]


def read_day(unit_id: int, *, officer: Account, on: date) -> DayAtUnit:
    """Whom a unit within reach expects on a day, by their names; a look from outside the office is noted.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: There is no such unit within reach.
    """
    statement = (
        select(Placement)
        .join(Placement.vacancy)
        .join(Placement.sentence)
        .join(Sentence.person)
        .where(Vacancy.unit_id == unit_id, Placement.state.in_(PRESENTED), Placement.starts_on <= on)
        .options(joinedload(Placement.vacancy), joinedload(Placement.sentence).joinedload(Sentence.person))
        .order_by(Person.search_text, Placement.id)
    )
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.READ_ATTENDANTS)
        expected = [(placement, _attendant(placement, on)) for placement in session.scalars(statement)]
    shown = [(placement, attendant) for placement, attendant in expected if attendant.hours]
    if not is_allowed(officer, Act.READ_PLACEMENTS):
        note_seen(placement.sentence.person_id for placement, _attendant in shown)
    return DayAtUnit(unit, [attendant for _placement, attendant in shown])


def note_seen(people: Iterable[int]) -> None:
    """Note that somebody from outside the office saw these people's names: an entry each, as exports have it."""
    seen = sorted(set(people))
    if not seen:
        return
    with transaction():
        for person_id in seen:
            audit.record(AuditAction.VIEWED, Person.__tablename__, person_id, facts="name")


def _attendant(placement: Placement, on: date) -> Attendant:
    person = placement.sentence.person
    hours = tuple((start, end) for shift, start, end in placement.attendances if Shift(shift).weekday == on.weekday())
    return Attendant(person.surnames, person.given_names, placement.vacancy.task, hours)
