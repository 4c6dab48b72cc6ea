"""What each month was, for the report to the judge (art. 262 RCEP)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from registry.ledger.credit import balance
from registry.ledger.days import first_day
from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import Session, scheduled
from registry.ledger.standing import Key, entries_of, standing
from registry.reference.months import month_of, months_between

ATTENDED, EXCUSED, UNEXCUSED, NOT_RECEIVED, UNRECORDED = (
    "attended",
    "excused",
    "unexcused",
    "not_received",
    "unrecorded",
)


@dataclass(frozen=True, slots=True)
class Month:
    """Sessions due in one month, each counted once, and the minutes credited in it."""

    first: date
    scheduled: int
    attended: int
    excused: int
    unexcused: int
    #: Not served because of the unit, which was closed or sent the person away.
    not_received: int
    #: Past without an entry.
    unrecorded: int
    #: Of every entry of the month, due or recovered.
    credited_minutes: int


def months(facts: Facts, on: date) -> tuple[Month, ...]:
    """Tell each month from the first day of service to the one of *on*, that day included."""
    start = first_day(facts)
    if start is None:
        return ()
    in_force = standing(facts)
    counts = Counter((month_of(s.day), _class_of(s, in_force)) for s in scheduled(facts, start, on))
    minutes: Counter[date] = Counter()
    for credit in balance(facts, on).credits:
        minutes[month_of(credit.day)] += credit.credited_minutes
    return tuple(_month(first, counts, minutes[first]) for first in months_between(start, on))


def _month(first: date, counts: Counter[tuple[date, str]], credited_minutes: int) -> Month:
    classes = {name: counts[first, name] for name in (ATTENDED, EXCUSED, UNEXCUSED, NOT_RECEIVED, UNRECORDED)}
    return Month(first, scheduled=sum(classes.values()), credited_minutes=credited_minutes, **classes)


def _class_of(session: Session, in_force: dict[Key, Entry]) -> str:
    """What one session was; an attendance outweighs what else is noted of it."""
    outcomes = [entry.outcome for entry in entries_of(session, in_force)]
    checks = (
        (any(outcome.attended and not outcome.is_of_the_unit for outcome in outcomes), ATTENDED),
        (any(outcome.is_of_the_unit for outcome in outcomes), NOT_RECEIVED),
        (any(outcome.is_excuse for outcome in outcomes), EXCUSED),
        (bool(outcomes), UNEXCUSED),
    )
    return next((name for holds, name in checks if holds), UNRECORDED)
