"""The people whose lives the demonstration tells one by one, each placed where their story happens."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from registry.demo.offices import Territory
from registry.demo.sites import Place, Sites
from registry.extensions.clock import PERU, now
from registry.extensions.database import transaction
from registry.models import PlacementEvent
from registry.reference.places import get_district
from registry.services.people.details import PersonDetails, SentenceDetails
from registry.services.people.persons import register_person
from registry.services.people.sentences import register_sentence
from registry.services.placements import placements
from registry.vocabulary.people import DocumentKind, EducationLevel, Occupation, PenaltyOrigin, SentenceKind
from registry.vocabulary.shifts import Shift

#: Identity documents beyond the series of the other invented people.
FIRST_DOCUMENT = 99900001
SATURDAYS_LAST = 5
AGE = timedelta(days=365 * 34)
#: From the judgment to the court's paper at the office, and from there to the first session.
TO_OFFICE, TO_START = timedelta(days=20), timedelta(days=40)
#: From the officer's decision to the first session: the letters go out the day after.
TO_DECISION, OFFICE_HOUR = timedelta(days=15), time(10)
PRESCRIBES_IN = timedelta(days=900)


@dataclass(frozen=True)
class Case:
    """Somebody with the Saturdays of their story, counted back from the demonstration's day: 1 is the last one."""

    name: str
    first: int
    last: int = 1
    absent: tuple[int, ...] = ()
    excused: tuple[int, ...] = ()
    place: Place = Place.SCHOOL
    offence: str = "274.1"
    jornadas: int = 52

    def comes_on(self, week: int) -> bool:
        """Whether something is noted of them on a Saturday."""
        return self.last <= week <= self.first


@dataclass(frozen=True)
class Placed:
    """A case with its rows."""

    case: Case
    sentence_id: int
    placement_id: int


#: Serves without trouble, but for last Saturday, of which nobody noted anything yet.
STEADY = Case("Rosa Quispe Mamani", first=12, last=2, excused=(6,))
MISSING = Case("Luis Ccama Turpo", first=11, absent=(2, 1))
EXPLAINING = Case("Yeny Huanca Pari", first=12, absent=(4, 3))
REPORTED = Case("Edgar Calla Sucari", first=12, absent=(9, 8))
SERVED = Case("Martha Vilca Choque", first=13, last=4, offence="445", jornadas=10)
ILL = Case("Percy Mayta Larico", first=12, last=4)
MOVING = Case("Nelly Coila Ramos", first=11, excused=(5,))
ABSENT_FROM_START = Case("Wilber Apaza Tito", first=2, last=3)
DAILY = Case("Julio Zapana Cruz", first=5, place=Place.MORNINGS)
PAPER = Case("Sonia Parillo Nina", first=11, place=Place.PARK, absent=(9,))
PAPER_TOO = Case("Abel Machaca Soto", first=10, place=Place.PARK, excused=(8,))
CASES = (STEADY, MISSING, EXPLAINING, REPORTED, SERVED, ILL, MOVING, ABSENT_FROM_START, DAILY, PAPER, PAPER_TOO)


def saturday(on: date, week: int) -> date:
    """The Saturday so many back from a day, which is not counted."""
    since = (on.weekday() - SATURDAYS_LAST) % 7 or 7
    return on - timedelta(days=since + 7 * (week - 1))


def date_events(day: date, *, since: datetime) -> None:
    """Let what was written of placements since an instant have happened on a day, as letters and histories tell it."""
    with transaction() as session:
        session.flush()
        written = session.scalars(select(PlacementEvent).where(PlacementEvent.at >= since)).all()
        for event in written:
            event.at = datetime.combine(day, OFFICE_HOUR, PERU)


def document_of(case: Case) -> str:
    """Number of the person's invented identity document."""
    return str(FIRST_DOCUMENT + CASES.index(case))


def place_cases(sites: Sites, territory: Territory, on: date) -> dict[Case, Placed]:
    """Register everybody with a sentence, and confirm their places."""
    return {case: _place(case, sites, territory, on) for case in CASES}


def _place(case: Case, sites: Sites, territory: Territory, on: date) -> Placed:
    starts_on = saturday(on, case.first)
    person = register_person(_person(case, territory, on), officer=territory.officer).person
    sentence = register_sentence(person.id, _sentence(case, territory, starts_on), officer=territory.officer)
    pattern = [(shift, start, end) for shift, start, end in case.place.pattern]
    start = placements.Start(sentence.id, sites.vacancies[case.place], pattern, starts_on)
    since = now()
    placement = placements.begin(start, officer=territory.officer)
    date_events(starts_on - TO_DECISION, since=since)
    return Placed(case, sentence.id, placement.id)


def _person(case: Case, territory: Territory, on: date) -> PersonDetails:
    given_names, first_surname, second_surname = case.name.split()
    district = get_district(territory.office.ubigeo)
    return PersonDetails(
        document_kind=DocumentKind.DNI,
        document_number=document_of(case),
        given_names=given_names,
        first_surname=first_surname,
        second_surname=second_surname,
        birth_date=on - AGE,
        ubigeo=district.ubigeo,
        address=f"Jr. de la Demostración {300 + CASES.index(case)}, {district.name}",
        latitude=district.latitude,
        longitude=district.longitude,
        education=EducationLevel.NONE,
        occupation=Occupation.NONE,
        free_shifts=tuple(int(shift) for shift in Shift if shift.is_weekend or case.place is Place.MORNINGS),
        is_weekday_authorised=case.place is Place.MORNINGS,
    )


def _sentence(case: Case, territory: Territory, starts_on: date) -> SentenceDetails:
    received_on = starts_on - TO_START
    judged = received_on - TO_OFFICE
    return SentenceDetails(
        kind=SentenceKind.COMMUNITY_SERVICE,
        case_number=f"{CASES.index(case) + 1:05}-{judged.year}-0-{territory.office.ubigeo[:2]}01-JR-PE-01",
        court=f"Juzgado de Investigación Preparatoria de {territory.office.name.split(' de ')[-1]}",
        origin=PenaltyOrigin.AUTONOMOUS,
        jornadas=case.jornadas,
        judgment_date=judged,
        received_on=received_on,
        offence=case.offence,
        prescribes_on=judged + PRESCRIBES_IN,
    )
