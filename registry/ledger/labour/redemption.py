"""Days of sentence that work redeems (*cómputo laboral*): the only function that counts them.

A day of work has at least four hours, also when they were spread over days; shorter days add
up until they make one, which counts on the day that completes it. How many days of work
redeem one follows from the stage, the offence and the text in force on the day worked (arts.
49 and 51 CEP). The strictest of the ratios that apply binds; fractions add up over all
days, and only whole days are redeemed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from registry.ledger.labour.facts import WorkFacts
from registry.ledger.labour.record import work_days
from registry.norms import NoNormInForce, value_at
from registry.reference.hours import MINUTES
from registry.reference.redemption import RedemptionRule, rules_about
from registry.vocabulary.prison_work import Stage, Unredeemed


@dataclass(frozen=True, slots=True)
class Rate:
    """Days of work that redeem one day under the text in force; or why none is redeemed, and `ratio` 0."""

    ratio: int
    why: Unredeemed | None = None

    @property
    def redeemed(self) -> Fraction:
        """Part of a day of sentence that one day of work redeems."""
        return Fraction(1, self.ratio) if self.ratio else Fraction(0)


@dataclass(frozen=True, slots=True)
class Segment:
    """Days of work on end that count at one rate, from the first to the last of them."""

    first: date
    last: date
    days_worked: int
    rate: Rate

    @property
    def redeemed(self) -> Fraction:
        """Days of sentence redeemed, in parts of a day too."""
        return self.days_worked * self.rate.redeemed


@dataclass(frozen=True, slots=True)
class Redemption:
    """What a worker's days come to on a day."""

    on: date
    segments: tuple[Segment, ...]
    #: Minutes of shorter days that do not make a day yet.
    minutes_over: int

    @property
    def days_worked(self) -> int:
        """Days of work, whether they redeem or not."""
        return sum(segment.days_worked for segment in self.segments)

    @property
    def days_redeemed(self) -> int:
        """Whole days of sentence redeemed."""
        return int(sum((segment.redeemed for segment in self.segments), Fraction(0)))


def redeem(facts: WorkFacts, on: date) -> Redemption:
    """Count every day of work up to and including a day."""
    days, minutes_over = _days_of_work(facts, on)
    parted = groupby(((day, _rate_on(facts, day)) for day in days), key=lambda pair: pair[1])
    return Redemption(on, tuple(_segment(rate, [day for day, _ in pairs]) for rate, pairs in parted), minutes_over)


def _segment(rate: Rate, days: list[date]) -> Segment:
    return Segment(days[0], days[-1], len(days), rate)


def _days_of_work(facts: WorkFacts, on: date) -> tuple[list[date], int]:
    """The days that count as one, in order, and the minutes left over from shorter ones."""
    days: list[date] = []
    pooled = 0
    for worked in work_days(facts, on):
        least = value_at("prison_work_day_hours_min", worked.day) * MINUTES
        if worked.minutes >= least:
            days.append(worked.day)
            continue
        pooled += worked.minutes
        if pooled >= least:
            days.append(worked.day)
            pooled -= least
    return days, pooled


def _rate_on(facts: WorkFacts, day: date) -> Rate:
    if facts.inscribed_on is None or day < facts.inscribed_on:
        return Rate(0, Unredeemed.NOT_INSCRIBED)
    rules = [rule for offence in facts.offences for rule in rules_about(offence)]
    if any(not rule.is_in_force(day) for rule in rules):
        return Rate(0, Unredeemed.TO_REVIEW)
    try:
        ratios = list(_ratios(facts, rules, day))
    except NoNormInForce:
        return Rate(0, Unredeemed.TO_REVIEW)
    return Rate(0, Unredeemed.BARRED) if 0 in ratios else Rate(max(ratios))


def _ratios(facts: WorkFacts, rules: list[RedemptionRule], day: date) -> Iterator[int]:
    """Every ratio that binds on a day; 0 where the law bars redemption.

    Raises:
        NoNormInForce: It is not known what the law of the day says.
    """
    if facts.is_organised_crime:
        yield value_at("redemption_ratio_organised_crime", day)
    yield from (rule.ratio for rule in rules)
    if facts.is_recidivist:
        yield value_at("redemption_ratio_recidivist", day)
    yield value_at(f"redemption_ratio_{_stage_on(facts, day)}", day)


def _stage_on(facts: WorkFacts, day: date) -> Stage | None:
    held = [custody for custody in facts.custody if custody.valid_from <= day]
    return max(held, key=lambda custody: custody.valid_from).stage if held else None
