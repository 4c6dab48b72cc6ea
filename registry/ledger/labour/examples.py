"""Worked examples of pay and of redemption: help pages show them, and the tests hold the ledger to them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from registry.ledger.labour.facts import Custody, Posting, WorkEntry, WorkFacts
from registry.ledger.labour.pay import AlimonyOrder, Duties
from registry.reference.articles import Article
from registry.reference.hours import minute_at
from registry.vocabulary.prison_work import Receiver, Stage, WorkPlace

ONE_DAY = timedelta(days=1)
SATURDAY = 5
#: Whoever is not told otherwise is held here, and was inscribed and posted, from long before.
MINIMUM = [["2020-01-01", "minimum"]]
LONG_AGO = "2020-01-01"


@dataclass(frozen=True, slots=True)
class RedemptionExample:
    """A case in plain words, its facts, and what they come to on the last day worked."""

    title: str
    story: str
    facts: WorkFacts
    on: date
    days_worked: int
    days_redeemed: int
    minutes_over: int


@dataclass(frozen=True, slots=True)
class PayExample:
    """A case in plain words, a month's income in céntimos, and each receiver's parts of it."""

    title: str
    story: str
    month: date
    income: int
    duties: Duties
    parts: dict[Receiver, tuple[int, ...]]
    contribution_unpaid: int


@cache
def redemption_examples() -> tuple[RedemptionExample, ...]:
    """The examples of redemption, in the order in which they are told."""
    return tuple(_redemption(content) for content in _read("redemption_examples.json"))


@cache
def pay_examples() -> tuple[PayExample, ...]:
    """The examples of pay, in the order in which they are told."""
    return tuple(_pay(content) for content in _read("pay_examples.json"))


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return found


def _redemption(content: dict[str, Any]) -> RedemptionExample:
    entries = tuple(_entries(content["work"]))
    last_on, inscribed_on = content.get("last_on"), content.get("inscribed_on", LONG_AGO)
    facts = WorkFacts(
        entries=entries,
        postings=(Posting(1, date.fromisoformat(LONG_AGO), date.fromisoformat(last_on) if last_on else None),),
        custody=tuple(Custody(date.fromisoformat(day), Stage(stage)) for day, stage in content.get("custody", MINIMUM)),
        offences=tuple(Article.parse(offence) for offence in content.get("offences", ())),
        is_recidivist=content.get("recidivist", False),
        is_organised_crime=content.get("organised_crime", False),
        inscribed_on=date.fromisoformat(inscribed_on) if inscribed_on else None,
        authorised_days=frozenset(date.fromisoformat(day) for day in content.get("authorised", ())),
    )
    on = max(entry.day for entry in entries)
    told = (content["worked"], content["redeemed"], content.get("over", 0))
    return RedemptionExample(content["title"], content["story"], facts, on, *told)


def _entries(work: list[dict[str, Any]]) -> Iterator[WorkEntry]:
    """One entry a day told alone, and one each Monday to Friday of a stretch."""
    number = 0
    for told in work:
        first = date.fromisoformat(told["from"])
        last = date.fromisoformat(told.get("to", told["from"]))
        for step in range((last - first).days + 1):
            day = first + ONE_DAY * step
            if first == last or day.weekday() < SATURDAY:
                number += 1
                yield _entry(number, day, told)


def _entry(number: int, day: date, told: dict[str, Any]) -> WorkEntry:
    arrived, left = (minute_at(*clock.split(":")) for clock in told["times"].split("-"))
    place = WorkPlace(told.get("place", "workshop"))
    return WorkEntry(number, day, 1, arrived, left, place, replaces=told.get("replaces"))


def _pay(content: dict[str, Any]) -> PayExample:
    orders = tuple(_order(number, order) for number, order in enumerate(content.get("alimony", ()), 1))
    parts = {
        Receiver.OPERATOR: (_cents(content.get("operator")),),
        Receiver.REPARATION: (_cents(content.get("reparation")),),
        Receiver.ALIMONY: tuple(_cents(amount) for amount in content.get("paid_alimony", ())),
        Receiver.WORKER: (_cents(content.get("worker")),),
    }
    return PayExample(
        title=content["title"],
        story=content["story"],
        month=date.fromisoformat(content["month"]),
        income=_cents(content["income"]),
        duties=Duties(_cents(content.get("reparation_owed")), orders),
        parts={receiver: tuple(c for c in cents if c) for receiver, cents in parts.items()},
        contribution_unpaid=_cents(content.get("unpaid")),
    )


def _order(number: int, order: dict[str, Any]) -> AlimonyOrder:
    share = order.get("per_cent")
    return AlimonyOrder(
        id=number,
        ordered_on=date.fromisoformat(order["on"]),
        basis_points=_cents(share) if share else None,
        cents=_cents(order["cents"]) if "cents" in order else None,
    )


def _cents(amount: str | None) -> int:
    """Hundredths of a number as written: céntimos of soles, basis points of per cents."""
    return int(Decimal(amount) * 100) if amount else 0
