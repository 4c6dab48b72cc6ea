"""Who would have to go somewhere else if an institution's registration as a beneficiary unit ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Placement, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, Owner, is_allowed, reach_of
from registry.services.institutions.registrations import get_registration
from registry.services.placements.serving import list_at_unit
from registry.vocabulary.institutions import InstitutionRole


@dataclass(frozen=True)
class AffectedUnit:
    """A unit and how many hold a place there; who they are, for their own office alone."""

    unit: BeneficiaryUnit
    people: int
    placements: Sequence[Placement] = ()


def list_affected(registration_id: int, *, officer: Account) -> Sequence[AffectedUnit]:
    """The institution's units where somebody holds a place, by name; none where it is registered as something else.

    They go on where they are: suspension and withdrawal end no placement, an officer confirms a place for each.

    Raises:
        NotAllowed: The role does not include institutions.
        NotFound: There is no such registration within reach.
    """
    registration = get_registration(registration_id, officer=officer)
    if registration.role is not InstitutionRole.BENEFICIARY_UNIT:
        return []
    with reading() as session:
        rows = session.execute(_counted(registration.institution_id)).all()
        return [AffectedUnit(unit, people, _named(unit, officer)) for unit, people in rows]


def _counted(institution_id: int) -> Select[BeneficiaryUnit, int]:
    people = func.count(Placement.id)
    statement = select(BeneficiaryUnit, people).join(Vacancy, Vacancy.unit_id == BeneficiaryUnit.id)
    statement = statement.join(Placement, Placement.vacancy_id == Vacancy.id)
    own = BeneficiaryUnit.institution_id == institution_id, Placement.state.in_(HOLDS_PLACES)
    return statement.where(*own).group_by(BeneficiaryUnit.id).order_by(BeneficiaryUnit.search_text, BeneficiaryUnit.id)


def _named(unit: BeneficiaryUnit, officer: Account) -> Sequence[Placement]:
    """The people of the own office; those of others are counted, never named."""
    if not is_allowed(officer, Act.READ_PLACEMENTS):
        return ()
    reach = reach_of(officer, Act.READ_PLACEMENTS)
    return list_at_unit(unit.id, officer=officer) if reach.covers(Owner(office_id=unit.office_id)) else ()
