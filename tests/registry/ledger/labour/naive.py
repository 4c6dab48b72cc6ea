"""What work in prison comes to, worked out the slow way and without the ledger's functions.

Every minute of every day is walked, money is told in soles with `decimal`, and the law's figures
are written out. Nothing is imported from the ledger but the shape of the facts, so that an error
there is not repeated here.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from registry.ledger.labour.facts import WorkEntry, WorkFacts
from registry.reference.holidays import is_holiday

CENT = Decimal("0.01")
STAGES = {"maximum": 4, "special_c": 5, "special_b": 6, "special_a": 7}
SEVEN = {"107", "108", "108-A", "108-B", "121-B", "279-G", "297", "317-A", "319", "320", "321", "322", "323"}
NONE = {"108-C", "200", "317", "317-B"}


def naive_minutes(facts: WorkFacts) -> dict[date, int]:
    """By day with a note, the minutes on which somebody noted work in a workshop, up to eight hours."""
    corrected = {entry.replaces for entry in facts.entries}
    found: dict[date, set[int]] = {entry.day: set() for entry in facts.entries}
    for entry in facts.entries:
        stands = entry.id not in corrected and not entry.is_withdrawn and entry.place.value == "workshop"
        if stands and _may(facts, entry) and entry.arrived is not None and entry.left is not None:
            found[entry.day].update(range(entry.arrived, entry.left))
    return {day: min(480, len(minutes)) for day, minutes in found.items()}


def naive_redemption(facts: WorkFacts, on: date) -> tuple[int, int]:
    """Days of work, and days redeemed, the latter added up in 420ths of a day."""
    pool, worked, parts = 0, 0, 0
    for day, minutes in sorted(naive_minutes(facts).items()):
        if day > on:
            break
        if minutes < 240:
            pool += minutes
            if pool < 240:
                continue
            pool -= 240
        worked += 1
        ratio = _ratio(facts, day)
        parts += 420 // ratio if ratio else 0
    return worked, parts // 420


def naive_parts(
    income: int, owed: int, orders: list[tuple[date, int, Decimal | None, int | None]], month: date
) -> dict:
    """Parts of an income in céntimos: operator, reparation, worker, unpaid, and alimony by order."""
    soles = Decimal(income) / 100
    if not soles:
        return {"operator": 0, "reparation": 0, "worker": 0, "unpaid": 0, "alimony": {}}
    wage = Decimal(1130) if month.year >= 2025 else Decimal(1025)
    due = (max(soles, wage * 2 / 5) / 10).quantize(CENT, ROUND_HALF_UP)
    reparation = min((soles / 5).quantize(CENT, ROUND_HALF_UP), Decimal(owed) / 100)
    operator = min(due, soles - reparation)
    own = left = soles - reparation - operator
    alimony = {}
    for _, number, share, amount in sorted(orders, key=lambda order: order[:2]):
        asked = Decimal(amount) / 100 if amount is not None else (own * share / 100).quantize(CENT, ROUND_HALF_UP)
        alimony[number] = min(asked, left)
        left -= alimony[number]
    told = {"operator": operator, "reparation": reparation, "worker": left, "unpaid": due - operator}
    return {name: int(value * 100) for name, value in told.items()} | {
        "alimony": {number: int(value * 100) for number, value in alimony.items() if value}
    }


def _may(facts: WorkFacts, entry: WorkEntry) -> bool:
    """Whether somebody posted there may work on the day of an entry."""
    day = entry.day
    posting = next((posting for posting in facts.postings if posting.id == entry.posting_id), None)
    if posting is None or day < posting.starts_on or (posting.last_on is not None and day > posting.last_on):
        return False
    if day.weekday() == 6 or is_holiday(day):
        return day in facts.authorised_days
    return day.weekday() in posting.weekdays


def _ratio(facts: WorkFacts, day: date) -> int:
    """Days of work a day redeemed; 0 where none is."""
    if facts.inscribed_on is None or day < facts.inscribed_on:
        return 0
    names, ratios = {str(offence) for offence in facts.offences}, []
    if names & NONE or facts.is_organised_crime:
        return 0
    if "189" in names:
        ratios.append(5)
    if names & SEVEN or facts.is_recidivist:
        ratios.append(7)
    if ratios and day < date(2026, 2, 13):
        return 0
    stage = max((c for c in facts.custody if c.valid_from <= day), key=lambda c: c.valid_from).stage.value
    low = 1 if day >= date(2023, 11, 23) else 2
    known = STAGES | {"minimum": low, "medium": low}
    return max([*ratios, known[stage]]) if stage in known else 0
