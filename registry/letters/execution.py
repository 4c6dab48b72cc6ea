"""What a letter tells of the sentence being served: figures that follow from the ledger and can be computed again.

Only codes, days and whole minutes: no words, so that a better wording never changes a digest. Absences
that were justified have one code, whatever justified them: health and family are nobody's business here.
"""

from typing import Literal, TypedDict

from registry.letters.fields import Amount, ClockTime, Count, IsoDate, YearMonth

SessionOutcome = Literal[
    "present",
    "attended",
    "attended_in_part",
    "recovered",
    "left_without_leave",
    "refused_task",
    "poor_work",
    "excused",
    "unexcused",
    "unit_did_not_attend",
    "sent_away",
    "unrecorded",
]
Ground = Literal["consecutive_absences", "alternate_absences", "resistance", "abandonment"]


class Heads(TypedDict):
    """The last rows recorded before the letter was issued; 0 where there was none."""

    entries: Amount
    orders: Amount
    weeks: Amount
    documents: Amount
    weekdays_authorised: bool
    """Whether service on weekdays counted on the day of issue (art. 34.4 CP)."""


class MonthLine(TypedDict):
    """Sessions due in one month, and the minutes credited in it."""

    month: YearMonth
    scheduled: Amount
    attended: Amount
    excused: Amount
    unexcused: Amount
    not_received: Amount
    unrecorded: Amount
    credited_minutes: Amount


class SessionLine(TypedDict):
    """One session: when it was due, unless it was not, and what is noted of it."""

    placement: Count
    day: IsoDate
    start: ClockTime | None
    end: ClockTime | None
    outcome: SessionOutcome
    arrived: ClockTime | None
    left: ClockTime | None
    credited_minutes: Amount


class Execution(TypedDict):
    """How much was served of what is owed, by a day."""

    rules: Amount
    """Number of the rules that held at the issue."""
    heads: Heads
    as_of: IsoDate
    owed_jornadas: Count
    owed_minutes: Count
    credited_minutes: Amount
    completed_on: IsoDate | None


class MonthExecution(Execution):
    """One month, session by session, and all months by their figures."""

    months: list[MonthLine]
    sessions: list[SessionLine]


class Sheet(TypedDict):
    """What is noted of one month at one unit."""

    placement: Count
    month: YearMonth
    sessions: list[SessionLine]
    credited_minutes: Amount


class SheetsExecution(Execution):
    """The whole execution, month by month and unit by unit."""

    months: list[MonthLine]
    sheets: list[Sheet]


class Breach(TypedDict):
    """A ground, the day that completed it, and the sessions that show it."""

    ground: Ground
    first_day: IsoDate
    reached_on: IsoDate
    sessions: list[SessionLine]


class BreachExecution(Execution):
    """The breach as the entries show it."""

    breach: Breach


class Conversion(TypedDict):
    """Days of prison that a revocation would leave, by the origin of the penalty (arts. 53 and 55 CP)."""

    origin: Literal["autonomous", "converted"]
    unserved_minutes: Amount
    prison_days: Amount
    days_per_jornada: Count


class RevocationExecution(BreachExecution):
    """The breach, all months by their figures, and what a revocation would come to."""

    months: list[MonthLine]
    conversion: Conversion


class ConductExecution(Execution):
    """The sessions in which the person came and did not serve as due (art. 266 RCEP), after an earlier warning."""

    since: IsoDate | None
    sessions: list[SessionLine]


class Service(TypedDict):
    """What was served at one place."""

    placement: Count
    first_on: IsoDate
    last_on: IsoDate
    days: Count
    credited_minutes: Count


class ServedExecution(Execution):
    """What was served, by place; places at which nothing was credited are left out."""

    services: list[Service]
