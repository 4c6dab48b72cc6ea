"""How an activity stands, as its company may know it: numbers, and of the assigned their names and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from registry.extensions.database import reading
from registry.models import Account, Inmate, WorkApplication, WorkAssignment, WorkEntry, WorkEvaluation, WorkVacancy
from registry.services.accounts.policy import Act
from registry.services.prison_work.activity_finding import reached
from registry.vocabulary.prison_work import ApplicationState, AssignmentState, Profession, Verdict

MINUTES = 60


@dataclass(frozen=True)
class Figures:
    """An activity in numbers; *missing* is how many more it needs to open."""

    applied: int
    approved: int
    assigned: int
    missing: int
    hours_this_month: float


@dataclass(frozen=True)
class CrewMember:
    """Somebody who works in an activity: the name that its control sheet needs, and from when to when."""

    full_name: str
    vacancy_id: int
    starts_on: date
    last_on: date


@dataclass(frozen=True)
class Followed:
    """How an activity stands, and who works in it."""

    figures: Figures
    crew: Sequence[CrewMember]


def follow(activity_id: int, *, officer: Account, on: date) -> Followed:
    """How an activity stands on a day.

    Raises:
        NotFound: There is none with this key within reach.
    """
    with reading() as session:
        activity = reached(session, activity_id, officer, Act.READ_WORKSHOPS)
        applications = session.scalars(_live(activity_id)).all()
        crew = _crew(session, activity_id)
        return Followed(
            Figures(
                applied=len({one.inmate_id for one in applications}),
                approved=len({one.inmate_id for one in applications if is_approved(one.evaluations)}),
                assigned=len(crew),
                missing=max(0, activity.minimum_crew - len(crew)),
                hours_this_month=_minutes(session, activity_id, on) / MINUTES,
            ),
            crew,
        )


def is_approved(evaluations: Sequence[WorkEvaluation]) -> bool:
    """Whether all four professions approve (RPROD art. 20.2); where two of one disagree, what settled it counts."""
    return all(_says(evaluations, profession) for profession in Profession)


def _says(evaluations: Sequence[WorkEvaluation], profession: Profession) -> bool:
    own = [one for one in evaluations if one.profession is profession]
    settled = [one for one in own if one.settles]
    return {one.verdict for one in (settled[-1:] or own)} == {Verdict.APPROVED}


def _live(activity_id: int) -> Select[WorkApplication]:
    live = select(WorkApplication).join(WorkApplication.vacancy).options(selectinload(WorkApplication.evaluations))
    return live.where(WorkVacancy.activity_id == activity_id, WorkApplication.state != ApplicationState.WITHDRAWN)


def _crew(session: Session, activity_id: int) -> list[CrewMember]:
    running = select(WorkAssignment, Inmate).join(WorkAssignment.inmate)
    running = running.where(
        WorkAssignment.activity_id == activity_id, WorkAssignment.state == AssignmentState.RUNNING
    ).order_by(Inmate.search_text, WorkAssignment.id)
    return [
        CrewMember(_full_name(inmate), held.vacancy_id, held.starts_on, held.last_on)
        for held, inmate in session.execute(running)
    ]


def _full_name(inmate: Inmate) -> str:
    surnames = f"{inmate.first_surname} {inmate.second_surname}".strip()
    return f"{surnames}, {inmate.given_names}"


def _minutes(session: Session, activity_id: int, on: date) -> int:
    """Minutes noted in the month so far, of entries that nothing replaced."""
    later = aliased(WorkEntry)
    standing = (
        select(func.sum(WorkEntry.left_at - WorkEntry.arrived))
        .join(WorkAssignment, WorkAssignment.id == WorkEntry.assignment_id)
        .where(
            WorkAssignment.activity_id == activity_id,
            WorkEntry.day.between(on.replace(day=1), on),
            WorkEntry.is_withdrawn.is_(False),
            ~select(later.id).where(later.replaces_id == WorkEntry.id).exists(),
        )
    )
    return session.scalar(standing) or 0
