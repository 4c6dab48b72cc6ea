"""Terms of a case file, counted from what happened to it; pure functions of days.

Terms run in business days; the day that opens one is not counted (LPAG). The operator's term stands still while
the file is not in its hands: from the day after an observation up to and including the day of its cure, and
likewise between a decision and the day on which it was revoked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from registry.reference.holidays import add_business_days, business_days_between, is_business_day
from registry.vocabulary.procedures import CaseState

ONE_DAY = timedelta(days=1)
#: Where a file waits for the operator, whose term runs.
IN_HAND = frozenset({CaseState.SUBMITTED, CaseState.UNDER_REVIEW})
ClosedDays = frozenset[date]


class Moment(NamedTuple):
    """An event as the clock sees it: the state from then on, and the day of the fact."""

    state: CaseState
    on_day: date
    #: Day on which word of it was received, from which whoever has to act counts; None: it was not received yet.
    told_on: date | None = None


class Pause(NamedTuple):
    """Days that do not count: those after *after*, up to and including *until*; without end where that is None."""

    after: date
    until: date | None = None


class Terms(NamedTuple):
    """How many business days the operator has to decide, and the applicant to cure; None where nobody settled it."""

    decision: int | None = None
    cure: int | None = None


class Calendar:
    """Business days counted once between two days, for whoever asks for many stretches between them."""

    def __init__(self, first: date, last: date, closed: ClosedDays) -> None:
        self._first = first
        days = (first + ONE_DAY * step for step in range((last - first).days + 1))
        self._counts = list(accumulate(is_business_day(day, closed) for day in days))

    def between(self, after: date, until: date) -> int:
        """Business days after a day up to and including another one that is not before it."""
        return self._counts[(until - self._first).days] - self._counts[(after - self._first).days]


@dataclass(frozen=True)
class Reckoning:
    """Where the terms of a file stand on a day."""

    #: Last day of whoever must act now; None where the term is not known, or nobody has to.
    due_on: date | None = None
    #: Whether the applicant must act, and the operator's term stands still.
    is_paused: bool = False
    #: Business days of the operator's term, and how many of them are over.
    term_days: int | None = None
    used_days: int = 0
    #: Whether word of the observation was received, so that the term for the cure runs.
    is_told: bool = True

    @property
    def left_days(self) -> int | None:
        """Business days that the operator has left, negative where they are over; None where the term is not known."""
        return None if self.term_days is None else self.term_days - self.used_days


def reckon(moments: Sequence[Moment], terms: Terms, closed: ClosedDays, on: date) -> Reckoning:
    """Count the terms of a file on a day; *moments* begin with its filing."""
    if not moments:
        return Reckoning()
    is_paused = moments[-1].state is CaseState.OBSERVED
    return Reckoning(
        due_on=due_on(moments, terms, closed),
        is_paused=is_paused,
        term_days=terms.decision,
        used_days=used_days(moments[0].on_day, _last_counted(moments, on), closed, pauses_of(moments)),
        is_told=not is_paused or observation_of(moments).told_on is not None,
    )


def due_on(moments: Sequence[Moment], terms: Terms, closed: ClosedDays) -> date | None:
    """Last day of whoever must act now; None where nobody must, or the term is not known."""
    if not moments:
        return None
    last = moments[-1]
    if last.state in IN_HAND and terms.decision is not None:
        return decision_due(moments[0].on_day, terms.decision, closed, pauses_of(moments))
    if last.state is CaseState.OBSERVED and terms.cure is not None:
        observed = observation_of(moments)
        return cure_due(observed.told_on or observed.on_day, terms.cure, closed)
    return None


def decision_due(filed_on: date, count: int, closed: ClosedDays, pauses: Iterable[Pause] = ()) -> date | None:
    """Last day of the operator's term; None while it stands still.

    Raises:
        ValueError: The count is negative.
    """
    due = add_business_days(filed_on, count, closed)
    for pause in sorted(pauses):
        if pause.after >= due:
            break
        if pause.until is None:
            return None
        left = business_days_between(pause.after, due, closed)
        due = add_business_days(max(pause.after, pause.until), left, closed)
    return due


def used_days(filed_on: date, on: date, closed: ClosedDays, pauses: Iterable[Pause] = ()) -> int:
    """Business days of the operator's term that are over on a day, that day included."""
    pauses = tuple(pauses)
    days = (filed_on + ONE_DAY * step for step in range(1, (on - filed_on).days + 1))
    return sum(is_business_day(day, closed) and not any(_covers(pause, day) for pause in pauses) for day in days)


def cure_due(told_on: date, count: int, closed: ClosedDays) -> date:
    """Last day of the applicant's term, the day of the notice not counted (LPAG art. 125.1)."""
    return add_business_days(told_on, count, closed)


def pauses_of(moments: Iterable[Moment]) -> Iterator[Pause]:
    """The times during which a file was not in the operator's hands."""
    since: date | None = None
    for moment in moments:
        if moment.state in IN_HAND:
            if since is not None:
                yield Pause(since, moment.on_day)
            since = None
        elif since is None:
            since = moment.on_day
    if since is not None:
        yield Pause(since)


def observation_of(moments: Sequence[Moment]) -> Moment:
    """The event that the cure answers: the first of the last run of observed ones."""
    observed = moments[-1]
    for moment in reversed(moments):
        if moment.state is not CaseState.OBSERVED:
            break
        observed = moment
    return observed


def _last_counted(moments: Sequence[Moment], on: date) -> date:
    """Up to which day the operator's term is told: the day itself, or that of the end."""
    last = moments[-1]
    is_over = last.state not in IN_HAND and last.state is not CaseState.OBSERVED
    return min(on, last.on_day) if is_over else on


def _covers(pause: Pause, day: date) -> bool:
    return pause.after < day and (pause.until is None or day <= pause.until)
