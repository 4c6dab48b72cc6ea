"""A school and a park of the first office, whose people's lives the demonstration tells one by one."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from stdnum.pe import ruc as ruc_number

from registry.demo.offices import SEATS, SIGN_IN_WORDS, Territory, username_of
from registry.extensions.database import transaction
from registry.models import Account, BeneficiaryUnit, Institution
from registry.services.accounts.accounts import AccountDetails, add_account
from registry.services.accounts.scopes import Scope
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
from registry.services.institutions.vacancies import offer
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, Task, UnitKind, WorkDemand
from registry.vocabulary.shifts import Shift

#: Beyond the series of the other invented institutions.
RUC_BODY = "2099900001"
SINCE, YEARS = timedelta(days=300), timedelta(days=730)
MORNING, AFTERNOON, EARLY = (8 * 60, 13 * 60), (13 * 60, 18 * 60), (8 * 60, 10 * 60)
SUPERVISOR, SUPERVISOR_POST = "Julia Apaza Condori", "Directora"

Pattern = tuple[tuple[int, int, int], ...]
SATURDAY: Pattern = ((int(Shift.SATURDAY_AM), *MORNING), (int(Shift.SATURDAY_PM), *AFTERNOON))
MORNINGS: Pattern = tuple((int(shift), *EARLY) for shift in Shift if shift.is_morning and not shift.is_weekend)


class Place(Enum):
    """A task at one of the two, with the week that everybody serves there and how many it takes."""

    SCHOOL = Task.CLEANING, "Limpiar aulas, pasadizos y servicios.", SATURDAY, 8
    MORNINGS = Task.GENERAL, "Ordenar el depósito antes de las clases.", MORNINGS, 1
    PARK = Task.GREEN_AREAS, "Regar, desyerbar y podar los jardines.", SATURDAY, 3

    def __init__(self, task: Task, duties: str, pattern: Pattern, places: int) -> None:
        self.task, self.duties, self.pattern, self.places = task, duties, pattern, places


@dataclass(frozen=True)
class Sites:
    """The two units, the vacancy of each place, and the account that the school was given."""

    school_id: int
    park_id: int
    vacancies: dict[Place, int]
    supervisor: Account


def open_sites(territory: Territory, on: date) -> Sites:
    """Register the institution with both units and what they offer, and open the account of the school's head."""
    institution = _register(territory, on)
    school = _add(institution, territory, UnitKind.SCHOOL, "I. E. N.º 70999 de la Demostración")
    park = _add(institution, territory, UnitKind.SPORTS_GROUND, "Parque de la Demostración")
    units = {Place.SCHOOL: school, Place.MORNINGS: school, Place.PARK: park}
    with transaction() as session:
        offered = {place: offer(unit.id, _vacancy(place), officer=territory.officer) for place, unit in units.items()}
        session.flush()
    supervisor = AccountDetails(
        username=username_of(Role.UNIT_SUPERVISOR, SEATS[0][0]),
        full_name=SUPERVISOR,
        post=SUPERVISOR_POST,
        role=Role.UNIT_SUPERVISOR,
        scopes=(Scope(ScopeKind.UNIT, str(school.id)),),
    )
    vacancies = {place: vacancy.id for place, vacancy in offered.items()}
    return Sites(school.id, park.id, vacancies, add_account(supervisor, password=SIGN_IN_WORDS))


def _register(territory: Territory, on: date) -> Institution:
    details = InstitutionDetails(
        ruc=RUC_BODY + ruc_number.calc_check_digit(RUC_BODY),
        name="Municipalidad de la Demostración",
        nature=InstitutionNature.PUBLIC,
        ubigeo=territory.office.ubigeo,
        representative="Hugo Mamani Flores",
    )
    institution = register_institution(details, officer=territory.officer)
    term = RegistrationDetails(InstitutionRole.BENEFICIARY_UNIT, on - SINCE, on - SINCE + YEARS, "RD 0001")
    register(institution.id, term, officer=territory.officer)
    return institution


def _add(institution: Institution, territory: Territory, kind: UnitKind, name: str) -> BeneficiaryUnit:
    details = UnitDetails(
        name=name,
        kind=kind,
        ubigeo=territory.office.ubigeo,
        address="Jr. de la Demostración 200",
        has_student_contact=kind is UnitKind.SCHOOL,
        supervisor=SUPERVISOR,
        supervisor_post=SUPERVISOR_POST,
    )
    return add_unit(institution.id, details, officer=territory.officer)


def _vacancy(place: Place) -> VacancyDetails:
    shifts = tuple(ShiftPlaces(shift, start, end, place.places) for shift, start, end in place.pattern)
    demands = (WorkDemand.STUDENT_CONTACT,) if place is Place.MORNINGS else ()
    return VacancyDetails(place.task, place.places, shifts, duties=place.duties, demands=demands)
