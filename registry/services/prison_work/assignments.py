"""Posts of inmates: begun by a named officer's decision, ended for a cause that frees the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import CursorResult, Select, exists, select, update
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, PlaceTaken, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Inmate, WorkApplication, WorkAssignment, WorkEntry, WorkVacancy
from registry.services.accounts.policy import Act, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.saving import require_version
from registry.vocabulary.prison_work import ApplicationState, AssignmentState, EndCause

#: Causes that an officer states; the others follow from acts of their own. None is a sanction (art. 10 DLEG 1343).
STATED_CAUSES = (
    EndCause.CONTRACT,
    EndCause.WITHDRAWAL,
    EndCause.RELEASE,
    EndCause.TRANSFER,
    EndCause.HEALTH,
    EndCause.ACTIVITY_CLOSED,
    EndCause.ABANDONMENT,
)
#: A post confirmed now begins within so long.
LATEST_START = timedelta(days=90)


@dataclass(frozen=True)
class Ending:
    """Why and when an assignment ends."""

    cause: EndCause
    last_on: date
    words: str = ""


def begin(session: Session, inmate_id: int, vacancy: WorkVacancy, starts_on: date, proposal_id: int) -> WorkAssignment:
    """Take a place of a vacancy for an inmate; its row, held last, never goes over its places.

    Raises:
        WrongState: The inmate has a post already.
        PlaceTaken: The vacancy is full; the caller's transaction must not go on.
        InvalidFields: The first day is past, too far, or after the activity.
    """
    _require_day(starts_on, vacancy)
    session.scalars(select(Inmate.id).where(Inmate.id == inmate_id).with_for_update()).one()
    running = WorkAssignment.inmate_id == inmate_id, WorkAssignment.state == AssignmentState.RUNNING
    if session.scalar(select(exists().where(*running))):
        raise WrongState("already_at_work")
    if not _move(session, vacancy.id, 1):
        raise PlaceTaken("post_taken", vacancy_id=vacancy.id)
    begun = WorkAssignment(
        inmate_id=inmate_id,
        vacancy_id=vacancy.id,
        prison=vacancy.activity.prison,
        activity_id=vacancy.activity_id,
        proposal_id=proposal_id,
        starts_on=starts_on,
        last_on=min(starts_on + timedelta(days=vacancy.contract_days - 1), vacancy.activity.ends_on),
    )
    session.add(begun)
    _mark(session, begun, ApplicationState.ASSIGNED)
    session.flush()
    return begun


def end(assignment_id: int, ending: Ending, *, version: int, officer: Account) -> WorkAssignment:
    """End a post and free its place; the inmate may apply again.

    Raises:
        NotAllowed, NotFound: The role decides no posts, or this one is of another prison.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It ended already.
        InvalidFields: The cause is not one to state, or the day lies outside of the contract or ahead.
    """
    with transaction() as session:
        found = lock(session, assignment_id, officer)
        require_version(found.version, version)
        if ending.cause not in STATED_CAUSES:
            raise InvalidFields({"cause": ("end_cause_by_act", {})})
        last = min(found.last_on, today())
        if not found.starts_on <= ending.last_on <= max(last, found.starts_on):
            facts = {"first": f"{found.starts_on:%d/%m/%Y}", "last": f"{max(last, found.starts_on):%d/%m/%Y}"}
            raise InvalidFields({"last_on": ("assignment_day_range", facts)})
        return close(session, found, ending)


def undo(session: Session, assignment_id: int, *, officer: Account) -> WorkAssignment:
    """Take back a post in which nobody worked yet; the application waits again.

    Raises:
        NotAllowed, NotFound: As in `end`.
        WrongState: It ended already, or work is noted in it.
    """
    found = lock(session, assignment_id, officer)
    if session.scalar(select(exists().where(WorkEntry.assignment_id == assignment_id))):
        raise WrongState("assignment_worked")
    return close(session, found, Ending(EndCause.UNDONE, found.starts_on))


def close(session: Session, assignment: WorkAssignment, ending: Ending) -> WorkAssignment:
    """Write the end of a running post that the caller holds, and free its place."""
    assignment.state, assignment.end_cause = AssignmentState.ENDED, ending.cause
    assignment.last_on, assignment.end_words = ending.last_on, ending.words.strip() or None
    _move(session, assignment.vacancy_id, -1)
    is_undone = ending.cause is EndCause.UNDONE
    _mark(session, assignment, ApplicationState.FILED if is_undone else ApplicationState.WITHDRAWN, ending.last_on)
    session.flush()
    return assignment


def end_due(*, on: date) -> int:
    """End the contracts whose last day is over; tell how many."""
    due = select(WorkAssignment).where(WorkAssignment.state == AssignmentState.RUNNING, WorkAssignment.last_on < on)
    with transaction() as session:
        found = session.scalars(due.order_by(WorkAssignment.id).with_for_update()).all()
        for assignment in found:
            close(session, assignment, Ending(EndCause.CONTRACT, assignment.last_on))
        return len(found)


def lock(session: Session, assignment_id: int, officer: Account) -> WorkAssignment:
    """A running post of the account's prisons, held until the transaction ends.

    Raises:
        NotAllowed, NotFound: The role decides no posts, or there is none with this key within reach.
        WrongState: It ended already.
    """
    own = within(officer, Act.DECIDE_ASSIGNMENTS, prison=WorkAssignment.prison), WorkAssignment.id == assignment_id
    held = select(WorkAssignment).where(*own).with_for_update().execution_options(populate_existing=True)
    found = session.scalars(held).first()
    if found is None:
        raise NotFound(assignment=assignment_id)
    if found.state is AssignmentState.ENDED:
        raise WrongState("assignment_ended", cause=found.end_cause.label if found.end_cause else "—")
    return found


def get_assignment(assignment_id: int, *, officer: Account) -> WorkAssignment:
    """A post with its person and vacancy.

    Raises:
        NotFound: There is none with this key within reach.
    """
    with reading() as session:
        found = session.scalars(_whole(officer).where(WorkAssignment.id == assignment_id)).first()
    if found is None:
        raise NotFound(assignment=assignment_id)
    return found


def list_assignments(
    prison: str,
    states: Sequence[AssignmentState] = (),
    *,
    officer: Account,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Page[WorkAssignment]:
    """A prison's posts, or those of all within reach, by name."""
    wanted = _whole(officer)
    if prison:
        wanted = wanted.where(WorkAssignment.prison == prison)
    if states:
        wanted = wanted.where(WorkAssignment.state.in_(states))
    with reading() as session:
        return cut(session, wanted.order_by(Inmate.search_text, WorkAssignment.id), page, per_page)


