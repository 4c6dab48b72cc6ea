"""What officers enter about people: one frozen record a form."""

from dataclasses import dataclass
from datetime import date

from registry.vocabulary.institutions import Task
from registry.vocabulary.people import (
    CourtOrderKind,
    DocumentKind,
    EducationLevel,
    Occupation,
    PenaltyOrigin,
    Programme,
    SentenceKind,
    Skill,
    Stance,
)

#: Latitude, longitude and radius in kilometres.
Zone = tuple[float, float, float]


@dataclass(frozen=True)
class PersonDetails:
    """A person's facts; None in a reserved field leaves what is recorded."""

    document_kind: DocumentKind
    document_number: str
    given_names: str
    first_surname: str
    birth_date: date
    ubigeo: str
    second_surname: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    education: EducationLevel = EducationLevel.NONE
    occupation: Occupation = Occupation.NONE
    skills: tuple[Skill, ...] = ()
    #: Half days free of work and study, from 0 (Monday morning) to 13.
    free_shifts: tuple[int, ...] = ()
    is_weekday_authorised: bool = False
    #: Values of `WorkDemand` that health rules out.
    unable: tuple[str, ...] | None = None
    health_remark: str | None = None


@dataclass(frozen=True)
class SentenceDetails:
    """A sentence as the certified copy tells it."""

    kind: SentenceKind
    case_number: str
    court: str
    origin: PenaltyOrigin
    jornadas: int
    judgment_date: date
    received_on: date
    #: Key of the catalogue; for a converted penalty also any article of the code, «art. 195».
    offence: str
    prescribes_on: date | None = None
    #: True bars contact with students beyond what the offence's article says.
    education_bar: bool = False
    court_unit_id: int | None = None
    court_programme: Programme | None = None
    court_weekly_hours: int | None = None
    court_remark: str = ""
    exclusion_zones: tuple[Zone, ...] = ()
    #: Why jornadas outside the offence's range are accepted; only a chief's word counts.
    range_exception: str = ""


@dataclass(frozen=True)
class OrderDetails:
    """A court's order during execution; *in_force_from* is the day of the order unless it says another."""

    kind: CourtOrderKind
    ordered_on: date
    in_force_from: date | None = None
    number: str = ""
    jornadas: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class PreferenceDetails:
    """What the person said of a unit or of a task: exactly one of the two."""

    stance: Stance
    unit_id: int | None = None
    task: Task | None = None
    remark: str = ""
