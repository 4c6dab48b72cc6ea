"""A year of many workers, told by a seed, against the slow way: to the day and to the céntimo."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from registry.ledger.labour.facts import Custody, Posting, WorkEntry, WorkFacts
from registry.ledger.labour.pay import AlimonyOrder, Duties, PayTerms, earned
from registry.ledger.labour.record import work_days
from registry.ledger.labour.redemption import redeem
from registry.ledger.labour.settlement import Settled, correction, settle
from registry.reference.articles import Article
from registry.reference.months import last_of
from registry.vocabulary.prison_work import PayBasis, Receiver, Stage, WorkPlace
from tests.registry.ledger.labour.naive import naive_minutes, naive_parts, naive_redemption

FIRST, LAST = date(2025, 9, 1), date(2026, 8, 31)
MONTHS = [date(2025 + (8 + n) // 12, (8 + n) % 12 + 1, 1) for n in range(12)]
OFFENCES = ("186", "189", "108-B", "200", "297", "296", "121-B", "205")
TERMS = (
    PayTerms(PayBasis.MONTH, 113_000, 26 * 480),
    PayTerms(PayBasis.HOUR, 480, 26 * 480),
    PayTerms(PayBasis.PIECE, 215, 26 * 480),
)


def entries_of_a_year(rng: random.Random) -> Iterator[WorkEntry]:
    """A worker's sheet: short days, long ones, cells, Sundays, corrections and withdrawals, told late."""
    number, day = 0, FIRST - timedelta(days=3)
    while day <= LAST:
        if rng.random() < (0.15 if day.weekday() == 6 else 0.8):
            number += 1
            arrived = rng.choice((450, 480, 540))
            times = (arrived, arrived + rng.choice((90, 180, 240, 300, 480, 560)))
            place = WorkPlace.WORKSHOP if rng.random() < 0.95 else rng.choice(list(WorkPlace))
            yield WorkEntry(number, day, 1 if rng.random() < 0.98 else 9, *times, place, pieces=rng.randrange(12))
            if rng.random() < 0.06:
                number += 1
                left = times[0] + rng.choice((120, 300))
                yield WorkEntry(
                    number, day, 1, times[0], left, pieces=3, replaces=number - 1, is_withdrawn=rng.random() < 0.3
                )
            elif rng.random() < 0.05:
                number += 1
                yield WorkEntry(number, day, 1, times[1] - 60, times[1] + 120, pieces=1)
        day += timedelta(days=1)


def a_worker(rng: random.Random) -> WorkFacts:
    """One inmate's year: held in one to three stages, sometimes inscribed late or never."""
    moves = sorted(FIRST + timedelta(days=rng.randrange(365)) for _ in range(rng.randrange(3)))
    sundays = [FIRST + timedelta(days=n) for n in range(365) if (FIRST + timedelta(days=n)).weekday() == 6]
    return WorkFacts(
        entries=tuple(entries_of_a_year(rng)),
        postings=(Posting(1, FIRST, LAST - timedelta(days=rng.randrange(40)), frozenset(range(rng.choice((5, 6))))),),
        custody=tuple(Custody(day, rng.choice(list(Stage))) for day in (date(2020, 1, 1), *moves)),
        offences=tuple(Article.parse(key) for key in rng.sample(OFFENCES, rng.choice((1, 1, 2)))),
        is_recidivist=rng.random() < 0.15,
        is_organised_crime=rng.random() < 0.05,
        inscribed_on=rng.choice((None, FIRST, FIRST + timedelta(days=60))),
        authorised_days=frozenset(rng.sample(sundays, 10)),
    )


def agrees_on_redemption(facts: WorkFacts, on: date) -> None:
    redemption = redeem(facts, on)

    assert (redemption.days_worked, redemption.days_redeemed) == naive_redemption(facts, on)


def earnings(facts: WorkFacts, terms: PayTerms) -> dict[date, int]:
    """Céntimos earned by month, as the ledger counts hours and pieces."""
    days = work_days(facts, LAST)
    return {
        month: earned(
            terms,
            sum(day.minutes for day in days if month <= day.day <= last_of(month)),
            sum(count.pieces for day in days if month <= day.day <= last_of(month) for count in day.counts),
        )
        for month in MONTHS
    }


def agrees_on_hours(facts: WorkFacts) -> None:
    told = naive_minutes(facts)
    for day in work_days(facts, LAST):
        assert day.minutes == told[day.day], day


def agrees_on_pay(settled: Settled, owed: int, orders: list[tuple[date, int, Decimal | None, int | None]]) -> None:
    told = naive_parts(settled.pay.income, owed, orders, settled.month)

    assert {
        "operator": settled.pay.cents_of(Receiver.OPERATOR),
        "reparation": settled.pay.cents_of(Receiver.REPARATION),
        "worker": settled.pay.cents_of(Receiver.WORKER),
        "unpaid": settled.pay.contribution_unpaid,
        "alimony": {part.order_id: part.cents for part in settled.pay.parts if part.order_id is not None},
    } == told
    assert settled.is_balanced


def settles_a_year(rng: random.Random, facts: WorkFacts) -> None:
    """Close month after month with what was known then; late entries correct the months before."""
    terms, owed = rng.choice(TERMS), rng.choice((0, 30_000, 900_000))
    orders = [
        (date(2025, 1, n), n, *rng.choice(((Decimal("12.5"), None), (None, 20_000))))
        for n in range(1, rng.randrange(1, 4))
    ]
    alimony = tuple(
        AlimonyOrder(n, day, int(share * 100) if share is not None else None, cents) for day, n, share, cents in orders
    )
    final = earnings(facts, terms)
    closed: list[Settled] = []
    for month in MONTHS:
        as_known = {**final, month: final[month] + rng.choice((0, 0, 5_000, -min(final[month], 8_000)))}
        corrected = correction(closed, {m.month: final[m.month] for m in closed})
        settled = settle(1, month, as_known[month], corrected, Duties(owed, alimony))
        agrees_on_pay(settled, owed, orders)
        owed -= settled.pay.cents_of(Receiver.REPARATION)
        closed.append(settled)
    open_end = correction(closed, final)
    assert sum(settled.pay.income for settled in closed) + open_end == sum(final.values())


@pytest.mark.parametrize(
    "workers", [60, pytest.param(5_000, marks=pytest.mark.acceptance)], ids=["sixty", "five thousand"]
)
def test_a_year_agrees_with_the_slow_way_to_the_day_and_the_centimo(workers):
    rng = random.Random(20260213)
    for _ in range(workers):
        facts = a_worker(rng)
        agrees_on_hours(facts)
        agrees_on_redemption(facts, rng.choice([LAST, *MONTHS]))
        settles_a_year(rng, facts)
