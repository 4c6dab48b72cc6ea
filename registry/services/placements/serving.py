"""Who serves at a unit or at one of its vacancies.

Whoever is not of the office learns only of those whom it has presented (RCEP art. 259), and each look
of theirs stands in the audit with the person whom they saw.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Person, Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, is_allowed, within
from registry.services.placements.attending import PRESENTED, note_seen


def list_at_unit(unit_id: int, *, officer: Account) -> Sequence[Placement]:
    """Placements that hold places at a unit within reach, by the people's names, with vacancy and person.

    Outside the office only presented people, and the look is noted.
    """
    return _list(Vacancy.unit_id == unit_id, officer)


def list_at_vacancy(vacancy_id: int, *, officer: Account) -> Sequence[Placement]:
    """Placements that hold places of a vacancy within reach, by the people's names, with vacancy and person.

    Outside the office only presented people, and the look is noted.
    """
    return _list(Vacancy.id == vacancy_id, officer)


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
        .where(where, reached, Sentence.office_id == BeneficiaryUnit.office_id)
        .where(Placement.state.in_(HOLDS_PLACES if is_own else PRESENTED))
        .options(joinedload(Placement.vacancy), joinedload(Placement.sentence).joinedload(Sentence.person))
        .order_by(Person.search_text, Placement.id)
    )
    with reading() as session:
        found = session.scalars(statement).all()
    if not is_own:
        note_seen(placement.sentence.person_id for placement in found)
    return found
