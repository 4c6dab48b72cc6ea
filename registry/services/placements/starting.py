"""From the letters to the first day: the interview, the plan, and dated steps towards whoever does not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, IndividualPlan, Placement, PlacementEvent, Sentence, StartStep
from registry.norms import value_at
from registry.reference.holidays import add_business_days, business_days_between
from registry.services.accounts.policy import Act, require, within
from registry.services.people.reserved import with_reserved
from registry.services.placements import placements
from registry.services.saving import Problems, refuse
from registry.vocabulary.placements import PlacementChange, PlacementState, StartStepKind
from registry.vocabulary.shifts import Shift

BEFORE_START = (PlacementState.CONFIRMED, PlacementState.NOTIFIED)
LONGEST_AHEAD = timedelta(days=120)
Beginner = TypeVar("Beginner", IndividualPlan, StartStep)


@dataclass(frozen=True)
class PlanDetails:
    """What was agreed at the interview (RCEP arts. 255, 258)."""

    interviewed_on: date
    first_day: date
    objectives: str
    activities: str
    commitments: str = ""
    #: What was said; may touch on health and family.
    remark: str = ""


@dataclass(frozen=True)
class StepDetails:
    """What the office did so that somebody begins, what came of it, and when to go on."""

    kind: StartStepKind
    taken_on: date
    outcome: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class Beginning:
    """How far a placement is on the way to its first day; *plans* and *steps* with the newest first."""

    plans: Sequence[IndividualPlan]
    steps: Sequence[StartStep]
    #: Last day of the term to come to the office after the letters; None until they are out.
    due_on: date | None
    #: Business days left of it, negative once it has passed.
    days_left: int

    @property
    def plan(self) -> IndividualPlan | None:
        """The plan that holds."""
        return self.plans[0] if self.plans else None

    @property
    def next_on(self) -> date | None:
        """When to go on, as the last step says."""
        return self.steps[0].next_on if self.steps else None


def record_plan(placement_id: int, details: PlanDetails, *, officer: Account, on: date) -> IndividualPlan:
    """Keep the interview and the individual plan; earlier plans stay beside it.

    Raises:
        NotAllowed: The role does not include changes.
        NotFound: The office has no such placement.
        WrongState: The placement has ended.
        InvalidFields: A date breaks a rule, or nobody serves on that first day.
    """
    with transaction() as session:
        placement = placements.lock(placement_id, Act.CHANGE_PLACEMENTS, officer=officer)
        if not placement.holds_places:
            raise WrongState("placement_not_running", state=placement.state.label)
        refuse(_plan_problems(details, placement, on))
        plan = IndividualPlan(
            placement_id=placement.id,
            interviewed_on=details.interviewed_on,
            first_day=details.first_day,
            objectives=details.objectives,
            activities=details.activities,
            commitments=details.commitments,
            remark=details.remark or None,
            account_id=officer.id,
            account_name=officer.full_name,
            account_post=officer.post,
        )
        session.add(plan)
        session.flush()
        return plan


def record_step(placement_id: int, details: StepDetails, *, officer: Account, on: date) -> StartStep:
    """Keep a dated step towards the first day of somebody who was notified.

    Raises:
        NotAllowed: The role does not include changes.
        NotFound: The office has no such placement.
        WrongState: The placement has begun, or ended.
        InvalidFields: A date breaks a rule.
    """
    with transaction() as session:
        placement = placements.lock(placement_id, Act.CHANGE_PLACEMENTS, officer=officer)
        if placement.state not in BEFORE_START:
            raise WrongState("placement_has_begun", state=placement.state.label)
        refuse(_step_problems(details, on))
        step = StartStep(
            placement_id=placement.id,
            kind=details.kind,
            taken_on=details.taken_on,
            outcome=details.outcome or None,
            next_on=details.next_on,
            account_id=officer.id,
            account_name=officer.full_name,
            account_post=officer.post,
        )
        session.add(step)
        session.flush()
        return step


def read_beginning(placement_id: int, *, officer: Account, on: date) -> Beginning:
    """The plans, the steps and the term of a placement.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such placement.
    """
    require(officer, Act.READ_PLACEMENTS)
    with reading() as session:
        placements.get_placement(placement_id, officer=officer)
        plans = select(IndividualPlan).where(IndividualPlan.placement_id == placement_id)
        steps = select(StartStep).where(StartStep.placement_id == placement_id)
        due_on = _due_on(session, placement_id)
        return Beginning(
            plans=session.scalars(plans.order_by(IndividualPlan.id.desc())).all(),
            steps=session.scalars(steps.order_by(StartStep.id.desc())).all(),
            due_on=due_on,
            days_left=business_days_between(on, due_on) if due_on else 0,
        )


def get_plan(plan_id: int, *, officer: Account) -> IndividualPlan:
    """An individual plan, without what was said at the interview.

    Raises:
        NotFound: The office has none with this key.
    """
    with reading() as session:
        return _reached(session.get(IndividualPlan, plan_id), officer)


def get_step(step_id: int, *, officer: Account) -> StartStep:
    """A step towards somebody's first day.

    Raises:
        NotFound: The office has none with this key.
    """
    with reading() as session:
        return _reached(session.get(StartStep, step_id), officer)


def read_remarks(person_id: int, *, officer: Account, purpose: str) -> Sequence[IndividualPlan]:
    """The plans of a person whose interview left a reserved note, with it; the newest first.

    Raises:
        NotAllowed: The role does not include reserved facts.
        InvalidFields: The purpose says nothing.
    """
    own = Sentence.person_id == person_id, within(officer, Act.READ_RESERVED, office=Sentence.office_id)
    statement = (
        select(IndividualPlan)
        .join(Placement, Placement.id == IndividualPlan.placement_id)
        .join(Placement.sentence)
        .where(*own, IndividualPlan.remark.is_not(None))
        .options(with_reserved(purpose))
    )
    with reading() as session:
        return session.scalars(statement.order_by(IndividualPlan.id.desc())).all()


def term_from(notified_on: date) -> date:
    """Last day of the term in which whoever was notified comes to the interview; the day of notice is not counted."""
    return add_business_days(notified_on, value_at("interview_term", notified_on))


def _reached(found: Beginner | None, officer: Account) -> Beginner:
    if found is None:
        raise NotFound
    placements.get_placement(found.placement_id, officer=officer)
    return found


def _due_on(session: Session, placement_id: int) -> date | None:
    notified = PlacementEvent.placement_id == placement_id, PlacementEvent.change == PlacementChange.NOTIFIED
    day = session.scalar(select(PlacementEvent.effective_on).where(*notified).order_by(PlacementEvent.id.desc()))
    return term_from(day) if day else None


def _plan_problems(details: PlanDetails, placement: Placement, on: date) -> Problems:
    problems: Problems = {}
    first, last = details.interviewed_on, on + LONGEST_AHEAD
    if details.interviewed_on > on:
        problems["interviewed_on"] = ("person_interviewed_in_future", {})
    if details.first_day < details.interviewed_on:
        problems["first_day"] = ("plan_starts_before_interview", {})
    elif details.first_day > last:
        problems["first_day"] = ("starts_out_of_range", {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"})
    elif details.first_day.weekday() not in {Shift(shift).weekday for shift in placement.shifts}:
        problems["first_day"] = ("plan_day_not_served", {})
    return problems


def _step_problems(details: StepDetails, on: date) -> Problems:
    problems: Problems = {}
    if details.taken_on > on:
        problems["taken_on"] = ("step_in_future", {})
    if details.next_on is not None and details.next_on < details.taken_on:
        problems["next_on"] = ("step_goes_on_before", {})
    return problems
