"""Thirty worked examples: the help page shows them, and the tests hold the ledger to them."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.reference.hours import minute_at
from registry.vocabulary.attendance import Ground, Outcome, Uncredited
from registry.vocabulary.people import CourtOrderKind


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example comes to on its day; breaches as (ground, first day, day reached)."""

    credited_minutes: int
    uncredited: dict[int, Uncredited]
    breaches: tuple[tuple[Ground, date, date], ...]
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class Example:
    """A case in plain words, its facts, the day on which they are judged, and what they come to."""

    title: str
    story: str
    facts: Facts
    #: Words for each weekly pattern, in the order in which they came into force.
    patterns: tuple[str, ...]
    on: date
    expected: Expected


@cache
def examples() -> tuple[Example, ...]:
    """The examples, in the order in which they are told."""
    content = json.loads(files(__package__).joinpath("examples.json").read_text(encoding="utf-8"))
    return tuple(_example(example, content["patterns"]) for example in content["examples"])


def _example(content: dict[str, Any], patterns: dict[str, Any]) -> Example:
    facts = Facts(
        jornadas=content["jornadas"],
        orders=tuple(_order(number, order) for number, order in enumerate(content.get("orders", []), 1)),
        placements=tuple(_serving(n, placement, patterns) for n, placement in enumerate(content["placements"], 1)),
        entries=tuple(_entry(number, entry) for number, entry in enumerate(content["entries"], 1)),
        weekdays_authorised=content.get("weekdays_authorised", False),
        warnings=tuple(date.fromisoformat(day) for day in content.get("warnings", [])),
    )
    words = tuple(name for placement in content["placements"] for name in placement["weeks"].values())
    on = date.fromisoformat(content["on"])
    return Example(content["title"], content["story"], facts, words, on, _expected(content))


def _expected(content: dict[str, Any]) -> Expected:
    return Expected(
        credited_minutes=_minute(content["credited"]),
        uncredited={int(entry): Uncredited(why) for entry, why in content.get("uncredited", {}).items()},
        breaches=tuple(
            (Ground(ground), date.fromisoformat(first), date.fromisoformat(reached))
            for ground, first, reached in content.get("breaches", [])
        ),
        completed_on=date.fromisoformat(content["completed"]) if "completed" in content else None,
    )


def _order(number: int, order: dict[str, Any]) -> Order:
    return Order(date.fromisoformat(order["from"]), CourtOrderKind(order["kind"]), order.get("jornadas"), number)


def _serving(number: int, placement: dict[str, Any], patterns: dict[str, Any]) -> Serving:
    weeks = tuple(
        Week(date.fromisoformat(day), tuple((shift, start, end) for shift, start, end in patterns[name]))
        for day, name in placement["weeks"].items()
    )
    last_on = placement.get("last_on")
    return Serving(
        number, weeks, date.fromisoformat(placement["starts_on"]), date.fromisoformat(last_on) if last_on else None
    )


def _entry(number: int, entry: dict[str, Any]) -> Entry:
    arrived, left = entry.get("times", "-").split("-")
    return Entry(
        id=number,
        day=date.fromisoformat(entry["day"]),
        shift=entry["shift"],
        outcome=Outcome(entry["outcome"]),
        arrived=_minute(arrived) if arrived else None,
        left=_minute(left) if left else None,
        recorded_on=date.fromisoformat(entry.get("recorded_on", entry["day"])),
        replaces=entry.get("replaces"),
        placement_id=entry.get("placement", 1),
    )


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return minute_at(hour, minute)
