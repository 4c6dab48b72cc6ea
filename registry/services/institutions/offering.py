"""Vacancies offered and changed by the institution itself: never against the people who serve there already."""

from datetime import date

from registry.errors import WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, Vacancy
from registry.services.accounts.policy import Act, require
from registry.services.institutions.details import VacancyDetails
from registry.services.institutions.stranding import Stranded, served_at, stranded_by
from registry.services.institutions.units import visible_unit
from registry.services.institutions.vacancies import hold_vacancy, open_at, visible_vacancy, write
from registry.services.institutions.vacancy_rules import change_problems, people, vacancy_problems
from registry.services.placements.serving import note_seen
from registry.services.saving import refuse
from registry.vocabulary.institutions import VacancyState


def offer(unit_id: int, details: VacancyDetails, *, account: Account) -> Vacancy:
    """Offer a vacancy at one of the institution's own units, open for the rounds to come.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such unit.
        InvalidFields: A figure or a half day breaks a rule.
    """
    with transaction() as session:
        vacancy = open_at(session, visible_unit(session, unit_id, account, Act.OFFER_VACANCIES), details)
        session.flush()
        return vacancy


def change(vacancy_id: int, details: VacancyDetails, *, version: int, account: Account, on: date) -> Vacancy:
    """Change what a vacancy offers from now on.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such vacancy.
        StaleVersion: Somebody saved it after *version*, or took a place meanwhile.
        InvalidFields: A figure or a half day breaks a rule.
        WrongState: Somebody could not go on as they are; `list_stranded` tells who, a planned change waits for them.
    """
    require(account, Act.OFFER_VACANCIES)
    refuse(vacancy_problems(details))
    with transaction() as session:
        vacancy = hold_vacancy(session, vacancy_id, version, account, Act.OFFER_VACANCIES)
        _require_nobody(stranded_by(session, vacancy, details, on))
        refuse(change_problems(vacancy, details))
        write(session, vacancy, details)
        return vacancy


def close(vacancy_id: int, *, version: int, account: Account, on: date) -> Vacancy:
    """Stop offering a vacancy at which nobody holds a place.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such vacancy.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is closed already, or somebody serves there.
    """
    require(account, Act.OFFER_VACANCIES)
    with transaction() as session:
        vacancy = hold_vacancy(session, vacancy_id, version, account, Act.OFFER_VACANCIES)
        _require_not(vacancy, VacancyState.CLOSED, "vacancy_closed_already")
        _require_nobody(stranded_by(session, vacancy, None, on))
        vacancy.state = VacancyState.CLOSED
        session.flush()
        return vacancy


def reopen(vacancy_id: int, *, version: int, account: Account) -> Vacancy:
    """Offer a closed vacancy again.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such vacancy.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is open already.
    """
    require(account, Act.OFFER_VACANCIES)
    with transaction() as session:
        vacancy = hold_vacancy(session, vacancy_id, version, account, Act.OFFER_VACANCIES)
        _require_not(vacancy, VacancyState.OPEN, "vacancy_open_already")
        vacancy.state = VacancyState.OPEN
        session.flush()
        return vacancy


def list_stranded(vacancy_id: int, details: VacancyDetails | None, *, account: Account, on: date) -> Stranded:
    """Who could not go on as they are; without details the vacancy closes. Each name that is told is noted.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such vacancy.
    """
    with reading() as session:
        vacancy = visible_vacancy(session, vacancy_id, account, Act.OFFER_VACANCIES)
        stranded = stranded_by(session, vacancy, details, on)
    note_seen(placement.sentence.person_id for placement in stranded.presented)
    return stranded


def list_served(unit_id: int, *, account: Account) -> Stranded:
    """Who would have to go somewhere else if a unit of one's own received nobody. Each name that is told is noted.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such unit.
    """
    with reading() as session:
        served = served_at(session, visible_unit(session, unit_id, account, Act.OFFER_VACANCIES).id)
    note_seen(placement.sentence.person_id for placement in served.presented)
    return served


def _require_nobody(stranded: Stranded) -> None:
    if stranded.count:
        raise WrongState("change_strands_people", people=people(stranded.count))


def _require_not(vacancy: Vacancy, state: VacancyState, code: str) -> None:
    if vacancy.state is state:
        raise WrongState(code)
