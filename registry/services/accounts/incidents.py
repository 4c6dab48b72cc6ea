"""Incidents of security: who, what data, how many, what was done, and the 48 hours to tell of it (art. 34 RPDP)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from registry.errors import NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, Incident
from registry.services.accounts.policy import Act, require
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.saving import Problems, refuse, require_version


@dataclass(frozen=True)
class IncidentDetails:
    """What is known of an incident so far."""

    title: str
    found_at: datetime
    story: str
    concerned: str
    affected_count: int
    measures: str
    authority_told_at: datetime | None = None
    affected_told_at: datetime | None = None


def record_incident(details: IncidentDetails, *, officer: Account, at: datetime | None = None) -> Incident:
    """Record an incident; the term to tell of it runs from the instant at which it was found.

    Raises:
        NotAllowed: The role does not keep incidents.
        InvalidFields: An instant lies ahead, or before it was found.
    """
    require(officer, Act.KEEP_INCIDENTS)
    _check(details, at or now())
    incident = Incident(**vars(details), recorded_by=officer.full_name, recorded_by_post=officer.post)
    with transaction() as session:
        session.add(incident)
        session.flush()
        return incident


def change_incident(
    incident_id: int, details: IncidentDetails, *, version: int, officer: Account, at: datetime | None = None
) -> Incident:
    """Complete what is known, among it when authority and affected were told.

    Raises:
        NotAllowed: The role does not keep incidents.
        NotFound: There is none.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is closed.
        InvalidFields: An instant lies ahead, or before it was found.
    """
    require(officer, Act.KEEP_INCIDENTS)
    _check(details, at or now())
    with transaction() as session:
        incident = _open(session.get(Incident, incident_id, with_for_update=True), incident_id)
        require_version(incident.version, version)
        for name, value in vars(details).items():
            setattr(incident, name, value)
        return incident


def close_incident(incident_id: int, *, officer: Account, at: datetime | None = None) -> Incident:
    """Close an incident of which everybody was told.

    Raises:
        NotAllowed: The role does not keep incidents.
        NotFound: There is none.
        WrongState: It is closed already, or somebody was not told.
    """
    require(officer, Act.KEEP_INCIDENTS)
    with transaction() as session:
        incident = _open(session.get(Incident, incident_id, with_for_update=True), incident_id)
        if not incident.is_told:
            raise WrongState("incident_untold")
        incident.closed_at = at or now()
        return incident


def get_incident(incident_id: int, *, officer: Account) -> Incident:
    """One incident.

    Raises:
        NotAllowed: The role does not read incidents.
        NotFound: There is none.
    """
    require(officer, Act.READ_INCIDENTS)
    with reading() as session:
        incident = session.get(Incident, incident_id)
    if incident is None:
        raise NotFound(incident_id=incident_id)
    return incident


def list_incidents(*, officer: Account, page: int = 1) -> Page[Incident]:
    """All incidents: those still open first, then the newest.

    Raises:
        NotAllowed: The role does not read incidents.
    """
    require(officer, Act.READ_INCIDENTS)
    order = (Incident.closed_at.is_not(None), Incident.found_at.desc(), Incident.id.desc())
    with reading() as session:
        return cut(session, select(Incident).order_by(*order), page, PER_PAGE)


def count_untold(*, officer: Account) -> int:
    """How many open incidents wait for the authority or those affected to be told.

    Raises:
        NotAllowed: The role does not read incidents.
    """
    require(officer, Act.READ_INCIDENTS)
    is_untold = or_(Incident.authority_told_at.is_(None), Incident.affected_told_at.is_(None))
    statement = select(func.count()).select_from(Incident).where(Incident.closed_at.is_(None), is_untold)
    with reading() as session:
        return session.scalar(statement) or 0


def _open(incident: Incident | None, incident_id: int) -> Incident:
    if incident is None:
        raise NotFound(incident_id=incident_id)
    if incident.closed_at is not None:
        raise WrongState("incident_closed")
    return incident


def _check(details: IncidentDetails, at: datetime) -> None:
    told = {"authority_told_at": details.authority_told_at, "affected_told_at": details.affected_told_at}
    given = {name: value for name, value in {"found_at": details.found_at, **told}.items() if value}
    problems: Problems = {name: ("incident_in_future", {}) for name, value in given.items() if value > at}
    early = {name for name, value in told.items() if value and value < details.found_at}
    refuse(problems | {name: ("incident_told_early", {}) for name in early})