def _whole(officer: Account) -> Select[WorkAssignment]:
    return (
        select(WorkAssignment)
        .join(WorkAssignment.inmate)
        .where(within(officer, Act.READ_ASSIGNMENTS, prison=WorkAssignment.prison))
        .options(joinedload(WorkAssignment.inmate), joinedload(WorkAssignment.vacancy).joinedload(WorkVacancy.activity))
    )


def _mark(session: Session, assignment: WorkAssignment, state: ApplicationState, on: date | None = None) -> None:
    """Let the application on which the post rests say where it stands."""
    withdrawn = state is ApplicationState.WITHDRAWN
    rests_on = (
        WorkApplication.inmate_id == assignment.inmate_id,
        WorkApplication.vacancy_id == assignment.vacancy_id,
        WorkApplication.state != ApplicationState.WITHDRAWN,
    )
    for application in session.scalars(select(WorkApplication).where(*rests_on)):
        application.state, application.withdrawn_on = state, on if withdrawn else None


def _move(session: Session, vacancy_id: int, step: int) -> bool:
    room = WorkVacancy.places_taken < WorkVacancy.places if step > 0 else WorkVacancy.places_taken > 0
    taken = update(WorkVacancy).where(WorkVacancy.id == vacancy_id, room)
    taken = taken.values(places_taken=WorkVacancy.places_taken + step)
    moved = session.execute(taken.execution_options(synchronize_session=False))
    return isinstance(moved, CursorResult) and moved.rowcount == 1


def _require_day(starts_on: date, vacancy: WorkVacancy) -> None:
    first, last = today(), min(today() + LATEST_START, vacancy.activity.ends_on)
    if not first <= starts_on <= last:
        facts = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        raise InvalidFields({"starts_on": ("work_starts_range", facts)})
