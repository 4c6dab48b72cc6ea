"""Breaches that the entries show; an officer decides what they mean, and nothing is sent by itself.

A day is a day of absence when something was due, nothing that day was attended and one
session at least is noted as unexcused. A day without entries is neither absence nor service.
Further absences of the same run, or of the same month, belong to the breach already reached.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registry.ledger.days import Day, attended_days, stretches
from registry.ledger.facts import Facts
from registry.ledger.standing import standing
from registry.norms import value_at
from registry.reference.months import add_months
from registry.vocabulary.attendance import Ground

#: The norms that decide on each ground.
NORM_CODES = {
    Ground.CONSECUTIVE_ABSENCES: ("consecutive_absences",),
    Ground.ALTERNATE_ABSENCES: ("alternate_absences",),
    Ground.RESISTANCE: ("resistance_repeats",),
    Ground.ABANDONMENT: ("abandonment_term",),
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A ground, the first day it rests on, the day on which it was reached, and the entries that show it."""

    ground: Ground
    first_day: date
    reached_on: date
    #: Placement in which it was reached.
    placement_id: int
    entry_ids: tuple[int, ...]


def breaches(facts: Facts, on: date) -> tuple[Breach, ...]:
    """Every breach that the entries up to and including a day show, in the order in which they were reached."""
    within = stretches(facts, on)
    runs = [run for stretch in within for run in _runs(stretch)]
    absences = [day for stretch in within for day in stretch if day.is_absence]
    found = [
        *_consecutive(runs),
        *_alternate(absences),
        *_resistance(facts, on),
        *_abandonment(runs, attended_days(facts)),
    ]
    return tuple(sorted(found, key=lambda breach: (breach.reached_on, breach.ground, breach.first_day)))


@dataclass(frozen=True, slots=True)
class _Run:
    """Days of absence on end; `before` is the day due just before them, or their first where none was."""

    before: date
    days: tuple[Day, ...]


def _runs(stretch: tuple[Day, ...]) -> Iterator[_Run]:
    before: date | None = None
    for is_absence, group in groupby(stretch, key=lambda day: day.is_absence):
        days = tuple(group)
        if is_absence:
            yield _Run(before or days[0].day, days)
        before = days[-1].day


def _consecutive(runs: list[_Run]) -> Iterator[Breach]:
    """Absences on that many scheduled days on end (art. 267 RCEP)."""
    for run in runs:
        yield from _reached(Ground.CONSECUTIVE_ABSENCES, run.days, "consecutive_absences")


def _alternate(absences: list[Day]) -> Iterator[Breach]:
    """That many absences in one calendar month, on end or not (art. 267 RCEP)."""
    for _, days in groupby(absences, key=lambda absence: (absence.day.year, absence.day.month)):
        yield from _reached(Ground.ALTERNATE_ABSENCES, tuple(days), "alternate_absences")


def _reached(ground: Ground, days: tuple[Day, ...], norm: str) -> Iterator[Breach]:
    needed = value_at(norm, days[0].day)
    if len(days) >= needed:
        yield _breach(ground, days[:needed])


def _abandonment(runs: list[_Run], came: list[date]) -> Iterator[Breach]:
    """Absences on end for longer than the term since the last attendance (art. 266 RCEP).

    The term runs from the last day due before them, or from the first of them; whoever comes
    on a day that was not due begins it anew.
    """
    for run in runs:
        since, missed = run.before, list[Day]()
        for absence in run.days:
            last_came = max((day for day in came if since < day < absence.day), default=None)
            if last_came is not None:
                since, missed = last_came, []
            missed.append(absence)
            if absence.day > add_months(since, value_at("abandonment_term", since)):
                yield _breach(Ground.ABANDONMENT, tuple(missed))
                break


def _resistance(facts: Facts, on: date) -> Iterator[Breach]:
    """Conduct noted so many times after a written warning (art. 266 RCEP); each further so many are another breach."""
    warned_on = min(facts.warnings, default=date.max)
    conduct = [e for e in standing(facts).values() if e.outcome.is_conduct and warned_on < e.day <= on]
    needed = value_at("resistance_repeats", warned_on)
    for last in range(needed - 1, len(conduct), needed):
        together = conduct[last - needed + 1 : last + 1]
        ids = tuple(entry.id for entry in together)
        yield Breach(Ground.RESISTANCE, together[0].day, together[-1].day, together[-1].placement_id, ids)


def _breach(ground: Ground, days: tuple[Day, ...]) -> Breach:
    entries = [entry for day in days for entry in day.unexcused]
    ids = tuple(entry.id for entry in entries)
    return Breach(ground, days[0].day, days[-1].day, entries[-1].placement_id, ids)
