"""The places of a prison where groups meet, kept by its direction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Credential, PastoralAgent, PrisonRoom, PrisonVisit
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.institutions.institutions import visible_institution
from registry.services.religious.details import RoomDetails, room_problems
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.religious import CredentialState, PrisonVisitState


def list_rooms(*, officer: Account) -> Sequence[PrisonRoom]:
    """The rooms of the account's prisons, by prison and name; those that are closed too.

    Raises:
        NotAllowed: The role decides no visits.
    """
    own = within(officer, Act.DECIDE_VISITS, prison=PrisonRoom.prison)
    with reading() as session:
        return session.scalars(select(PrisonRoom).where(own).order_by(PrisonRoom.prison, PrisonRoom.name)).all()


def rooms_for(institution_id: int, *, officer: Account, on: date) -> Sequence[PrisonRoom]:
    """Open rooms that a group may ask for: those of prisons for which somebody of it holds a credential.

    Raises:
        NotFound: The institution is not the account's.
    """
    with reading() as session:
        visible_institution(session, institution_id, officer, Act.REQUEST_VISITS)
        holding = (
            select(Credential.prison)
            .join(Credential.agent)
            .where(PastoralAgent.institution_id == institution_id, PastoralAgent.is_active)
            .where(Credential.state == CredentialState.CURRENT, Credential.signed_on.is_not(None))
            .where(Credential.valid_to >= on)
        )
        rooms = select(PrisonRoom).where(PrisonRoom.is_open, PrisonRoom.prison.in_(holding))
        return session.scalars(rooms.order_by(PrisonRoom.prison, PrisonRoom.name)).all()


def get_room(room_id: int, *, officer: Account) -> PrisonRoom:
    """A room of the account's prisons.

    Raises:
        NotFound: There is none with this key in its prisons.
    """
    with reading() as session:
        return _reached(session.get(PrisonRoom, room_id), officer)


def open_room(details: RoomDetails, *, officer: Account) -> PrisonRoom:
    """Enter a room of a prison of the account's.

    Raises:
        NotAllowed, NotFound: The role decides no visits, or those of other prisons.
        InvalidFields: A field breaks a rule, or the prison has a room of this name.
    """
    require(officer, Act.DECIDE_VISITS)
    refuse(room_problems(details))
    with transaction() as session:
        require(officer, Act.DECIDE_VISITS, Owner(prison=details.prison))
        with saving(session, refuse_rival=_refuse_twin):
            room = PrisonRoom(**asdict(details))
            session.add(room)
        return room


def change_room(
    room_id: int, details: RoomDetails, *, version: int, officer: Account, on: date | None = None
) -> PrisonRoom:
    """Correct a room, close it for new visits, or open it again; it stays in its prison.

    Raises:
        NotFound: There is none with this key in the account's prisons.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, the prison has another room of this name, or more people are expected at
            a visit that was approved for it.
    """
    require(officer, Act.DECIDE_VISITS)
    with transaction() as session:
        room = _reached(hold_room(session, room_id), officer)
        require_version(room.version, version)
        refuse(room_problems(details) | _too_small(session, room, details, on or today()))
        with saving(session, refuse_rival=_refuse_twin):
            room.name, room.capacity, room.is_open = details.name, details.capacity, details.is_open
        return room


def hold_room(session: Session, room_id: int) -> PrisonRoom | None:
    """The room, whose hours nobody else gives away until the caller's transaction ends."""
    return session.scalars(select(PrisonRoom).where(PrisonRoom.id == room_id).with_for_update()).first()


def _reached(room: PrisonRoom | None, officer: Account) -> PrisonRoom:
    require(officer, Act.DECIDE_VISITS)
    if room is None:
        raise NotFound(act=Act.DECIDE_VISITS.value)
    require(officer, Act.DECIDE_VISITS, Owner(prison=room.prison))
    return room


def _too_small(session: Session, room: PrisonRoom, details: RoomDetails, on: date) -> Problems:
    """A problem where a visit to come was given the room for more people."""
    given = PrisonVisit.room_id == room.id, PrisonVisit.state == PrisonVisitState.APPROVED, PrisonVisit.day >= on
    expected = session.scalar(select(func.max(PrisonVisit.people)).where(*given)) or 0
    return {"capacity": ("room_promised", {"people": expected})} if details.capacity < expected else {}


def _refuse_twin() -> None:
    raise InvalidFields({"name": ("room_known", {})})
