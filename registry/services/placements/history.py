"""What happened to a placement, and which week holds when: written in the caller's transaction, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.database import transaction
from registry.models import Account, CourtOrder, Placement, PlacementEvent, PlacementWeek
from registry.services.placements.requirements import Attendances
from registry.vocabulary.placements import PlacementChange, SuspensionCause


@dataclass(frozen=True)
class Change:
    """A change of a placement, from which day it counts, and why."""

    kind: PlacementChange
    effective_on: date
    reason: str | None = None
    until: date | None = None
    cause: SuspensionCause | None = None


def note(placement: Placement, change: Change, *, officer: Account) -> PlacementEvent:
    """Write what brought a placement into the state that it is in now."""
    event = PlacementEvent(
        placement_id=placement.id,
        state=placement.state,
        change=change.kind,
        effective_on=change.effective_on,
        until=change.until,
        cause=change.cause,
        reason=change.reason,
        officer_id=officer.id,
        officer_name=officer.full_name,
        officer_post=officer.post,
    )
    with transaction() as session:
        session.add(event)
        return event


def reason_of(order: CourtOrder) -> str:
    """How the history tells an order: «Revocatoria, Res. 12»."""
    return ", ".join(part for part in (order.kind.label, order.number) if part)


def expect(placement: Placement, attendances: Attendances, *, since: date) -> None:
    """Write the week that holds from a day on, over whatever was said of later days; none: nobody is expected."""
    week = PlacementWeek(
        placement_id=placement.id,
        valid_from=since,
        attendances=[list(attendance) for attendance in sorted(attendances)],
    )
    with transaction() as session:
        session.add(week)


def expect_again(session: Session, placement: Placement) -> None:
    """Write again the weeks that the last one, which says that the placement is over, overrode."""
    *weeks, over = _weeks(session, placement)
    _repeat(placement, weeks, since=over.valid_from)


def expect_on(session: Session, placement: Placement, *, since: date) -> None:
    """Write again, from a day on, the weeks as if nobody had ever stopped: a pattern dated ahead waits for its day."""
    _repeat(placement, [week for week in _weeks(session, placement) if week.attendances], since=since)


def first_expected(session: Session, placement: Placement) -> date:
    """First day from which a week of the placement ever expected the person, whatever overrode it since."""
    return min(week.valid_from for week in _weeks(session, placement) if week.attendances)


def _repeat(placement: Placement, weeks: Sequence[PlacementWeek], *, since: date) -> None:
    days = {since, *(week.valid_from for week in weeks if week.valid_from > since)}
    for day in sorted(days):
        held = [week.attendances for week in weeks if week.valid_from <= day]
        expect(placement, held[-1] if held else (), since=day)


def _weeks(session: Session, placement: Placement) -> Sequence[PlacementWeek]:
    rows = select(PlacementWeek).where(PlacementWeek.placement_id == placement.id)
    return session.scalars(rows.order_by(PlacementWeek.id)).all()
