"""The public directory of social help: what registered institutions offer, by district, audience and distance."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager

from registry.extensions.database import reading
from registry.models import Institution, Registration, SocialService
from registry.services.institutions.finding import Point
from registry.services.locations import capital_of
from registry.services.paging import PER_PAGE, Page, sliced
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.social_help import HelpAudience, HelpKind


@dataclass(frozen=True)
class HelpFilter:
    """What the directory is narrowed to; an empty field narrows nothing."""

    kind: HelpKind | None = None
    audience: HelpAudience | None = None
    #: District in which help is looked for.
    ubigeo: str = ""
    #: With it, also what is offered near the district without covering it.
    radius_km: int | None = None


@dataclass(frozen=True)
class OfferedHelp:
    """A help in the directory, its institution loaded."""

    service: SocialService
    #: Whether it covers the district asked for; None where none was.
    covers: bool | None = None
    #: From the capital of the district to that of the institution's.
    distance_km: float | None = None


def directory(wanted: HelpFilter, *, on: date, page: int = 1, per_page: int = PER_PAGE) -> Page[OfferedHelp]:
    """Help of institutions whose registration is in force: what covers the district first, then by distance."""
    with reading() as session:
        offered = session.scalars(_offered(wanted, on)).all()
    found = [row for row in (_judged(service, wanted) for service in offered) if row is not None]
    found.sort(key=_nearness)
    return sliced(found, page, per_page)


def _offered(wanted: HelpFilter, on: date) -> Select[SocialService]:
    statement = select(SocialService).join(SocialService.institution).options(contains_eager(SocialService.institution))
    statement = statement.where(SocialService.is_offered, _in_force(on))
    if wanted.kind is not None:
        statement = statement.where(SocialService.kind == wanted.kind)
    return statement.order_by(Institution.search_text, SocialService.id)


def _in_force(on: date) -> ColumnElement[bool]:
    registration = select(Registration.id).where(
        Registration.institution_id == SocialService.institution_id,
        Registration.role == InstitutionRole.SOCIAL_HELP,
        Registration.state == RegistrationState.CURRENT,
        Registration.valid_from <= on,
        Registration.valid_to >= on,
    )
    return registration.exists()


def _judged(service: SocialService, wanted: HelpFilter) -> OfferedHelp | None:
    """The help with its distance, or None where it is not what is looked for."""
    if wanted.audience is not None and wanted.audience not in service.audiences:
        return None
    if not wanted.ubigeo:
        return OfferedHelp(service)
    covers = any(wanted.ubigeo.startswith(code) for code in service.districts)
    distance = _distance(wanted.ubigeo, service.institution.ubigeo)
    is_near = wanted.radius_km is not None and distance is not None and distance <= wanted.radius_km
    return OfferedHelp(service, covers, distance) if covers or is_near else None


def _distance(here: str, there: str) -> float | None:
    origin, seat = capital_of(here), capital_of(there)
    return Point(*origin).km_to(*seat) if origin and seat else None


def _nearness(row: OfferedHelp) -> tuple[bool, float]:
    """Sorts after the statement's own order, which stays among equals."""
    return row.covers is False, float("inf") if row.distance_km is None else row.distance_km
