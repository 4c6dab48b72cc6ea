"""On which days the penalty is being executed, and how much of it is owed."""

from datetime import date

from registry.ledger.facts import Facts, Serving
from registry.reference.holidays import is_business_day, is_holiday
from registry.vocabulary.people import CLOSING_ORDERS, DECIDING_ORDERS, CourtOrderKind

SATURDAY = 5

Pattern = tuple[tuple[int, int, int], ...]


def jornadas_owed(facts: Facts, on: date) -> int:
    """Jornadas of the judgment, or of the last order in force that changed them."""
    orders = sorted(facts.orders, key=lambda order: (order.in_force_from, order.id))
    changes = [o.jornadas for o in orders if o.in_force_from <= on and o.jornadas is not None]
    return changes[-1] if changes else facts.jornadas


def is_closed(facts: Facts, day: date) -> bool:
    """Whether an order in force ended the execution."""
    return any(order.in_force_from <= day and order.kind in CLOSING_ORDERS for order in facts.orders)


def is_executed(facts: Facts, day: date) -> bool:
    """Whether no order in force ended the execution, and the last one that decides on it is no stay."""
    if is_closed(facts, day):
        return False
    deciding = [o for o in facts.orders if o.in_force_from <= day and o.kind in DECIDING_ORDERS]
    last = max(deciding, key=lambda order: (order.in_force_from, order.id), default=None)
    return last is None or last.kind is not CourtOrderKind.STAY


def pattern_on(serving: Serving, day: date) -> Pattern:
    """The placement's weekly pattern on a day; empty before its start, after its end and while suspended."""
    if day < serving.starts_on or (serving.last_on is not None and day > serving.last_on):
        return ()
    in_force = [week.attendances for week in serving.weeks if week.valid_from <= day]
    return in_force[-1] if in_force else ()


def is_serving(facts: Facts, day: date) -> bool:
    """Whether somebody expects the person these weeks: placed, neither suspended nor stayed."""
    return any(pattern_on(serving, day) for serving in facts.placements) and is_executed(facts, day)


def is_served_by(facts: Facts, placement_id: int, day: date) -> bool:
    """Whether this placement of the sentence expects the person these weeks; another one's week says nothing of it."""
    own = (serving for serving in facts.placements if serving.placement_id == placement_id)
    return any(pattern_on(serving, day) for serving in own) and is_executed(facts, day)


def may_count(facts: Facts, day: date) -> bool:
    """Whether service on this kind of day counts: weekends, holidays, weekdays once authorised (art. 34.3, 34.4 CP)."""
    return facts.weekdays_authorised or day.weekday() >= SATURDAY or is_holiday(day)


def is_due(facts: Facts, day: date) -> bool:
    """Whether a session of the pattern must be attended on this day.

    A weekday session falls away on a holiday and on a day decreed closed; Saturdays and
    Sundays are due, holiday or not (art. 34.3 CP). Nobody must attend what would not count.
    """
    if day.weekday() >= SATURDAY:
        return True
    return facts.weekdays_authorised and is_business_day(day)
