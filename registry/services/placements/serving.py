"""Who serves at a unit or at one of its vacancies."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Person, Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, is_allowed, within


def list_at_unit(unit_id: int, *, officer: Account) -> Sequence[Placement]:
    """Placements that hold places at a unit within reach, by the people's names, with vacancy and person."""
    return _list(Vacancy.unit_id == unit_id, officer)


def list_at_vacancy(vacancy_id: int, *, officer: Account) -> Sequence[Placement]:
    """Placements that hold places of a vacancy within reach, by the people's names, with vacancy and person."""
    return _list(Vacancy.id == vacancy_id, officer)


def _list(where: ColumnElement[bool], officer: Account) -> Sequence[Placement]:
    """Nobody, for a role that looks at the unit but not at who serves there."""
    if not is_allowed(officer, Act.READ_ATTENDANTS):
        return []
    reached = within(officer, Act.READ_ATTENDANTS, office=BeneficiaryUnit.office_id, unit=BeneficiaryUnit.id)
    statement = (
        select(Placement)
        .join(Placement.vacancy)
        .join(Vacancy.unit)
        .join(Placement.sentence)
        .join(Sentence.person)
        .where(where, reached, Sentence.office_id == BeneficiaryUnit.office_id)
        .where(Placement.state.in_(HOLDS_PLACES))
        .options(joinedload(Placement.vacancy), joinedload(Placement.sentence).joinedload(Sentence.person))
        .order_by(Person.search_text, Placement.id)
    )
    with reading() as session:
        return session.scalars(statement).all()
