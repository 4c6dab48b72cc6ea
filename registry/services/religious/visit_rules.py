"""What keeps a visit from taking place: the group, the room, its hours, the agents' credentials and their own hours.

The caller holds the room, then the agents are held: of two visits that want one of them at the same hour, one wins.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from registry.errors import InvalidFields, WrongState
from registry.models import Institution, PastoralAgent, PrisonRoom, PrisonVisit, VisitAttendance
from registry.reference.hours import clock
from registry.reference.prisons import get_prison
from registry.services.religious.groups import require_authorised
from registry.services.saving import Problems, refuse
from registry.vocabulary.religious import PrisonVisitState

#: Visits whose room and agents are taken at their hours.
GIVEN = (PrisonVisitState.APPROVED, PrisonVisitState.HELD)


@dataclass(frozen=True)
class Wanted:
    """Who wants which room when; *visit_id* is that of a visit which is there already, and clashes not with itself."""

    institution: Institution
    room: PrisonRoom
    day: date
    start_minute: int
    end_minute: int
    people: int
    agents: Collection[int]
    visit_id: int | None = None


def require_possible(session: Session, wanted: Wanted) -> Sequence[PastoralAgent]:
    """The agents who come, if everything that a visit needs is there; the caller holds the room.

    Raises:
        WrongState: The group is not authorised that day, or somebody has the room at that hour.
        InvalidFields: The room is closed or too small, or an agent has no credential for the prison that day, or is
            on another visit at that hour.
    """
    require_authorised(wanted.institution, wanted.day)
    refuse(_room_problems(wanted))
    _hold_agents(session, wanted)
    agents = _agents(session, wanted)
    refuse_clash(session, wanted)
    refuse_busy(session, wanted)
    return agents


def refuse_clash(session: Session, wanted: Wanted) -> None:
    """Refuse hours of a room that were given away, or that the same group asks for already.

    Raises:
        WrongState: They were (`visit_clash`), or it does (`visit_requested_already`).
    """
    statement = select(PrisonVisit).where(*_meeting(wanted), PrisonVisit.room_id == wanted.room.id)
    for other in session.scalars(statement.order_by(PrisonVisit.state, PrisonVisit.start_minute)):
        code = "visit_clash" if other.state in GIVEN else "visit_requested_already"
        raise WrongState(code, room=wanted.room.name, start=clock(other.start_minute), end=clock(other.end_minute))


def refuse_busy(session: Session, wanted: Wanted) -> None:
    """Refuse agents who are on another visit at that hour, in whatever prison and for whatever group.

    Of a visit for another group nothing is told but its hours.

    Raises:
        InvalidFields: Somebody is (`agent_busy`).
    """
    own, there = aliased(PastoralAgent), aliased(PastoralAgent)
    statement = (
        select(own.full_name, PrisonVisit.start_minute, PrisonVisit.end_minute)
        .join(there, there.document_digest == own.document_digest)
        .join(VisitAttendance, VisitAttendance.agent_id == there.id)
        .join(PrisonVisit, PrisonVisit.id == VisitAttendance.visit_id)
        .where(own.id.in_(wanted.agents), *_meeting(wanted))
    )
    for name, start, end in session.execute(statement.order_by(PrisonVisit.start_minute, own.id)):
        facts = {"name": name, "start": clock(start), "end": clock(end)}
        raise InvalidFields({"agents": ("agent_busy", facts)})


def _meeting(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Other visits at these hours: those that the prison gave, and what the same group asks for."""
    asked = and_(PrisonVisit.state == PrisonVisitState.REQUESTED, PrisonVisit.institution_id == wanted.institution.id)
    meets = PrisonVisit.start_minute < wanted.end_minute, PrisonVisit.end_minute > wanted.start_minute
    others = [PrisonVisit.id != wanted.visit_id] if wanted.visit_id is not None else []
    return [PrisonVisit.day == wanted.day, *meets, or_(PrisonVisit.state.in_(GIVEN), asked), *others]


def _hold_agents(session: Session, wanted: Wanted) -> None:
    """Hold the agents, and the same people where other groups send them too."""
    named = select(PastoralAgent.document_digest).where(PastoralAgent.id.in_(wanted.agents))
    same = select(PastoralAgent.id).where(PastoralAgent.document_digest.in_(named)).order_by(PastoralAgent.id)
    session.scalars(same.with_for_update()).all()


def _room_problems(wanted: Wanted) -> Problems:
    room = wanted.room
    if not room.is_open:
        return {"room_id": ("room_closed", {"room": room.name})}
    if wanted.people > room.capacity:
        return {"people": ("visit_too_many", {"room": room.name, "capacity": room.capacity})}
    return {}


def _agents(session: Session, wanted: Wanted) -> Sequence[PastoralAgent]:
    """The group's agents of these keys, each with a credential that is valid there on the day."""
    own = PastoralAgent.institution_id == wanted.institution.id, PastoralAgent.id.in_(wanted.agents)
    found = select(PastoralAgent).where(*own).options(selectinload(PastoralAgent.credentials))
    agents = session.scalars(found.order_by(PastoralAgent.id)).all()
    if len(agents) < len(set(wanted.agents)):
        raise InvalidFields({"agents": ("agent_unknown", {})})
    if without := [agent.full_name for agent in agents if not may_enter(agent, wanted.room.prison, wanted.day)]:
        facts = {"names": ", ".join(without), "prison": get_prison(wanted.room.prison).name}
        raise InvalidFields({"agents": ("agent_without_credential", facts)})
    return agents


def may_enter(agent: PastoralAgent, prison: str, day: date) -> bool:
    """Whether an agent still comes and has a credential that is valid for a prison on a day."""
    held = (one.is_valid(day) for one in agent.credentials if one.prison == prison)
    return agent.is_active and any(held)
