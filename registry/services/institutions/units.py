"""Beneficiary units: the sites of institutions, each kept by the office in whose territory it stands."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Institution, Vacancy
from registry.services.accounts.policy import Act, Owner, own_office_id, require, require_within, within
from registry.services.institutions.details import UnitDetails
from registry.services.institutions.institutions import loaded_institution
from registry.services.institutions.searching import SEARCHED, holding
from registry.services.locations import site_point, site_problems
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.saving import Problems, refuse, require_version
from registry.vocabulary.institutions import InstitutionRole, RegistrationState, UnitKind, VacancyState
from registry.vocabulary.spelling import fold


@dataclass(frozen=True)
class UnitFilter:
    """What a list of units is narrowed to; an empty field narrows nothing."""

    #: Words of the name or address, without accents.
    search: str = ""
    kind: UnitKind | None = None
    #: First digits of the ubigeo: department, province or district.
    ubigeo: str = ""
    is_open: bool | None = None
    #: Whether an open vacancy has a free place.
    has_places: bool | None = None
    institution_id: int | None = None


@dataclass(frozen=True)
class UnitRow:
    """A unit in a list, institution and registrations loaded, with what its open vacancies offer."""

    unit: BeneficiaryUnit
    vacancies: int
    total_places: int
    free_places: int


def add_unit(institution_id: int, details: UnitDetails, *, officer: Account) -> BeneficiaryUnit:
    """Add a site of an institution to the officer's office.

    An institution that was never registered as a beneficiary unit receives people
    only by a stated exception (RCEP art. 250).

    Raises:
        NotFound: There is no such institution.
        InvalidFields: A field breaks a rule, or an exception would be needed.
    """
    require(officer, Act.ADD_UNITS)
    with transaction() as session:
        return place_unit(session, loaded_institution(session, institution_id), details, own_office_id(officer))


def place_unit(session: Session, institution: Institution, details: UnitDetails, office_id: int) -> BeneficiaryUnit:
    """Add a site to an office, for services that have settled that it may be done.

    Raises:
        InvalidFields: A field breaks a rule, or an exception would be needed.
    """
    refuse(_problems(details))
    _require_standing(institution, details)
    unit = BeneficiaryUnit(**_columns(details), institution=institution, office_id=office_id, vacancies=[])
    session.add(unit)
    session.flush()
    return unit


def change_unit(unit_id: int, details: UnitDetails, *, version: int, officer: Account) -> BeneficiaryUnit:
    """Correct a site's facts.

    Raises:
        NotFound: The office has no such unit.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or an exception would be needed.
    """
    require(officer, Act.KEEP_UNITS)
    refuse(_problems(details))
    with transaction() as session:
        unit = visible_unit(session, unit_id, officer, Act.KEEP_UNITS, is_locked=True)
        require_version(unit.version, version)
        _require_standing(unit.institution, details)
        for column, value in _columns(details).items():
            setattr(unit, column, value)
        session.flush()
        return unit


def close_unit(unit_id: int, *, version: int, officer: Account) -> BeneficiaryUnit:
    """Take a unit out of the rounds to come; who serves there goes on.

    Raises:
        NotFound: The office has no such unit.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is closed already.
    """
    return _set_open(unit_id, False, version, officer)


def reopen_unit(unit_id: int, *, version: int, officer: Account) -> BeneficiaryUnit:
    """Let rounds send people to a unit again.

    Raises:
        NotFound: The office has no such unit.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is open already.
    """
    return _set_open(unit_id, True, version, officer)


def get_unit(unit_id: int, *, officer: Account) -> BeneficiaryUnit:
    """The unit with institution, registrations and vacancies.

    Raises:
        NotFound: The office has no such unit.
    """
    with reading() as session:
        return visible_unit(session, unit_id, officer)


def list_units(
    wanted: UnitFilter | None = None, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[UnitRow]:
    """The office's units by name, with what they offer; as many queries for fifty as for one."""
    with reading() as session:
        units = cut(session, _narrowed(wanted or UnitFilter(), officer), page, per_page)
        offers = _offers(session, [unit.id for unit in units.items])
        rows = [UnitRow(unit, *offers.get(unit.id, (0, 0, 0))) for unit in units.items]
        return Page(items=rows, total=units.total, number=units.number, per_page=units.per_page)


