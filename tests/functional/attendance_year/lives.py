"""What was told of each sentence, as plain values that never come from the registry."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.reference.holidays import is_business_day, is_holiday
from registry.services.attendance.notes import Note
from registry.vocabulary.people import PenaltyOrigin
from registry.vocabulary.shifts import Shift

FIRST_MONDAY, WEEKS = date(2025, 11, 3), 52
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
LAST_DAY = FIRST_MONDAY + ONE_WEEK * WEEKS - ONE_DAY
EIGHT, ONE, SIX = 480, 780, 1080
Pattern = tuple[tuple[int, int, int], ...]
SATURDAYS: Pattern = ((10, EIGHT, ONE), (11, ONE, SIX))
SUNDAYS: Pattern = ((12, EIGHT, ONE), (13, ONE, SIX))
WEEKENDS: Pattern = ((10, EIGHT, ONE), (12, EIGHT, ONE))
WEEKDAYS: Pattern = ((2, EIGHT, ONE), (6, EIGHT, ONE))


@dataclass
class Life:
    """One sentence: what was told of it, and what is still to be told."""

    sentence_id: int
    jornadas: int
    origin: PenaltyOrigin
    is_authorised: bool
    random: Random
    servings: list[Serving] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    warnings: list[date] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    #: Notes by the Monday of the week in which their paper arrives.
    papers: dict[date, list[Note]] = field(default_factory=dict)
    returns_on: date | None = None
    is_stayed: bool = False
    is_over: bool = False
    is_reported: bool = False
    #: From when on the person stays away.
    gone_on: date = date.max

    @property
    def facts(self) -> Facts:
        """All that was told."""
        return Facts(
            jornadas=self.jornadas,
            orders=tuple(self.orders),
            placements=tuple(self.servings),
            entries=tuple(self.entries),
            weekdays_authorised=self.is_authorised,
            warnings=tuple(self.warnings),
        )

    @property
    def placement_id(self) -> int:
        return self.servings[-1].placement_id

    @property
    def pattern(self) -> Pattern:
        """What is arranged, also while suspended."""
        return next(week.attendances for week in reversed(self.servings[-1].weeks) if week.attendances)

    def expect(self, pattern: Pattern, since: date) -> None:
        """Remember from when on another pattern holds at the last placement."""
        last = self.servings[-1]
        self.servings[-1] = replace(last, weeks=(*last.weeks, Week(since, pattern)))

    def sessions(self, day: date) -> list[tuple[int, int, int]]:
        """Half days of a day, joined where nothing parts them; none where nobody waits."""
        weeks = [week for week in self.servings[-1].weeks if week.valid_from <= day]
        due = day.weekday() >= Shift.SATURDAY_AM // 2 or is_business_day(day)
        if not weeks or self.is_over or not (due or is_holiday(day)):
            return []
        halves = [half for half in weeks[-1].attendances if half[0] // 2 == day.weekday()]
        return [(halves[0][0], halves[0][1], halves[-1][2])] if halves else []
