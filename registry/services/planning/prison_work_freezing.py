"""From the rows of one prison to the matcher's round at one day."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload, undefer

from matching.productive_work import PrisonRound, work_presets
from registry.extensions.database import reading
from registry.models import (
    Induction,
    Inmate,
    ProductiveActivity,
    WorkApplication,
    WorkAssignment,
    WorkInstruction,
    WorkVacancy,
)
from registry.models import Workshop as WorkshopRow
from registry.services.planning.prison_work_rows import WORK_NORMS, activity_of, vacancy_of, worker_of, workshop_of
from registry.vocabulary.prison_work import ActivityState, ApplicationState, AssignmentState, WorkVacancyState


@dataclass(frozen=True)
class WorkTerms:
    """Under which terms the applicants of a prison are to be proposed."""

    prison: str
    on: date
    preset: str
    seed: int = 0


def freeze_work(terms: WorkTerms, *, only: Collection[int] = ()) -> PrisonRound:
    """Gather a prison's applicants without a post, its workshops, activities and vacancies, as they stand now.

    Whoever had no induction there is left out (RPROD art. 20). *only* these inmates, where some are named.
    """
    with reading() as session:
        applications = _applications(session, terms, only)
        wanted = {one.vacancy_id for one in applications}
        activities = _activities(session, terms.prison, wanted)
        crews, present = _at_work(session, terms.prison)
        orders = _orders(session, terms.prison)
        workshops = session.scalars(select(WorkshopRow).where(WorkshopRow.prison == terms.prison)).all()
    of_inmate: dict[int, list[WorkApplication]] = defaultdict(list)
    for application in applications:
        of_inmate[application.inmate_id].append(application)
    return PrisonRound(
        prison_id=terms.prison,
        workers=tuple(
            worker_of(own[0].inmate, own, orders.get(inmate_id, ()), terms.on) for inmate_id, own in of_inmate.items()
        ),
        workshops=tuple(workshop_of(workshop, present[workshop.id]) for workshop in workshops),
        activities=tuple(activity_of(activity, crews[activity.id], terms.on) for activity in activities),
        vacancies=tuple(
            vacancy_of(vacancy, activity, terms.on)
            for activity in activities
            for vacancy in activity.vacancies
            if vacancy.id in wanted or vacancy.state is WorkVacancyState.PUBLISHED
        ),
        weights=work_presets()[terms.preset],
        norms=WORK_NORMS,
        date=terms.on,
        seed=terms.seed,
    )


def _applications(session: Session, terms: WorkTerms, only: Collection[int]) -> Sequence[WorkApplication]:
    """Live applications of those inside who have no post yet; of what is reserved only limits, never their ground."""
    posted = select(WorkAssignment.inmate_id).where(WorkAssignment.state == AssignmentState.RUNNING)
    inducted = select(Induction.inmate_id).where(Induction.prison == terms.prison)
    there = (
        select(WorkApplication)
        .join(WorkApplication.inmate)
        .where(
            Inmate.prison == terms.prison,
            Inmate.released_on.is_(None),
            Inmate.id.not_in(posted),
            Inmate.id.in_(inducted),
            WorkApplication.prison == terms.prison,
            WorkApplication.state == ApplicationState.FILED,
        )
        .options(
            contains_eager(WorkApplication.inmate).options(undefer(Inmate.unable), undefer(Inmate.exclusions)),
            selectinload(WorkApplication.evaluations),
        )
        .order_by(WorkApplication.inmate_id, WorkApplication.rank, WorkApplication.id)
    )
    return session.scalars(there.where(Inmate.id.in_(only)) if only else there).all()


def _activities(session: Session, prison: str, wanted: Collection[int]) -> Sequence[ProductiveActivity]:
    """Published activities of the prison, and others that somebody applied to."""
    applied_to = select(WorkVacancy.activity_id).where(WorkVacancy.id.in_(wanted))
    found = select(ProductiveActivity).where(
        ProductiveActivity.prison == prison,
        (ProductiveActivity.state == ActivityState.PUBLISHED) | ProductiveActivity.id.in_(applied_to),
    )
    loaded = selectinload(ProductiveActivity.vacancies), joinedload(ProductiveActivity.agreement)
    return session.scalars(found.options(*loaded).order_by(ProductiveActivity.id)).all()


def _at_work(session: Session, prison: str) -> tuple[Counter[int], dict[int, Counter[int]]]:
    """How many work in each activity, and in each workshop by half day."""
    running = (
        select(WorkVacancy, ProductiveActivity.workshop_id)
        .join(WorkAssignment, WorkAssignment.vacancy_id == WorkVacancy.id)
        .join(ProductiveActivity, ProductiveActivity.id == WorkVacancy.activity_id)
        .where(WorkAssignment.prison == prison, WorkAssignment.state == AssignmentState.RUNNING)
    )
    crews: Counter[int] = Counter()
    present: dict[int, Counter[int]] = defaultdict(Counter)
    for vacancy, workshop_id in session.execute(running):
        crews[vacancy.activity_id] += 1
        present[workshop_id].update(vacancy.shift_numbers)
    return crews, present


def _orders(session: Session, prison: str) -> dict[int, list[WorkInstruction]]:
    """Instructions that stand, by inmate."""
    own = select(WorkInstruction).join(Inmate, Inmate.id == WorkInstruction.inmate_id)
    standing = own.where(Inmate.prison == prison, WorkInstruction.lifted_at.is_(None))
    found: dict[int, list[WorkInstruction]] = defaultdict(list)
    for order in session.scalars(standing.order_by(WorkInstruction.id)):
        found[order.inmate_id].append(order)
    return found
