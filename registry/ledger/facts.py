"""The facts of one sentence being served, as plain values; services fill them from rows.

Minutes are minutes of the day (480 is 8:00); a shift is the number of a `Shift`.
"""

from dataclasses import dataclass
from datetime import date

from registry.ledger.entries import Timed
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.people import CourtOrderKind


@dataclass(frozen=True, slots=True)
class Week:
    """A weekly pattern from a day on; no attendances where nobody is expected: suspended, or over."""

    valid_from: date
    #: Triples (shift, start minute, end minute).
    attendances: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Serving:
    """A placement of the sentence, from its first day to its last, both included; `last_on` None while it runs.

    Its weeks stand in the order in which they were set: each overrides the earlier ones from its day on.
    """

    placement_id: int
    weeks: tuple[Week, ...]
    starts_on: date
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry(Timed):
    """One entry of the ledger: what happened in the session that begins in *shift* on *day*.

    `replaces` is the entry that this one corrects; `recorded_on` the day on which it was written.
    """

    id: int
    day: date
    shift: int
    outcome: Outcome
    arrived: int | None
    left: int | None
    recorded_on: date
    replaces: int | None
    placement_id: int


@dataclass(frozen=True, slots=True)
class Order:
    """A court order during execution; `jornadas` only where it changes them."""

    in_force_from: date
    kind: CourtOrderKind
    jornadas: int | None
    id: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that credit, breach and conversion of one sentence follow from; its own tuples may come in any order."""

    #: As imposed by the judgment; `orders` may change them.
    jornadas: int
    orders: tuple[Order, ...]
    placements: tuple[Serving, ...]
    entries: tuple[Entry, ...]
    #: Whether service on weekdays was authorised (art. 34.4 CP).
    weekdays_authorised: bool
    #: Days on which the person was warned in writing (art. 266 RCEP).
    warnings: tuple[date, ...] = ()
