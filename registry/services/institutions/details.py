"""What officers enter about institutions: one frozen record a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, Task, UnitKind, WorkDemand
from registry.vocabulary.people import Programme, Skill


@dataclass(frozen=True)
class InstitutionDetails:
    """A legal person's facts; a private one states its assistential or social purpose (art. 34.2 CP)."""

    ruc: str
    name: str
    nature: InstitutionNature
    ubigeo: str
    social_purpose: str = ""
    address: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class RegistrationDetails:
    """In which role an institution is registered, from a day until another, both included."""

    role: InstitutionRole
    valid_from: date
    valid_to: date
    resolution: str = ""


@dataclass(frozen=True)
class UnitDetails:
    """A site's facts; without a point, the capital of its district stands in."""

    name: str
    kind: UnitKind
    ubigeo: str
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    has_student_contact: bool = False
    supervisor: str = ""
    supervisor_post: str = ""
    phone: str = ""
    email: str = ""
    exception_reason: str = ""


@dataclass(frozen=True)
class ShiftPlaces:
    """The places of a vacancy in one half day of the week; minutes count from midnight."""

    shift: int
    start_minute: int
    end_minute: int
    places: int


@dataclass(frozen=True)
class VacancyDetails:
    """A task with its places; `shifts` takes mappings too, as schemas load them."""

    task: Task
    total_places: int
    shifts: tuple[ShiftPlaces, ...]
    duties: str = ""
    #: Who receives people at this task, where it is not the unit's supervisor.
    supervisor: str = ""
    skills: tuple[Skill, ...] = ()
    demands: tuple[WorkDemand, ...] = ()
    minimum_age: int = 18
    programme: Programme | None = None

    def __post_init__(self) -> None:
        shifts = sorted((_shift(given) for given in self.shifts), key=lambda places: places.shift)
        object.__setattr__(self, "shifts", tuple(shifts))


def _shift(given: ShiftPlaces | Mapping[str, Any]) -> ShiftPlaces:
    return given if isinstance(given, ShiftPlaces) else ShiftPlaces(**given)
