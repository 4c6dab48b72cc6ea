"""An inmate leaves the prison: for another one, or for good; whoever has a post leaves that first."""

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Inmate, WorkAssignment
from registry.services.accounts.policy import Act, require
from registry.services.prison_work.inmates import visible_inmate
from registry.services.religious.details import prison_problems
from registry.services.saving import refuse, require_version
from registry.vocabulary.prison_work import AssignmentState


def transfer(inmate_id: int, prison: str, *, version: int, officer: Account) -> None:
    """Hand the file to another prison, which says in which pavilion the person is held.

    Raises:
        NotFound: No prison of the account keeps such a file.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: There is no such prison, or it is the person's own.
        WrongState: The person has a post, or was released.
    """
    refuse(prison_problems("prison", prison))
    with transaction() as session:
        inmate = _leaving(session, inmate_id, version, officer)
        if inmate.prison == prison:
            raise InvalidFields({"prison": ("inmate_here_already", {})})
        inmate.prison, inmate.pavilion_id = prison, None


def release(inmate_id: int, released_on: date, *, version: int, officer: Account, on: date | None = None) -> Inmate:
    """Note the day on which somebody was released; the file stays, and no round takes it.

    Raises:
        NotFound: No prison of the account keeps such a file.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: The day lies ahead, or before the person came.
        WrongState: The person has a post, or was released already.
    """
    with transaction() as session:
        inmate = _leaving(session, inmate_id, version, officer)
        if released_on > (on or today()):
            raise InvalidFields({"released_on": ("day_ahead", {})})
        if released_on < inmate.held_since:
            raise InvalidFields({"released_on": ("before_held_since", {})})
        inmate.released_on = released_on
        return inmate


def return_to_prison(inmate_id: int, *, version: int, officer: Account) -> Inmate:
    """Take a release back that was noted by mistake.

    Raises:
        NotFound: No prison of the account keeps such a file.
        StaleVersion: Somebody saved it after *version*.
        WrongState: The person was not released.
    """
    with transaction() as session:
        inmate = visible_inmate(session, inmate_id, officer, act=Act.KEEP_INMATES)
        require_version(inmate.version, version)
        if inmate.released_on is None:
            raise WrongState("inmate_not_released")
        inmate.released_on = None
        return inmate


def _leaving(session: Session, inmate_id: int, version: int, officer: Account) -> Inmate:
    require(officer, Act.KEEP_INMATES)
    inmate = visible_inmate(session, inmate_id, officer, act=Act.KEEP_INMATES)
    require_version(inmate.version, version)
    if inmate.released_on is not None:
        raise WrongState("inmate_released")
    running = WorkAssignment.inmate_id == inmate_id, WorkAssignment.state == AssignmentState.RUNNING
    if session.scalar(select(exists().where(*running))):
        raise WrongState("inmate_has_post")
    return inmate
