"""The part of a letter that follows from the ledger: computed at its issue, and again whenever somebody checks it.

Nothing but facts goes in, so that the entries recorded up to the issue always give the same part. What is
to be told beside the facts stands in `Scope`; a letter's content keeps all of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from registry.ledger.balance import Balance
from registry.ledger.breach import Breach, breaches
from registry.ledger.conversion import conversion
from registry.ledger.credit import balance
from registry.ledger.days import first_day
from registry.ledger.facts import Facts
from registry.ledger.months import Month, months
from registry.reference.months import month_of
from registry.services.attendance.facts import Heads
from registry.services.documents.lines import Line, lines_of
from registry.vocabulary.attendance import Ground
from registry.vocabulary.people import PenaltyOrigin
from registry.vocabulary.placements import LetterKind

#: Number of the rules by which facts become this part, ledger and all. Whoever changes what equal facts come to
#: raises it: letters issued before then say that other rules held, instead of passing for altered.
RULES = 1


@dataclass(frozen=True)
class Scope:
    """Up to which day a letter tells of a sentence, and of which placement, breach and days above all."""

    placement_id: int
    as_of: date
    origin: PenaltyOrigin
    #: Day of an earlier warning, after which the letter tells of conduct.
    since: date | None = None
    #: The breach that it tells of: its ground and first day.
    ground: Ground | None = None
    breach_began_on: date | None = None


def execution_of(kind: LetterKind, facts: Facts, heads: Heads, scope: Scope) -> dict[str, Any] | None:
    """What a letter of this kind tells of the facts; None for a kind that tells nothing of them."""
    telling = Telling(facts, scope)
    own = OWN_PARTS.get(kind)
    return None if own is None else {"rules": RULES, "heads": asdict(heads), **telling.shared(), **own(telling)}


@dataclass(frozen=True)
class Telling:
    """The facts within a scope, with what several parts are made of."""

    facts: Facts
    scope: Scope

    @cached_property
    def balance(self) -> Balance:
        """What was served by the day of the letter."""
        return balance(self.facts, self.scope.as_of)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The figures of every month."""
        return months(self.facts, self.scope.as_of)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every session from the first day of service on, noted or not."""
        start = first_day(self.facts)
        return lines_of(self.facts, start, self.balance) if start else ()

    def shared(self) -> dict[str, Any]:
        """What every execution tells."""
        return {
            "as_of": self.scope.as_of.isoformat(),
            "owed_jornadas": self.balance.owed_jornadas,
            "owed_minutes": self.balance.owed_minutes,
            "credited_minutes": self.balance.credited_minutes,
            "completed_on": iso(self.balance.completed_on),
        }

    def month_lines(self) -> list[dict[str, Any]]:
        """The figures of every month as a letter tells them."""
        return [_month_line(month) for month in self.months]


def _nothing_more(_telling: Telling) -> dict[str, Any]:
    return {}


def _month(telling: Telling) -> dict[str, Any]:
    lines = [line for line in telling.lines if month_of(line.day) == month_of(telling.scope.as_of)]
    return {"months": telling.month_lines(), "sessions": [line.told() for line in lines]}


def _sheets(telling: Telling) -> dict[str, Any]:
    sheets: dict[tuple[date, int], list[Line]] = {}
    for line in telling.lines:
        sheets.setdefault((month_of(line.day), line.placement_id), []).append(line)
    told = [
        {
            "placement": placement_id,
            "month": f"{month:%Y-%m}",
            "sessions": [line.told() for line in lines],
            "credited_minutes": sum(line.credited_minutes for line in lines),
        }
        for (month, placement_id), lines in sorted(sheets.items())
    ]
    return {"months": telling.month_lines(), "sheets": told}


def _breach(telling: Telling) -> dict[str, Any]:
    found = find_breach(telling.facts, telling.scope)
    if found is None:
        return {"breach": None}
    lines = [line.told() for line in telling.lines if line.entry_id in found.entry_ids]
    days = {"first_day": found.first_day.isoformat(), "reached_on": found.reached_on.isoformat()}
    return {"breach": {"ground": found.ground.value, **days, "sessions": lines}}


def _revocation(telling: Telling) -> dict[str, Any]:
    left = conversion(telling.facts, telling.scope.origin, telling.scope.as_of)
    return {
        **_breach(telling),
        "months": telling.month_lines(),
        "conversion": {
            "origin": telling.scope.origin.value,
            "unserved_minutes": telling.balance.remaining_minutes,
            "prison_days": left.prison_days,
            "days_per_jornada": left.days_per_jornada,
        },
    }


def _conduct(telling: Telling) -> dict[str, Any]:
    since = telling.scope.since
    lines = [line for line in telling.lines if line.is_conduct and line.day > (since or date.min)]
    return {"since": iso(since), "sessions": [line.told() for line in lines]}


def _services(telling: Telling) -> dict[str, Any]:
    """What was credited at each place."""
    credited: dict[int, list[Line]] = {}
    for line in telling.lines:
        if line.credited_minutes:
            credited.setdefault(line.placement_id, []).append(line)
    return {"services": [_service(placement_id, lines) for placement_id, lines in sorted(credited.items())]}


def _service_here(telling: Telling) -> dict[str, Any]:
    here = [service for service in _services(telling)["services"] if service["placement"] == telling.scope.placement_id]
    return {"services": here}


OWN_PARTS: Mapping[LetterKind, Callable[[Telling], dict[str, Any]]] = {
    LetterKind.CHANGE_TO_PERSON: _nothing_more,
    LetterKind.WRITTEN_WARNING: _conduct,
    LetterKind.EXPLANATION_REQUEST: _breach,
    LetterKind.MONTHLY_REPORT: _month,
    LetterKind.BREACH_REPORT: _revocation,
    LetterKind.COMPLETION_REPORT: _sheets,
    LetterKind.UNIT_CONSTANCY: _service_here,
    LetterKind.JORNADAS_CERTIFICATE: _services,
}


def find_breach(facts: Facts, scope: Scope) -> Breach | None:
    """The breach that a scope names, as the facts show it."""
    named = scope.ground, scope.breach_began_on
    return next((found for found in breaches(facts, scope.as_of) if (found.ground, found.first_day) == named), None)


def iso(day: date | None) -> str | None:
    """A day as contents write it."""
    return day.isoformat() if day else None


def _month_line(month: Month) -> dict[str, Any]:
    counts = ("scheduled", "attended", "excused", "unexcused", "not_received", "unrecorded", "credited_minutes")
    return {"month": f"{month.first:%Y-%m}", **{name: getattr(month, name) for name in counts}}


def _service(placement_id: int, lines: list[Line]) -> dict[str, Any]:
    days = sorted({line.day for line in lines})
    return {
        "placement": placement_id,
        "first_on": days[0].isoformat(),
        "last_on": days[-1].isoformat(),
        "days": len(days),
        "credited_minutes": sum(line.credited_minutes for line in lines),
    }
