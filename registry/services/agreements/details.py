"""What officers enter about an agreement."""

from dataclasses import dataclass
from datetime import date

from registry.services.saving import Problems
from registry.vocabulary.agreements import AgreementKind, Side

MOST_PARTS = 40
LONGEST_PART = 2_000


@dataclass(frozen=True)
class ObligationDetails:
    """Something that a side owes, by a day or as long as the agreement lasts."""

    side: Side
    words: str
    due_on: date | None = None


@dataclass(frozen=True)
class AgreementDetails:
    """An agreement before anybody signs: what it is for, who signs, from when to when, and who owes what."""

    kind: AgreementKind
    title: str
    purpose: str
    counterpart: str
    counterpart_post: str
    starts_on: date
    ends_on: date
    obligations: tuple[ObligationDetails, ...]
    clauses: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()


def problems_of(details: AgreementDetails) -> Problems:
    """What is wrong with an agreement, field by field."""
    problems: Problems = {}
    if details.ends_on <= details.starts_on:
        problems["ends_on"] = ("agreement_ends_before_start", {"starts_on": told(details.starts_on)})
    sides = {obligation.side for obligation in details.obligations}
    if sides != set(Side):
        problems["obligations"] = ("agreement_needs_both_sides", {})
    if any(_is_outside(obligation, details) for obligation in details.obligations):
        problems["obligations"] = ("obligation_outside_agreement", {})
    for name, parts in (("clauses", details.clauses), ("annexes", details.annexes)):
        if len(parts) > MOST_PARTS or any(len(part) > LONGEST_PART for part in parts):
            problems[name] = ("agreement_part_too_long", {"most": MOST_PARTS, "longest": LONGEST_PART})
    return problems


def told(day: date) -> str:
    """A day as messages tell it."""
    return f"{day:%d/%m/%Y}"


def _is_outside(obligation: ObligationDetails, details: AgreementDetails) -> bool:
    due_on = obligation.due_on
    return due_on is not None and not details.starts_on <= due_on <= details.ends_on
