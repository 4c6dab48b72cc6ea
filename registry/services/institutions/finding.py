"""What anybody may find: units that receive people, by place, task and distance; never who serves there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from registry.extensions.database import reading
from registry.models import BeneficiaryUnit, Registration, Vacancy
from registry.reference.geography import great_circle_km
from registry.services.paging import PER_PAGE, Page, sliced
from registry.vocabulary.institutions import InstitutionRole, RegistrationState, Task, UnitKind, VacancyState

#: Digits of the ubigeo that name a province.
PROVINCE = 4
#: A degree of latitude in km, rounded down, so that no unit within a radius falls outside the box around it.
DEGREE_KM = 110.0


@dataclass(frozen=True)
class Point:
    """Where distances are measured from, in WGS84 degrees."""

    latitude: float
    longitude: float

    def km_to(self, latitude: float, longitude: float) -> float:
        """Great-circle distance to another point."""
        return great_circle_km(self.latitude, self.longitude, latitude, longitude)


@dataclass(frozen=True)
class PlaceFilter:
    """What the public list is narrowed to; an empty field narrows nothing."""

    kind: UnitKind | None = None
    #: First digits of the ubigeo: department, province or district.
    ubigeo: str = ""
    task: Task | None = None
    has_places: bool | None = None
    origin: Point | None = None
    #: Counts only with an origin.
    radius_km: int | None = None


@dataclass(frozen=True)
class PublicUnit:
    """A unit as anybody may see it."""

    id: int
    name: str
    kind: UnitKind
    ubigeo: str
    latitude: float
    longitude: float
    #: Whether an open vacancy has a free place; how many are taken is not told.
    has_places: bool
    tasks: tuple[Task, ...] = ()
    distance_km: float | None = None


@dataclass(frozen=True)
class ProvinceCount:
    """How many units of the list stand in a province, and in their middle."""

    code: str
    latitude: float
    longitude: float
    units: int
    with_places: int


@dataclass(frozen=True)
class Found:
    """One page of the list, and the whole of it by province, for the map."""

    page: Page[PublicUnit]
    provinces: Sequence[ProvinceCount]


def find_units(wanted: PlaceFilter, *, on: date, page: int = 1, per_page: int = PER_PAGE) -> Found:
    """Units that receive people on a day: the nearest first where there is an origin, else by name."""
    with reading() as session:
        units = _units(session, wanted, on)
        cut = sliced(units, page, per_page)
        return Found(replace(cut, items=_with_tasks(session, cut.items)), _by_province(units))


def all_units(wanted: PlaceFilter, *, on: date) -> Sequence[PublicUnit]:
    """The whole list with its tasks, in the order of `find_units`."""
    with reading() as session:
        return _with_tasks(session, _units(session, wanted, on))


def marked_units(wanted: PlaceFilter, *, on: date) -> Sequence[PublicUnit]:
    """The whole list without its tasks, for the marks of a map."""
    with reading() as session:
        return _units(session, wanted, on)


def receives_people(on: date) -> ColumnElement[bool]:
    """Units to which rounds may send people on a day, for queries; as `BeneficiaryUnit.receives_people`."""
    in_force = select(Registration.id).where(
        Registration.institution_id == BeneficiaryUnit.institution_id,
        Registration.role == InstitutionRole.BENEFICIARY_UNIT,
        Registration.state == RegistrationState.CURRENT,
        Registration.valid_from <= on,
        Registration.valid_to >= on,
    )
    return and_(BeneficiaryUnit.is_open, or_(BeneficiaryUnit.exception_reason != "", in_force.exists()))


def _units(session: Session, wanted: PlaceFilter, on: date) -> list[PublicUnit]:
    units = [PublicUnit(*row) for row in session.execute(_narrowed(wanted, on))]
    if wanted.origin is None:
        return units
    measured = [_measured(unit, wanted.origin) for unit in units]
    within = [unit for unit in measured if wanted.radius_km is None or (unit.distance_km or 0) <= wanted.radius_km]
    return sorted(within, key=lambda unit: (unit.distance_km or 0, unit.id))


def _narrowed(wanted: PlaceFilter, on: date) -> Select[*tuple[Any, ...]]:
    unit = BeneficiaryUnit
    has_places = _vacancy(Vacancy.places_taken < Vacancy.total_places)
    columns = unit.id, unit.name, unit.kind, unit.ubigeo, unit.latitude, unit.longitude, has_places
    statement = select(*columns).where(receives_people(on), *_conditions(wanted))
    if wanted.has_places is not None:
        statement = statement.where(has_places if wanted.has_places else ~has_places)
    return statement.order_by(unit.search_text, unit.id)


def _conditions(wanted: PlaceFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.kind is not None:
        yield BeneficiaryUnit.kind == wanted.kind
    if wanted.ubigeo:
        yield BeneficiaryUnit.ubigeo.startswith(wanted.ubigeo, autoescape=True)
    if wanted.task is not None:
        yield _vacancy(Vacancy.task == wanted.task)
    if wanted.origin is not None and wanted.radius_km is not None:
        reach = wanted.radius_km / DEGREE_KM
        yield BeneficiaryUnit.latitude.between(wanted.origin.latitude - reach, wanted.origin.latitude + reach)


def _vacancy(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an open vacancy of the unit is so."""
    open_ = select(Vacancy.id).where(
        Vacancy.unit_id == BeneficiaryUnit.id, Vacancy.state == VacancyState.OPEN, condition
    )
    return open_.exists()


def _measured(unit: PublicUnit, origin: Point) -> PublicUnit:
    return replace(unit, distance_km=origin.km_to(unit.latitude, unit.longitude))


def _with_tasks(session: Session, units: Sequence[PublicUnit]) -> list[PublicUnit]:
    tasks = _tasks(session, units)
    return [replace(unit, tasks=tuple(task for task in Task if task in tasks.get(unit.id, ()))) for unit in units]


def _tasks(session: Session, units: Sequence[PublicUnit]) -> Mapping[int, set[Task]]:
    """The tasks of a few units by their keys, of many by all keys between: a statement takes so many values only."""
    keys = [unit.id for unit in units]
    if not keys:
        return {}
    few = Vacancy.unit_id.in_(keys) if len(keys) <= PER_PAGE else Vacancy.unit_id.between(min(keys), max(keys))
    statement = select(Vacancy.unit_id, Vacancy.task).where(few, Vacancy.state == VacancyState.OPEN).distinct()
    tasks: dict[int, set[Task]] = {}
    for unit_id, task in session.execute(statement):
        tasks.setdefault(unit_id, set()).add(task)
    return tasks


def _by_province(units: Iterable[PublicUnit]) -> list[ProvinceCount]:
    groups: dict[str, list[PublicUnit]] = {}
    for unit in units:
        groups.setdefault(unit.ubigeo[:PROVINCE], []).append(unit)
    return [_counted(code, groups[code]) for code in sorted(groups)]


def _counted(code: str, units: Sequence[PublicUnit]) -> ProvinceCount:
    return ProvinceCount(
        code=code,
        latitude=sum(unit.latitude for unit in units) / len(units),
        longitude=sum(unit.longitude for unit in units) / len(units),
        units=len(units),
        with_places=sum(unit.has_places for unit in units),
    )
