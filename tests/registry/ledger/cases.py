"""Facts of one person who serves on Saturdays from 7 March 2026; a test states only what differs."""

from datetime import date
from typing import Any

from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.people import CourtOrderKind

FIRST = date(2026, 3, 7)
SATURDAY = ((10, 480, 780), (11, 780, 1080))
SATURDAYS = tuple(date(2026, 3, day) for day in (7, 14, 21, 28))
END_OF_MARCH = date(2026, 3, 31)


def serving(placement_id: int = 1, starts_on: date = FIRST, last_on: date | None = None, **weeks: Any) -> Serving:
    patterns = weeks.pop("weeks", {starts_on: SATURDAY})
    return Serving(placement_id, tuple(Week(day, pattern) for day, pattern in patterns.items()), starts_on, last_on)


def facts(*entries: Entry, **changes: Any) -> Facts:
    known: dict[str, Any] = {
        "jornadas": 40,
        "orders": (),
        "placements": (serving(),),
        "weekdays_authorised": False,
        "warnings": (),
    }
    return Facts(entries=entries, **(known | changes))


def entry(number: int, day: date, outcome: Outcome = Outcome.ATTENDED, **changes: Any) -> Entry:
    times = (480, 1080) if outcome.attended else (None, None)
    known: dict[str, Any] = {
        "shift": day.weekday() * 2,
        "arrived": times[0],
        "left": times[1],
        "recorded_on": day,
        "replaces": None,
        "placement_id": 1,
    }
    return Entry(id=number, day=day, outcome=outcome, **(known | changes))


def order(day: date, kind: CourtOrderKind, jornadas: int | None = None, number: int = 1) -> Order:
    return Order(day, kind, jornadas, number)
