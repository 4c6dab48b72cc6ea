"""What the registry refuses in a change of a placement: its day, its reason, and entries that would stop counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry.ledger.balance import Balance
from registry.ledger.facts import Facts
from registry.ledger.standing import standing
from registry.models import Placement, PlacementEvent
from registry.services.placements.requirements import Attendances
from registry.services.placements.transitions import TRANSITIONS, Expected, unexpected_from
from registry.vocabulary.placements import EndReason, PlacementChange, SuspensionCause

Problem = tuple[str, tuple[str, dict[str, Any]]]

#: How far back an officer may date a change, and how far ahead one that lets people come; courts' orders go further.
LONGEST_BACK = timedelta(days=90)
LONGEST_AHEAD = timedelta(days=60)
LONGEST_REASON = 500
#: Changes before whose day no other one may be dated.
IN_ORDER = (
    PlacementChange.STARTED,
    PlacementChange.SUSPENDED,
    PlacementChange.RESUMED,
    PlacementChange.COMPLETED,
)
#: A suspension that only a court's order brings about.
BY_ORDER = SuspensionCause.COURT


@dataclass(frozen=True)
class ChangeDetails:
    """What an officer wants to happen, from which day; the day of a completion follows from the ledger."""

    kind: PlacementChange
    effective_on: date | None = None
    reason: str = ""
    until: date | None = None
    cause: SuspensionCause | None = None
    end_reason: EndReason | None = None
    #: The new weekly pattern of a change of schedule.
    attendances: Attendances = ()
    #: The officer knows that entries from that day on stay without credit.
    accepts_entries: bool = False


@dataclass(frozen=True)
class Standpoint:
    """What a change is held against: the placement with its events, the sentence's facts, the day of the act."""

    placement: Placement
    events: Sequence[PlacementEvent]
    facts: Facts
    balance: Balance
    on: date


def effective_day(details: ChangeDetails, at: Standpoint) -> date | None:
    """First day of a change; for a completion the day on which the last hour was served, or ceased to be owed."""
    if details.kind is not PlacementChange.COMPLETED:
        return details.effective_on
    lowered = [order.in_force_from for order in at.facts.orders if order.jornadas and order.in_force_from <= at.on]
    return max([day for day in (at.balance.completed_on, *lowered) if day is not None], default=None)


def entries_from(at: Standpoint, details: ChangeDetails) -> list[date]:
    """Days with an entry in force that would stop counting, since nobody was expected."""
    day = effective_day(details, at)
    off = unexpected_from(details.kind, day) if day else None
    own = (entry for entry in standing(at.facts).values() if entry.placement_id == at.placement.id)
    return [] if off is None else sorted({entry.day for entry in own if entry.day >= off})


def problems_of(details: ChangeDetails, at: Standpoint) -> Iterator[Problem]:
    """Each field that breaks a rule."""
    yield from _day_problems(details, at)
    yield from _reason_problems(details)
    yield from _suspension_problems(details)
    yield from _end_problems(details)
    if (days := entries_from(at, details)) and not details.accepts_entries:
        yield "accepts_entries", ("entries_after_change", {"days": ", ".join(f"{day:%d/%m/%Y}" for day in days)})


def _day_problems(details: ChangeDetails, at: Standpoint) -> Iterator[Problem]:
    if details.kind is PlacementChange.COMPLETED:
        return
    first, last = earliest(at), latest(details.kind, at.on)
    if details.effective_on is None:
        yield "effective_on", ("required", {})
    elif not first <= details.effective_on <= last:
        facts = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        yield "effective_on", ("change_out_of_range", facts)


def earliest(at: Standpoint) -> date:
    """First day to which a change may be dated."""
    before = [event.effective_on for event in at.events if event.change in IN_ORDER]
    return max([at.on - LONGEST_BACK, *before])


def latest(kind: PlacementChange, on: date) -> date:
    """Last day to which a change may be dated."""
    may_wait = TRANSITIONS[kind].expected is Expected.BY_PATTERN and kind is not PlacementChange.STARTED
    return on + LONGEST_AHEAD if may_wait or kind is PlacementChange.MOVED else on


def _reason_problems(details: ChangeDetails) -> Iterator[Problem]:
    reason = details.reason.strip()
    if TRANSITIONS[details.kind].needs_reason and not reason:
        yield "reason", ("change_reason_missing", {})
    elif len(reason) > LONGEST_REASON:
        yield "reason", ("change_reason_too_long", {"maximum": LONGEST_REASON})
    elif details.end_reason is EndReason.DEATH and not any(letter.isdigit() for letter in reason):
        yield "reason", ("death_needs_document", {})


def _suspension_problems(details: ChangeDetails) -> Iterator[Problem]:
    if details.kind is not PlacementChange.SUSPENDED:
        return
    if details.cause is None:
        yield "cause", ("required", {})
    elif details.cause is BY_ORDER:
        yield "cause", ("court_suspends_by_order", {})
    if details.until and details.effective_on and details.until < details.effective_on:
        yield "until", ("suspension_ends_before", {})


def _end_problems(details: ChangeDetails) -> Iterator[Problem]:
    admitted = TRANSITIONS[details.kind].end_reasons
    if len(admitted) > 1 and details.end_reason is None:
        yield "end_reason", ("required", {})
    elif details.end_reason is not None and details.end_reason not in admitted:
        yield "end_reason", ("end_reason_not_admitted", {})
