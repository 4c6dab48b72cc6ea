"""Vacancies: what units offer, and how many more people each half day takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, contains_eager

from registry.errors import NotFound, StaleVersion, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Institution, Registration, Vacancy, VacancyShift
from registry.services.accounts.policy import Act, require
from registry.services.institutions.details import ShiftPlaces, VacancyDetails
from registry.services.institutions.searching import holding
from registry.services.institutions.units import units_within, visible_unit
from registry.services.institutions.vacancy_rules import change_problems, vacancy_problems
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.saving import refuse, require_version, saving
from registry.vocabulary.institutions import InstitutionRole, RegistrationState, Task, VacancyState

PLAIN_COLUMNS = ("task", "duties", "supervisor", "minimum_age", "total_places", "programme")


@dataclass(frozen=True)
class VacancyFilter:
    """What a list of vacancies is narrowed to; an empty field narrows nothing."""

    #: Words of the unit's name or address, without accents.
    search: str = ""
    task: Task | None = None
    #: As readers see it: *open* has free places, *full* has none.
    state: VacancyState | None = None
    #: First digits of the unit's ubigeo: department, province or district.
    ubigeo: str = ""
    unit_id: int | None = None


def offer(unit_id: int, details: VacancyDetails, *, officer: Account) -> Vacancy:
    """Offer a vacancy at a unit, open for the rounds to come.

    Within an outer transaction its key comes with the next flush, so that thousands are written together.

    Raises:
        NotFound: The office has no such unit.
        InvalidFields: A figure or a half day breaks a rule.
    """
    require(officer, Act.KEEP_UNITS)
    with transaction() as session:
        return open_at(session, visible_unit(session, unit_id, officer, Act.KEEP_UNITS), details)


def open_at(session: Session, unit: BeneficiaryUnit, details: VacancyDetails) -> Vacancy:
    """Open a vacancy at a unit, for services that have settled that it may be done.

    Raises:
        InvalidFields: A figure or a half day breaks a rule.
    """
    refuse(vacancy_problems(details))
    vacancy = Vacancy(unit=unit, state=VacancyState.OPEN, places_taken=0)
    _fill(vacancy, details)
    session.add(vacancy)
    return vacancy


def change(vacancy_id: int, details: VacancyDetails, *, version: int, officer: Account) -> Vacancy:
    """Change what a vacancy offers, without taking anything from the people who serve there.

    Raises:
        NotFound: The office has no such vacancy.
        StaleVersion: Somebody saved it after *version*, or took a place meanwhile.
        InvalidFields: A figure breaks a rule, or somebody serves where less would be left.
    """
    require(officer, Act.KEEP_UNITS)
    refuse(vacancy_problems(details))
    with transaction() as session:
        vacancy = hold_vacancy(session, vacancy_id, version, officer)
        refuse(change_problems(vacancy, details))
        write(session, vacancy, details)
        return vacancy


def close(vacancy_id: int, *, version: int, officer: Account) -> Vacancy:
    """Take a vacancy out of the rounds to come; who serves there goes on.

    Raises:
        NotFound: The office has no such vacancy.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is closed already.
    """
    return _move(vacancy_id, VacancyState.CLOSED, version, officer)


def reopen(vacancy_id: int, *, version: int, officer: Account) -> Vacancy:
    """Let rounds fill a vacancy again.

    Raises:
        NotFound: The office has no such vacancy.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is open already.
    """
    return _move(vacancy_id, VacancyState.OPEN, version, officer)


def get_vacancy(vacancy_id: int, *, officer: Account) -> Vacancy:
    """The vacancy with its half days, unit, institution and registrations.

    Raises:
        NotFound: The office has no such vacancy.
    """
    with reading() as session:
        return visible_vacancy(session, vacancy_id, officer)


def visible_vacancy(session: Session, vacancy_id: int, officer: Account, act: Act = Act.READ_UNITS) -> Vacancy:
    """The vacancy that the act reaches with all that belongs to it, for services that have a session.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none within reach.
    """
    return _found(session.scalars(_visible(officer, act).where(Vacancy.id == vacancy_id)).first(), vacancy_id)


def list_vacancies(
    wanted: VacancyFilter | None = None, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[Vacancy]:
    """The office's vacancies by their unit's name, each with half days, unit, institution and registrations."""
    wanted = wanted or VacancyFilter()
    statement = _visible(officer).where(*holding(BeneficiaryUnit.search_text, wanted.search))
    if wanted.task is not None:
        statement = statement.where(Vacancy.task == wanted.task)
    if wanted.unit_id is not None:
        statement = statement.where(Vacancy.unit_id == wanted.unit_id)
    if wanted.ubigeo:
        statement = statement.where(BeneficiaryUnit.ubigeo.startswith(wanted.ubigeo, autoescape=True))
    if wanted.state is not None:
        statement = _in_shown_state(statement, wanted.state)
    with reading() as session:
        return cut(session, statement.order_by(BeneficiaryUnit.search_text, Vacancy.id), page, per_page)


def list_open_for_round(office_id: int, on: date) -> Sequence[Vacancy]:
    """Open vacancies of an office's open units, full ones too, in the order of their keys.

    Left out are units of institutions that have neither a registration begun by the
    day nor an exception (RCEP art. 250). One that is suspended or expired stays, so
    that the round can tell it as a reason.
    """
    begun = select(Registration.id).where(
        Registration.institution_id == BeneficiaryUnit.institution_id,
        Registration.role == InstitutionRole.BENEFICIARY_UNIT,
        Registration.state != RegistrationState.WITHDRAWN,
        Registration.valid_from <= on,
    )
    statement = _with_unit().where(
        BeneficiaryUnit.office_id == office_id,
        BeneficiaryUnit.is_open,
        Vacancy.state == VacancyState.OPEN,
        or_(BeneficiaryUnit.exception_reason != "", begun.exists()),
    )
    with reading() as session:
        return session.scalars(statement.order_by(Vacancy.id)).all()


def _with_unit() -> Select[Vacancy]:
    institution = contains_eager(Vacancy.unit).joinedload(BeneficiaryUnit.institution, innerjoin=True)
    return select(Vacancy).join(Vacancy.unit).options(institution.selectinload(Institution.registrations))


def _visible(officer: Account, act: Act = Act.READ_UNITS) -> Select[Vacancy]:
    return _with_unit().where(units_within(officer, act))


def _in_shown_state(statement: Select[Any], state: VacancyState) -> Select[Any]:
    is_full = Vacancy.places_taken >= Vacancy.total_places
    if state is VacancyState.FULL:
        return statement.where(Vacancy.state == VacancyState.OPEN, is_full)
    if state is VacancyState.OPEN:
        return statement.where(Vacancy.state == VacancyState.OPEN, ~is_full)
    return statement.where(Vacancy.state == state)


def hold_vacancy(
    session: Session, vacancy_id: int, version: int, officer: Account, act: Act = Act.KEEP_UNITS
) -> Vacancy:
    """Hold the vacancy's row, so that nobody takes a place of it until the transaction ends.

    Raises:
        NotFound: There is no such vacancy within the act's reach.
        StaleVersion: Somebody saved it after *version*.
    """
    statement = _visible(officer, act).where(Vacancy.id == vacancy_id).with_for_update(of=Vacancy)
    found = session.scalars(statement.execution_options(populate_existing=True)).first()
    vacancy = _found(found, vacancy_id)
    require_version(vacancy.version, version)
    return vacancy


def _found(vacancy: Vacancy | None, vacancy_id: int) -> Vacancy:
    if vacancy is None:
        raise NotFound(vacancy_id=vacancy_id)
    return vacancy


def _move(vacancy_id: int, state: VacancyState, version: int, officer: Account) -> Vacancy:
    require(officer, Act.KEEP_UNITS)
    with transaction() as session:
        vacancy = hold_vacancy(session, vacancy_id, version, officer)
        if vacancy.state is state:
            raise WrongState("vacancy_open_already" if state is VacancyState.OPEN else "vacancy_closed_already")
        vacancy.state = state
        session.flush()
        return vacancy


def write(session: Session, vacancy: Vacancy, details: VacancyDetails) -> None:
    """Write what a held vacancy offers from now on, for services that have settled that nobody loses by it.

    Raises:
        StaleVersion: A place of it was taken meanwhile.
    """
    with saving(session, refuse_rival=_refuse_stale):
        _fill(vacancy, details)


def _fill(vacancy: Vacancy, details: VacancyDetails) -> None:
    for column in PLAIN_COLUMNS:
        setattr(vacancy, column, getattr(details, column))
    vacancy.skills = sorted(set(details.skills))
    vacancy.demands = sorted(set(details.demands))
    present = {shift.shift: shift for shift in vacancy.shifts}
    vacancy.shifts = [_shift(present.get(places.shift), places) for places in details.shifts]


def _shift(present: VacancyShift | None, places: ShiftPlaces) -> VacancyShift:
    shift = present or VacancyShift(shift=places.shift, places_taken=0)
    shift.start_minute, shift.end_minute, shift.places = places.start_minute, places.end_minute, places.places
    return shift


def _refuse_stale() -> None:
    raise StaleVersion
