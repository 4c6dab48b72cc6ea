"""Institutions, registrations, units and vacancies."""

from datetime import date
from itertools import count
from typing import Any

from stdnum.pe.ruc import calc_check_digit

from registry.models import BeneficiaryUnit, Institution, Registration, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.institutions.details import (
    InstitutionDetails,
    RegistrationDetails,
    ShiftPlaces,
    UnitDetails,
    VacancyDetails,
)
from registry.services.institutions.institutions import register_institution
from registry.services.institutions.registrations import register
from registry.services.institutions.units import add_unit
from registry.services.institutions.vacancies import get_vacancy, offer
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, Task, UnitKind
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer

VALID_FROM, VALID_TO = date(2025, 1, 1), date(2030, 12, 31)
_numbers = count(1)


def make_institution(*, officer: Account | None = None, **overrides: Any) -> Institution:
    """A public institution of Juliaca that is registered in no role."""
    return register_institution(institution_details(**overrides), officer=officer or make_officer())


def make_registration(
    institution: Institution | None = None, *, officer: Account | None = None, **overrides: Any
) -> Registration:
    """A registration as a beneficiary unit until 2030."""
    officer = officer or make_officer()
    institution = institution or make_institution(officer=officer)
    return register(institution.id, registration_details(**overrides), officer=officer)


def make_unit(*, officer: Account, institution: Institution | None = None, **overrides: Any) -> BeneficiaryUnit:
    """A unit in the officer's office, of a registered institution unless the test names one."""
    if institution is None:
        institution = make_institution(officer=officer)
        make_registration(institution, officer=officer)
    return add_unit(institution.id, unit_details(**overrides), officer=officer)


def make_vacancy(*, officer: Account, unit: BeneficiaryUnit | None = None, **overrides: Any) -> Vacancy:
    """A vacancy for two people on Saturdays, morning and afternoon."""
    unit = unit or make_unit(officer=officer)
    return offer(unit.id, vacancy_details(**overrides), officer=officer)


def institution_details(**overrides: Any) -> InstitutionDetails:
    number = next(_numbers)
    given = {
        "ruc": ruc(number),
        "name": f"Municipalidad de Ñuñoa {number}",
        "nature": InstitutionNature.PUBLIC,
        "ubigeo": "211101",
    }
    return InstitutionDetails(**(given | overrides))


def registration_details(**overrides: Any) -> RegistrationDetails:
    given = {"role": InstitutionRole.BENEFICIARY_UNIT, "valid_from": VALID_FROM, "valid_to": VALID_TO}
    return RegistrationDetails(**(given | overrides))


def unit_details(**overrides: Any) -> UnitDetails:
    given = {
        "name": f"Parque zonal {next(_numbers)}",
        "kind": UnitKind.MUNICIPALITY,
        "ubigeo": "211101",
        "latitude": -15.49,
        "longitude": -70.12,
        "address": "Jr. Moquegua 110",
        "supervisor": "Julia Apaza",
    }
    return UnitDetails(**(given | overrides))


def vacancy_details(**overrides: Any) -> VacancyDetails:
    given = {
        "task": Task.GREEN_AREAS,
        "duties": "Regar y podar el parque",
        "total_places": 2,
        "shifts": (saturday_morning(), saturday_afternoon()),
    }
    return VacancyDetails(**(given | overrides))


def saturday_morning(places: int = 2, start: int = 8 * 60, end: int = 13 * 60) -> ShiftPlaces:
    return ShiftPlaces(Shift.SATURDAY_AM, start, end, places)


def saturday_afternoon(places: int = 2, start: int = 14 * 60, end: int = 19 * 60) -> ShiftPlaces:
    return ShiftPlaces(Shift.SATURDAY_PM, start, end, places)


def sunday(places: int = 2) -> tuple[ShiftPlaces, ShiftPlaces]:
    return ShiftPlaces(Shift.SUNDAY_AM, 8 * 60, 13 * 60, places), ShiftPlaces(Shift.SUNDAY_PM, 14 * 60, 19 * 60, places)


def places_taken(vacancy: Vacancy, *, officer: Account) -> list[int]:
    """How many places a vacancy has given, in all and in each of its half days."""
    found = get_vacancy(vacancy.id, officer=officer)
    return [found.places_taken, *(shift.places_taken for shift in found.shifts)]


def ruc(number: int) -> str:
    """A RUC that nobody has been given, with its check digit."""
    body = f"20{99000000 + number:08d}"
    return body + calc_check_digit(body)
