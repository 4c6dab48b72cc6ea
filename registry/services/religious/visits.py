"""A visit to a prison: asked for by the group, decided by the prison's direction, called off by either."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now, today
from registry.extensions.database import transaction
from registry.models import Account, Institution, PrisonRoom, PrisonVisit, VisitAttendance
from registry.services.accounts.policy import Act, Owner, require
from registry.services.institutions.institutions import visible_institution
from registry.services.religious import telling
from registry.services.religious.details import VisitDetails, visit_problems
from registry.services.religious.rooms import hold_room
from registry.services.religious.visit_rules import Wanted, require_possible
from registry.services.saving import refuse, require_version
from registry.vocabulary.religious import PrisonVisitState
from registry.vocabulary.sign_in import MailKind

REQUESTED, APPROVED = PrisonVisitState.REQUESTED, PrisonVisitState.APPROVED
DENIED, CANCELLED = PrisonVisitState.DENIED, PrisonVisitState.CANCELLED


def request(institution_id: int, details: VisitDetails, *, officer: Account, on: date | None = None) -> PrisonVisit:
    """Ask a prison for a room and its hours.

    Raises:
        NotAllowed, NotFound: The role asks for no visits, or the institution is not the account's.
        InvalidFields: A field breaks a rule; the room is closed or too small; an agent has no credential valid there.
        WrongState: The group is not authorised that day, or the room is taken at that hour.
    """
    require(officer, Act.REQUEST_VISITS)
    refuse(visit_problems(details, on or today()))
    with transaction() as session:
        institution = visible_institution(session, institution_id, officer, Act.REQUEST_VISITS)
        room = hold_room(session, details.room_id)
        if room is None:
            raise InvalidFields({"room_id": ("room_unknown", {})})
        agents = require_possible(session, _wanted(institution, room, details))
        visit = PrisonVisit(
            institution=institution,
            prison=room.prison,
            room=room,
            day=details.day,
            start_minute=details.start_minute,
            end_minute=details.end_minute,
            activity=details.activity,
            people=details.people,
            state=REQUESTED,
            requested_by_id=officer.id,
            attendances=[VisitAttendance(agent_id=agent.id) for agent in agents],
        )
        session.add(visit)
        session.flush()
        return visit


def approve(visit_id: int, *, version: int, officer: Account, on: date | None = None) -> PrisonVisit:
    """Give the group the room at that hour; of two directors, or two groups, one wins.

    Raises:
        NotFound: There is no such visit to the account's prisons.
        StaleVersion: Somebody decided it after *version*.
        WrongState: It waits for no decision, its day is over, or something that it needs is there no more.
        InvalidFields: The room was closed, or an agent's credential holds no more.
    """
    require(officer, Act.DECIDE_VISITS)
    with transaction() as session:
        visit = hold(session, visit_id, Act.DECIDE_VISITS, version=version, officer=officer)
        _require_state(visit, REQUESTED)
        _refuse_past(visit, on or today())
        require_possible(session, _present(visit))
        _decide(visit, APPROVED, "", officer)
        session.flush()
        telling.tell(session, visit, MailKind.VISIT_APPROVED, at=now())
        return visit


def deny(visit_id: int, *, reason: str, version: int, officer: Account, on: date | None = None) -> PrisonVisit:
    """Refuse a visit, or take back an approval before its day is over, and say why.

    Raises:
        NotFound, StaleVersion: As in `approve`.
        InvalidFields: No reason is given.
        WrongState: It was decided otherwise already, or its day is over.
    """
    require(officer, Act.DECIDE_VISITS)
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with transaction() as session:
        visit = hold(session, visit_id, Act.DECIDE_VISITS, version=version, officer=officer)
        _require_state(visit, REQUESTED, APPROVED)
        was_given = visit.state is APPROVED
        if was_given:
            _refuse_past(visit, on or today())
        _decide(visit, DENIED, reason.strip(), officer)
        session.flush()
        telling.tell(session, visit, MailKind.VISIT_REVOKED if was_given else MailKind.VISIT_DENIED, at=now())
        return visit


def cancel(visit_id: int, *, reason: str = "", version: int, officer: Account, on: date | None = None) -> PrisonVisit:
    """Call a visit off for the group; its hours are free again.

    Raises:
        NotFound, StaleVersion: There is no such visit of the account's groups, or it changed after *version*.
        WrongState: It was refused or called off already, or its day is over.
    """
    require(officer, Act.REQUEST_VISITS)
    with transaction() as session:
        visit = hold(session, visit_id, Act.REQUEST_VISITS, version=version, officer=officer)
        _require_state(visit, REQUESTED, APPROVED)
        _refuse_past(visit, on or today())
        visit.state, visit.reason = CANCELLED, reason.strip()
        session.flush()
        return visit


def hold(session: Session, visit_id: int, act: Act, *, version: int, officer: Account) -> PrisonVisit:
    """The visit and its room, nobody else's until the caller's transaction ends; the room first, as who asks does.

    Raises:
        NotFound: There is none with this key within the act's reach.
        StaleVersion: Somebody saved it after *version*.
    """
    room_id = session.scalar(select(PrisonVisit.room_id).where(PrisonVisit.id == visit_id))
    if room_id is not None:
        hold_room(session, room_id)
    held = whole().where(PrisonVisit.id == visit_id).with_for_update(of=PrisonVisit)
    visit = reached(session.scalars(held).first(), act, officer)
    require_version(visit.version, version)
    return visit


def reached(visit: PrisonVisit | None, act: Act, officer: Account) -> PrisonVisit:
    """The visit, if the act of the account reaches its group or its prison.

    Raises:
        NotFound: There is none, or it is another's.
    """
    if visit is None:
        raise NotFound(act=act.value)
    require(officer, act, Owner(institution_id=visit.institution_id, prison=visit.prison))
    return visit


def whole() -> Select[PrisonVisit]:
    """Visits with their group, room and agents' keys."""
    group = joinedload(PrisonVisit.institution).selectinload(Institution.registrations)
    return select(PrisonVisit).options(group, joinedload(PrisonVisit.room), selectinload(PrisonVisit.attendances))


def _wanted(institution: Institution, room: PrisonRoom, details: VisitDetails) -> Wanted:
    hours = details.start_minute, details.end_minute
    return Wanted(institution, room, details.day, *hours, details.people, details.agents)


def _present(visit: PrisonVisit) -> Wanted:
    hours = visit.start_minute, visit.end_minute
    agents = [attendance.agent_id for attendance in visit.attendances]
    return Wanted(visit.institution, visit.room, visit.day, *hours, visit.people, agents, visit.id)


def _decide(visit: PrisonVisit, state: PrisonVisitState, reason: str, officer: Account) -> None:
    visit.state, visit.reason = state, reason
    visit.decided_by_id = officer.id
    visit.decided_by_name, visit.decided_by_post = officer.full_name, officer.post


def _require_state(visit: PrisonVisit, *states: PrisonVisitState) -> None:
    if visit.state not in states:
        raise WrongState("visit_state", state=visit.state.label.lower())


def _refuse_past(visit: PrisonVisit, on: date) -> None:
    if visit.day < on:
        raise WrongState("visit_over", day=f"{visit.day:%d/%m/%Y}")