def visible_unit(
    session: Session, unit_id: int, officer: Account, act: Act = Act.READ_UNITS, *, is_locked: bool = False
) -> BeneficiaryUnit:
    """The unit that the act of the officer reaches with all that belongs to it, for services that have a session.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none within reach; whether there is another's is not told.
    """
    whole = [*_with_institution(), selectinload(BeneficiaryUnit.vacancies)]
    lock = {"of": BeneficiaryUnit} if is_locked else None
    unit = session.get(BeneficiaryUnit, unit_id, options=whole, with_for_update=lock)
    if unit is None:
        raise NotFound(unit_id=unit_id)
    owner = Owner(office_id=unit.office_id, institution_id=unit.institution_id, unit_id=unit.id)
    require_within(session, officer, act, owner)
    return unit


def units_within(officer: Account, act: Act) -> ColumnElement[bool]:
    """Units that the act of the officer reaches, for queries on units.

    Raises:
        NotAllowed: The role does not include the act.
    """
    unit = BeneficiaryUnit
    return within(officer, act, office=unit.office_id, institution=unit.institution_id, unit=unit.id)


def is_of_office(session: Session, unit_id: int, officer: Account) -> bool:
    """Whether the officer's office has this unit; another office's and none at all are told alike."""
    own = BeneficiaryUnit.id == unit_id, BeneficiaryUnit.office_id == officer.office_id
    return session.scalar(select(BeneficiaryUnit.id).where(*own)) is not None


def _set_open(unit_id: int, is_open: bool, version: int, officer: Account) -> BeneficiaryUnit:
    require(officer, Act.KEEP_UNITS)
    with transaction() as session:
        unit = visible_unit(session, unit_id, officer, Act.KEEP_UNITS, is_locked=True)
        require_version(unit.version, version)
        if unit.is_open is is_open:
            raise WrongState("unit_open_already" if is_open else "unit_closed_already")
        unit.is_open = is_open
        session.flush()
        return unit


def _with_institution() -> tuple[Any, ...]:
    institution = joinedload(BeneficiaryUnit.institution, innerjoin=True)
    return (institution.selectinload(Institution.registrations),)


def _narrowed(wanted: UnitFilter, officer: Account) -> Select[BeneficiaryUnit]:
    statement = select(BeneficiaryUnit).where(units_within(officer, Act.READ_UNITS))
    statement = statement.where(*holding(BeneficiaryUnit.search_text, wanted.search))
    if wanted.ubigeo:
        statement = statement.where(BeneficiaryUnit.ubigeo.startswith(wanted.ubigeo, autoescape=True))
    for column in ("kind", "is_open", "institution_id"):
        if (value := getattr(wanted, column)) is not None:
            statement = statement.where(getattr(BeneficiaryUnit, column) == value)
    if wanted.has_places is not None:
        free = select(Vacancy.id).where(
            Vacancy.unit_id == BeneficiaryUnit.id,
            Vacancy.state == VacancyState.OPEN,
            Vacancy.places_taken < Vacancy.total_places,
        )
        statement = statement.where(free.exists() if wanted.has_places else ~free.exists())
    return statement.options(*_with_institution()).order_by(BeneficiaryUnit.search_text, BeneficiaryUnit.id)


def _offers(session: Session, unit_ids: list[int]) -> dict[int, tuple[int, int, int]]:
    places, taken = func.sum(Vacancy.total_places), func.sum(Vacancy.places_taken)
    statement = (
        select(Vacancy.unit_id, func.count(), places, places - taken)
        .where(Vacancy.unit_id.in_(unit_ids), Vacancy.state == VacancyState.OPEN)
        .group_by(Vacancy.unit_id)
    )
    return {unit_id: (count, total, free) for unit_id, count, total, free in session.execute(statement)}


def _columns(details: UnitDetails) -> dict[str, Any]:
    return {
        **asdict(details),
        **site_point(details.ubigeo, details.latitude, details.longitude),
        "search_text": fold(details.name, details.address)[:SEARCHED],
    }


def _problems(details: UnitDetails) -> Problems:
    problems = site_problems(details.ubigeo, details.latitude, details.longitude)
    if not details.name.strip():
        problems["name"] = ("required", {})
    return problems


def _require_standing(institution: Institution, details: UnitDetails) -> None:
    is_registered = any(
        registration.role is InstitutionRole.BENEFICIARY_UNIT and registration.state is not RegistrationState.WITHDRAWN
        for registration in institution.registrations
    )
    if not is_registered and not details.exception_reason.strip():
        refuse({"exception_reason": ("unit_needs_registration", {"institution": institution.name})})
