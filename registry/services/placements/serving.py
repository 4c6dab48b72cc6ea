"""Who serves at a unit or at one of its vacancies.

Whoever is not of the office learns only of those whom it has presented (RCEP art. 259), and each look
of theirs stands in the audit with the person whom they saw.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Person, Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services import audit
from registry.services.accounts.policy import Act, is_allowed, within
from registry.services.placements.expected import PRESENTED, expects_within, was_presented
from registry.vocabulary.accounts import AuditAction


def list_at_unit(unit_id: int, *, officer: Account) -> Sequence[Placement]:
    """Placements that hold places at a unit within reach, by the people's names, with vacancy and person.

    Outside the office only presented people, also those who still come until they leave, and the look is noted.
    """
    return _list(Vacancy.unit_id == unit_id, officer)


def list_at_vacancy(vacancy_id: int, *, officer: Account) -> Sequence[Placement]:
    """Placements that hold places of a vacancy within reach, by the people's names, with vacancy and person.

    Outside the office only presented people, also those who still come until they leave, and the look is noted.
    """
    return _list(Vacancy.id == vacancy_id, officer)


def note_seen(people: Iterable[int]) -> None:
    """Note that somebody from outside the office saw these people's names: an entry each, as exports have it."""
    seen = sorted(set(people))
    if not seen:
        return
    with transaction():
        for person_id in seen:
            audit.record(AuditAction.VIEWED, Person.__tablename__, person_id, facts="name")


def _list(where: ColumnElement[bool], officer: Account) -> Sequence[Placement]:
    """Nobody, for a role that looks at the unit but not at who serves there."""
    if not is_allowed(officer, Act.READ_ATTENDANTS):
        return []
    is_own = is_allowed(officer, Act.READ_PLACEMENTS)
    reached = within(officer, Act.READ_ATTENDANTS, office=BeneficiaryUnit.office_id, unit=BeneficiaryUnit.id)
    statement = (
        select(Placement)
        .join(Placement.vacancy)
        .join(Vacancy.unit)
        .join(Placement.sentence)
        .join(Sentence.person)
        .where(where, reached, _holds_places() if is_own else _is_shown_outside(today()))
        .options(joinedload(Placement.vacancy), joinedload(Placement.sentence).joinedload(Sentence.person))
        .order_by(Person.search_text, Placement.id)
    )
    with reading() as session:
        found = session.scalars(statement).all()
    if not is_own:
        note_seen(placement.sentence.person_id for placement in found)
    return found


def _holds_places() -> ColumnElement[bool]:
    return and_(Placement.state.in_(HOLDS_PLACES), Sentence.office_id == BeneficiaryUnit.office_id)


def _is_shown_outside(day: date) -> ColumnElement[bool]:
    """Condition on `Placement`: presented, and there or expected once more at least.

    Who moves, also to another office, comes until then: the list says the same as the unit's days.
    """
    return or_(Placement.state.in_(PRESENTED), and_(was_presented(), expects_within(day)))
