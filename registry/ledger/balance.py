"""What was served of a sentence: entry by entry, week by week, and in all."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from registry.vocabulary.attendance import Uncredited


@dataclass(frozen=True, slots=True)
class Credit:
    """What one entry of somebody who came is worth; `why` tells what was not credited, where some was not."""

    entry_id: int
    day: date
    attended_minutes: int
    credited_minutes: int
    why: Uncredited | None


@dataclass(frozen=True, slots=True)
class WeekCredit:
    """What one week is worth; `why` are the reasons for which some of it was not credited."""

    monday: date
    attended_minutes: int
    credited_minutes: int
    why: frozenset[Uncredited]


@dataclass(frozen=True, slots=True)
class Balance:
    """What was served of a sentence by a day, under the order then in force; all in whole minutes."""

    on: date
    owed_jornadas: int
    owed_minutes: int
    credits: tuple[Credit, ...]

    @property
    def credited_minutes(self) -> int:
        """Minutes served."""
        return sum(credit.credited_minutes for credit in self.credits)

    @property
    def remaining_minutes(self) -> int:
        """Minutes still owed."""
        return self.owed_minutes - self.credited_minutes

    @property
    def served_jornadas(self) -> Fraction:
        """Jornadas served, exactly."""
        return Fraction(self.credited_minutes * self.owed_jornadas, self.owed_minutes)

    @property
    def remaining_jornadas(self) -> Fraction:
        """Jornadas still owed, exactly."""
        return self.owed_jornadas - self.served_jornadas

    @property
    def is_served(self) -> bool:
        """Whether nothing is owed any more."""
        return self.remaining_minutes == 0

    @property
    def completed_on(self) -> date | None:
        """Day of the service that filled what is owed; None while some is."""
        return max(c.day for c in self.credits if c.credited_minutes) if self.is_served else None

    @property
    def weeks(self) -> tuple[WeekCredit, ...]:
        """The credit by weeks that have an entry, in order."""
        by_week = ((monday, list(credits)) for monday, credits in groupby(self.credits, lambda c: monday_of(c.day)))
        return tuple(
            WeekCredit(
                monday,
                sum(credit.attended_minutes for credit in credits),
                sum(credit.credited_minutes for credit in credits),
                frozenset(credit.why for credit in credits if credit.why is not None),
            )
            for monday, credits in by_week
        )


def monday_of(day: date) -> date:
    """First day of the week that a day is in."""
    return day - timedelta(days=day.weekday())
