"""What of a placement asks for an officer's look: each matter as one query of placements with the day that presses.

Those that hold hours noted against hours owed are found in `hours`. Whoever has not begun is told once: by the step
that is due, else by the first day that passed, else by the interview that lacks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from registry.models import (
    AttendanceEntry,
    BeneficiaryUnit,
    BreachAlert,
    CourtOrder,
    IndividualPlan,
    Placement,
    PlacementEvent,
    Registration,
    Sentence,
    StartStep,
    Vacancy,
)
from registry.models.placements.placement import HOLDS_PLACES
from registry.vocabulary.attendance import BreachState, Matter
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.people import DECIDING_ORDERS
from registry.vocabulary.placements import PlacementChange, PlacementState

#: A penalty being served that prescribes within so many days presses.
PRESCRIBING_DAYS = 60
#: Somebody who serves and of whom nothing was noted for so many days.
SILENT_DAYS = 14

Found = Select[int, date]


@dataclass(frozen=True)
class Day:
    """A day, and the last one whose term to call people has passed."""

    on: date
    overdue: date


def _prescribing(day: Day) -> Found:
    soon = Sentence.prescribes_on <= day.on + timedelta(days=PRESCRIBING_DAYS)
    return _found(Sentence.prescribes_on, Placement.state.in_(HOLDS_PLACES), soon)


def _at_court(_day: Day) -> Found:
    """Reported, and the court has ordered nothing since."""
    of_sentence = Placement.__table__.alias()
    reported = select(func.min(BreachAlert.decided_on)).join(of_sentence, of_sentence.c.id == BreachAlert.placement_id)
    reported = reported.where(of_sentence.c.sentence_id == Placement.sentence_id)
    told_on = reported.where(BreachAlert.state == BreachState.REPORTED).correlate(Placement).scalar_subquery()
    ordered = select(CourtOrder.id).where(
        CourtOrder.sentence_id == Placement.sentence_id,
        CourtOrder.kind.in_(DECIDING_ORDERS),
        CourtOrder.ordered_on >= told_on,
    )
    return _found(told_on, Placement.state.in_(HOLDS_PLACES), told_on.is_not(None), ~ordered.exists())


def _not_interviewed(day: Day) -> Found:
    """Notified longer ago than the term, without an interview's record (art. 255 RCEP), begun meanwhile or still to."""
    told_on = _last_event(PlacementEvent.effective_on, PlacementChange.NOTIFIED)
    planned = select(IndividualPlan.id).where(IndividualPlan.placement_id == Placement.id).exists()
    has_no_record = Placement.state.in_((PlacementState.NOTIFIED, PlacementState.ACTIVE)), ~planned
    told_else = _is_of(_step_due, day) | _is_of(_not_started, day)
    return _found(told_on, told_on <= day.overdue, *has_no_record, ~told_else)


def _suspension_over(day: Day) -> Found:
    until = _last_event(PlacementEvent.until, PlacementChange.SUSPENDED)
    return _found(until, Placement.state == PlacementState.SUSPENDED, until < day.on)


def _step_due(day: Day) -> Found:
    """The last step towards somebody's first day named a day to go on, and it has come."""
    steps = select(StartStep.next_on).where(StartStep.placement_id == Placement.id)
    next_on = steps.order_by(StartStep.id.desc()).limit(1).correlate(Placement).scalar_subquery()
    return _found(next_on, Placement.state == PlacementState.NOTIFIED, next_on <= day.on)


def _not_started(day: Day) -> Found:
    is_late = Placement.state == PlacementState.NOTIFIED, Placement.starts_on < day.on
    return _found(Placement.starts_on, *is_late, ~_is_of(_step_due, day))


def _no_entry(day: Day) -> Found:
    since = day.on - timedelta(days=SILENT_DAYS)
    noted = select(AttendanceEntry.day).where(AttendanceEntry.placement_id == Placement.id)
    last = select(func.max(AttendanceEntry.day)).where(AttendanceEntry.placement_id == Placement.id)
    silent = ~noted.where(AttendanceEntry.day > since).exists()
    last_day = func.coalesce(last.correlate(Placement).scalar_subquery(), Placement.starts_on)
    return _found(last_day, Placement.state == PlacementState.ACTIVE, Placement.starts_on <= since, silent)


def _unit_not_in_force(day: Day) -> Found:
    """People at units of institutions that may receive nobody: never registered, ended, suspended or withdrawn."""
    own = Registration.institution_id == BeneficiaryUnit.institution_id
    role = Registration.role == InstitutionRole.BENEFICIARY_UNIT
    valid = and_(Registration.valid_from <= day.on, Registration.valid_to >= day.on)
    in_force = select(Registration.id).where(own, role, Registration.state == RegistrationState.CURRENT, valid)
    ended = select(func.max(Registration.valid_to)).where(own, role).correlate(BeneficiaryUnit).scalar_subquery()
    found = _found(func.coalesce(ended, Placement.starts_on), Placement.state.in_(HOLDS_PLACES), ~in_force.exists())
    return found.join(Placement.vacancy).join(Vacancy.unit)


def _found(day: Any, *conditions: ColumnElement[bool]) -> Found:
    columns = Placement.id.label("placement_id"), day.label("day")
    return select(*columns).join(Placement.sentence).where(*conditions)


def _is_of(query: Callable[[Day], Found], day: Day) -> ColumnElement[bool]:
    """Condition on `Placement`: another matter is about it."""
    return Placement.id.in_(select(query(day).subquery().c.placement_id))


def _last_event(column: Any, change: PlacementChange) -> Any:
    """What the last change of a kind says."""
    events = select(column).where(PlacementEvent.placement_id == Placement.id, PlacementEvent.change == change)
    return events.order_by(PlacementEvent.id.desc()).limit(1).correlate(Placement).scalar_subquery()


#: Placements that a matter is about, each with the day that presses; the caller narrows them to an office.
QUERIES: dict[Matter, Callable[[Day], Found]] = {
    Matter.PRESCRIBING: _prescribing,
    Matter.AT_COURT: _at_court,
    Matter.NOT_INTERVIEWED: _not_interviewed,
    Matter.SUSPENSION_OVER: _suspension_over,
    Matter.STEP_DUE: _step_due,
    Matter.NOT_STARTED: _not_started,
    Matter.NO_ENTRY: _no_entry,
    Matter.UNIT_NOT_IN_FORCE: _unit_not_in_force,
}
