"""The workshops of a prison: where its inmates work, in which half days, and how many safely at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, ProductiveActivity, Workshop, WorkshopRoom
from registry.services.accounts.policy import Act, Owner, require
from registry.services.institutions.vacancy_rules import people
from registry.services.prison_work.pavilions import known_pavilions
from registry.services.prison_work.room import Room, promised, rooms_of
from registry.services.prison_work.workshop_details import WorkshopDetails, box, workshop_problems
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.prison_work import ActivityState


@dataclass(frozen=True)
class WorkshopView:
    """A workshop with how full its half days are, and the activities that use it and are not over."""

    workshop: Workshop
    rooms: Sequence[Room]
    activities: Sequence[ProductiveActivity]


def list_workshops(prison: str, *, officer: Account) -> Sequence[Workshop]:
    """The workshops of a prison by name, those that are closed too.

    Raises:
        NotAllowed, NotFound: The role sees no workshops, or those of other prisons.
    """
    require(officer, Act.READ_WORKSHOPS, Owner(prison=prison))
    with reading() as session:
        return session.scalars(select(Workshop).where(Workshop.prison == prison).order_by(Workshop.name)).all()


def get_workshop(workshop_id: int, *, officer: Account) -> WorkshopView:
    """A workshop of the account's prisons, with what uses it.

    Raises:
        NotFound: There is none with this key in its prisons.
    """
    with reading() as session:
        workshop = _reached(session, workshop_id, officer, Act.READ_WORKSHOPS)
        used = _using(workshop_id).where(ProductiveActivity.state != ActivityState.CLOSED)
        found = session.scalars(used.order_by(ProductiveActivity.title)).all()
        return WorkshopView(workshop, rooms_of(session, workshop), found)


def open_workshop(details: WorkshopDetails, *, officer: Account) -> Workshop:
    """Enter a workshop of a prison of the account's.

    Raises:
        NotAllowed, NotFound: The role keeps no workshops, or those of other prisons.
        InvalidFields: A field breaks a rule, a pavilion is another prison's, or the name is taken.
    """
    require(officer, Act.KEEP_WORKSHOPS, Owner(prison=details.prison))
    with transaction() as session:
        refuse(workshop_problems(details) | _pavilion_problems(session, details, details.prison))
        with saving(session, refuse_rival=_refuse_twin):
            workshop = Workshop(prison=details.prison)
            _write(workshop, details)
            session.add(workshop)
        return workshop


def change_workshop(workshop_id: int, details: WorkshopDetails, *, version: int, officer: Account) -> Workshop:
    """Correct a workshop, close it or open it again; nothing that published vacancies were promised is taken away.

    Raises:
        NotFound: There is none with this key in the account's prisons.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or a published activity needs what would be taken away.
    """
    with transaction() as session:
        workshop = _reached(session, workshop_id, officer, Act.KEEP_WORKSHOPS)
        require_version(workshop.version, version)
        problems = workshop_problems(details) | _pavilion_problems(session, details, workshop.prison)
        refuse(problems | _taken_problems(session, workshop, details))
        with saving(session, refuse_rival=_refuse_twin):
            _write(workshop, details)
        return workshop


def hold_workshop(session: Session, workshop_id: int) -> Workshop | None:
    """The workshop, whose room nobody else gives away until the caller's transaction ends."""
    return session.scalars(select(Workshop).where(Workshop.id == workshop_id).with_for_update()).first()


def _write(workshop: Workshop, details: WorkshopDetails) -> None:
    for name in ("name", "floor_m2", "place", "is_open"):
        setattr(workshop, name, getattr(details, name))
    workshop.pavilions = sorted(str(key) for key in set(details.pavilions))
    present = {room.shift: room for room in workshop.rooms}
    workshop.rooms = [_room(present.get(room.shift), room.shift, room.capacity) for room in details.rooms]


def _room(present: WorkshopRoom | None, shift: int, capacity: int) -> WorkshopRoom:
    room = present or WorkshopRoom(shift=shift)
    room.capacity = capacity
    return room


def _pavilion_problems(session: Session, details: WorkshopDetails, prison: str) -> Problems:
    is_known = set(details.pavilions) <= known_pavilions(session, prison)
    return {} if is_known else {"pavilions": ("pavilion_unknown", {})}


def _taken_problems(session: Session, workshop: Workshop, details: WorkshopDetails) -> Problems:
    """Problems where published activities would lose their place, or people in a half day."""
    published = _using(workshop.id).where(ProductiveActivity.state == ActivityState.PUBLISHED)
    titles = [activity.title for activity in session.scalars(published.order_by(ProductiveActivity.title))]
    if titles and not details.is_open:
        return {"is_open": ("workshop_in_use", {"activities": ", ".join(titles)})}
    wanted = {room.shift: room.capacity for room in details.rooms}
    return {
        box(shift): ("room_promised_to_work", {"people": people(places)})
        for shift, places in promised(session, workshop.id).items()
        if wanted.get(shift, 0) < places
    }


def _using(workshop_id: int) -> Select[ProductiveActivity]:
    return select(ProductiveActivity).where(ProductiveActivity.workshop_id == workshop_id)


def _reached(session: Session, workshop_id: int, officer: Account, act: Act) -> Workshop:
    require(officer, act)
    workshop = hold_workshop(session, workshop_id) if act is Act.KEEP_WORKSHOPS else session.get(Workshop, workshop_id)
    if workshop is None:
        raise NotFound(workshop_id=workshop_id)
    require(officer, act, Owner(prison=workshop.prison))
    return workshop


def _refuse_twin() -> None:
    raise InvalidFields({"name": ("workshop_known", {})})
