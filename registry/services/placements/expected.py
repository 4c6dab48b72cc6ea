"""Whom a unit expects on a day, by the weeks in force then: a placement that moves or ends later is still expected."""

from datetime import date

from sqlalchemy import ColumnElement, case, exists, literal
from sqlalchemy.orm import aliased

from registry.extensions.columns import JsonText
from registry.models import Placement, PlacementEvent, PlacementWeek
from registry.vocabulary.placements import PlacementState

#: The office has presented them to the unit.
PRESENTED = (PlacementState.NOTIFIED, PlacementState.ACTIVE)


def was_presented(placement: type[Placement] = Placement) -> ColumnElement[bool]:
    """Condition on `Placement`, or an alias of it: the office presented the person to the unit at some time."""
    event = PlacementEvent
    return exists().where(event.placement_id == placement.id, event.state.in_(PRESENTED))


def expects_within(first: date, last: date = date.max) -> ColumnElement[bool]:
    """Condition on `Placement`: a week with attendances is in force on a day of *first* to *last*, both included.

    A week that is in force at all from a day on is so on the first of these days that it reaches.
    """
    week, later = aliased(PlacementWeek), aliased(PlacementWeek)
    reached = case((week.valid_from > first, week.valid_from), else_=first)
    same = later.placement_id == week.placement_id
    overridden = exists().where(same, later.id > week.id, later.valid_from <= reached)
    has_sessions = week.attendances != literal([], JsonText())
    return exists().where(week.placement_id == Placement.id, has_sessions, week.valid_from <= last, ~overridden)
