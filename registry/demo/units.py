"""Real places as beneficiary units, with invented vacancies scarce enough to matter."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from stdnum.pe import ruc as ruc_number

from registry.demo.names import full_name
from registry.demo.offerings import AFTERNOON, MORNING, OFFERINGS, SHORT_AFTERNOON, SHORT_MORNING, Offering
from registry.demo.offices import Territory
from registry.demo.statistics import read_table
from registry.models import Institution
from registry.reference.places import District, get_district
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
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, UnitKind, WorkDemand
from registry.vocabulary.shifts import Shift

SATURDAY, SUNDAY = (Shift.SATURDAY_AM, Shift.SATURDAY_PM), (Shift.SUNDAY_AM, Shift.SUNDAY_PM)
WEEKDAYS = tuple(shift for shift in Shift if not shift.is_weekend)


@dataclass(frozen=True)
class Site:
    """A place that becomes a unit, and the institution that runs it."""

    name: str
    kind: UnitKind
    ubigeo: str
    latitude: float
    longitude: float
    institution: str


class UnitBuilder:
    """Registers the institutions of one office and their units; RUCs are invented, in a series of their own."""

    def __init__(self, random: Random, on: date, places_a_unit: float, first_ruc: int) -> None:
        self.random, self.on, self.places_a_unit = random, on, places_a_unit
        self.next_ruc = first_ruc
        self.institutions: dict[str, Institution] = {}

    def build(self, territory: Territory, count: int) -> None:
        """Register *count* units of the territory: its municipalities first, then other public places."""
        for site in _sites_of(territory, count, self.random):
            institution = self.institutions.get(site.institution) or self._institution(site, territory)
            unit = add_unit(institution.id, self._unit(site), officer=territory.officer)
            places = max(1, round(self.random.uniform(0.4, 1.6) * self.places_a_unit))
            chosen = self.random.sample(OFFERINGS[site.kind], k=1 if places < 3 else 2)
            for offering in chosen:
                details = self._vacancy(offering, site, max(1, round(places / len(chosen))))
                offer(unit.id, details, officer=territory.officer)

    def _institution(self, site: Site, territory: Territory) -> Institution:
        is_private = site.kind is UnitKind.PARISH
        institution = register_institution(
            InstitutionDetails(
                ruc=self._ruc(),
                name=site.institution,
                nature=InstitutionNature.PRIVATE_SOCIAL if is_private else InstitutionNature.PUBLIC,
                ubigeo=site.ubigeo,
                social_purpose="Comedor social y ayuda a familias" if is_private else "",
                representative=full_name(self.random),
            ),
            officer=territory.officer,
        )
        start = self.on - timedelta(days=self.random.randint(30, 640))
        years = timedelta(days=730)
        details = RegistrationDetails(
            InstitutionRole.BENEFICIARY_UNIT, start, start + years, f"RD {self.next_ruc % 10**4}"
        )
        register(institution.id, details, officer=territory.officer)
        self.institutions[site.institution] = institution
        return institution

    def _ruc(self) -> str:
        body = f"2099{self.next_ruc:06}"
        self.next_ruc += 1
        return body + ruc_number.calc_check_digit(body)

    def _unit(self, site: Site) -> UnitDetails:
        return UnitDetails(
            name=site.name,
            kind=site.kind,
            ubigeo=site.ubigeo,
            latitude=site.latitude,
            longitude=site.longitude,
            address="Plaza principal",
            has_student_contact=site.kind is UnitKind.SCHOOL,
            supervisor=full_name(self.random),
            supervisor_post="Responsable de servicios generales",
        )

    def _vacancy(self, offering: Offering, site: Site, places: int) -> VacancyDetails:
        demands = offering.demands
        if site.kind is UnitKind.SCHOOL and self.random.random() < 0.5:
            demands = (*demands, WorkDemand.STUDENT_CONTACT)
        shifts = self._shifts(places)
        return VacancyDetails(
            task=offering.task,
            total_places=min(places, sum(shift.places for shift in shifts)),
            shifts=shifts,
            duties=offering.duties if self.random.random() < 0.6 else "",
            skills=offering.skills,
            demands=demands,
        )

    def _shifts(self, places: int) -> tuple[ShiftPlaces, ...]:
        days = self.random.choices((SATURDAY, SATURDAY + SUNDAY, SUNDAY, SATURDAY + WEEKDAYS), (45, 30, 10, 15))[0]
        morning, afternoon = self.random.choices(
            ((MORNING, AFTERNOON), (SHORT_MORNING, SHORT_AFTERNOON)), (70, 30) if len(days) > 2 else (100, 0)
        )[0]
        return tuple(
            ShiftPlaces(int(shift), *(morning if shift.is_morning else afternoon), self._places(places))
            for shift in days
        )

    def _places(self, places: int) -> int:
        return max(1, round(places * self.random.choice((1.0, 1.0, 0.6, 0.4))))


def _sites_of(territory: Territory, count: int, random: Random) -> list[Site]:
    """Places of the territory, each once: one municipality a district for up to two fifths, then the other places."""
    districts = list(territory.districts.values)
    random.shuffle(districts)
    districts.sort(key=lambda district: -district.population * random.uniform(0.5, 1.5))
    others = [site for district in districts for site in _places_by_district().get(district.ubigeo, ())]
    random.shuffle(others)
    municipal = min(len(districts), max(2 * count // 5, count - len(others)))
    sites = [_municipality(district) for district in districts[:municipal]]
    return (sites + others)[:count]


def _municipality(district: District) -> Site:
    is_provincial = district.ubigeo.endswith("01")
    name = f"Municipalidad {'Provincial' if is_provincial else 'Distrital'} de {district.name}"
    return Site(name, UnitKind.MUNICIPALITY, district.ubigeo, district.latitude, district.longitude, name)


@cache
def _places_by_district() -> dict[str, list[Site]]:
    found: dict[str, list[Site]] = {}
    for row in read_table("places.csv"):
        kind, ubigeo = UnitKind(row["kind"]), row["ubigeo"]
        site = Site(
            row["name"],
            kind,
            ubigeo,
            float(row["latitude"]),
            float(row["longitude"]),
            _owner(kind, ubigeo, row["name"]),
        )
        found.setdefault(ubigeo, []).append(site)
    return found


def _owner(kind: UnitKind, ubigeo: str, name: str) -> str:
    district = get_district(ubigeo)
    if kind is UnitKind.SCHOOL:
        return f"UGEL {district.province}"
    if kind is UnitKind.HEALTH_POST:
        return f"Red de Salud {district.province}"
    if kind is UnitKind.POLICE_STATION:
        return f"Región Policial {district.department}"
    if kind is UnitKind.PARISH:
        return f"Obra social de {name}"
    return _municipality(district).name
