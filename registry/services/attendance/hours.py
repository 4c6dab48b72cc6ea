"""Balances that ask for a look among many sentences at once: all that is owed is served, or it fits no more.

Weeks tell which sentences cannot be either, in one query; the ledger, which alone credits, decides on the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from registry.ledger.balance import Balance
from registry.ledger.credit import balance
from registry.models import AttendanceEntry, CourtOrder, Placement, Sentence
from registry.services.attendance.facts import facts_of_many
from registry.services.people.standing import has_status
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import WAITING_ENDS, EndReason, PlacementState

SERVING = (PlacementState.ACTIVE, PlacementState.SUSPENDED)
WEEK = 7
#: Of the weeks that a penalty takes: with recovered hours somebody may be done so early.
EARLIEST_SHARE = 0.75


@dataclass(frozen=True)
class Owing:
    """A sentence being served, or that waits: what it owes, since when somebody served it, and when it prescribes."""

    placement_id: int
    sentence_id: int
    state: PlacementState
    jornadas: int
    since: date
    prescribes_on: date | None

    def may_be_served(self, on: date) -> bool:
        """Whether enough weeks have passed for all of it."""
        return _weeks(self.since, on) >= self.jornadas * EARLIEST_SHARE

    def may_not_fit(self, on: date) -> bool:
        """Whether the weeks until it prescribes are too few for somebody who serves, and has served nothing."""
        return self._weeks_left(on) < self.jornadas

    def fits(self, so_far: Balance) -> bool:
        """Whether what is left fits into those weeks."""
        return so_far.remaining_jornadas <= self._weeks_left(so_far.on)

    def _weeks_left(self, on: date) -> float:
        """Weeks until it prescribes; without end where it does not, or nobody serves it."""
        if self.prescribes_on is None or self.state not in SERVING:
            return inf
        return _weeks(on, self.prescribes_on)


@dataclass(frozen=True)
class Reached:
    """Placements with the day that presses: all served, since when; what fits no more, until when."""

    served: Mapping[int, date]
    not_fitting: Mapping[int, date]


def read_hours(session: Session, *own: ColumnElement[bool], on: date) -> Reached:
    """Ask the ledger for the balances of whoever may be done or late; *own* are conditions on `Sentence`."""
    rows = [Owing(*row) for row in session.execute(_owing(on).where(*own))]
    doubtful = [row for row in rows if row.may_be_served(on) or row.may_not_fit(on)]
    facts = facts_of_many(session, [row.sentence_id for row in doubtful])
    held = [(row, balance(facts[row.sentence_id], on)) for row in doubtful]
    late = [row for row, so_far in held if not row.fits(so_far)]
    return Reached(
        served={row.placement_id: row.since for row, so_far in held if so_far.is_served},
        not_fitting={row.placement_id: row.prescribes_on for row in late if row.prescribes_on},
    )


def find_served(session: Session, *own: ColumnElement[bool], on: date) -> set[int]:
    """Sentences of which nothing is owed any more on a day, whatever became of their placements.

    *own* are conditions on `Sentence`. Of one of which nothing was noted something is owed.
    """
    place = aliased(Placement)
    noted = select(Sentence.id).join(place, place.sentence_id == Sentence.id)
    noted = noted.join(AttendanceEntry, AttendanceEntry.placement_id == place.id).where(*own).distinct()
    facts = facts_of_many(session, session.scalars(noted).all())
    return {sentence_id for sentence_id, told in facts.items() if balance(told, on).is_served}


def _owing(on: date) -> Select[*tuple[Any, ...]]:
    order, first = CourtOrder, aliased(Placement)
    changes = order.sentence_id == Sentence.id, order.jornadas.is_not(None), order.in_force_from <= on
    changed = select(order.jornadas).where(*changes).order_by(order.in_force_from.desc(), order.id.desc()).limit(1)
    since = select(func.min(first.starts_on)).where(first.sentence_id == Sentence.id)
    jornadas = func.coalesce(changed.scalar_subquery(), Sentence.jornadas)
    columns = Placement.id, Sentence.id, Placement.state, jornadas, since.scalar_subquery(), Sentence.prescribes_on
    return select(*columns).join(Placement.sentence).where(or_(Placement.state.in_(SERVING), _waits(on)))


def _waits(on: date) -> ColumnElement[bool]:
    """Condition on `Placement`: the last one of a sentence that waits for another place."""
    later = aliased(Placement)
    follows = later.sentence_id == Placement.sentence_id, later.id > Placement.id
    followed = exists().where(*follows, later.end_reason.is_distinct_from(EndReason.UNDONE))
    waiting = select(Sentence.id).where(has_status(SentenceStatus.WAITING, on)).correlate(None)
    return and_(Placement.end_reason.in_(WAITING_ENDS), ~followed, Placement.sentence_id.in_(waiting))


def _weeks(first: date, last: date) -> int:
    """Weeks from Monday to Sunday that have a day between two, both included."""
    monday = first - timedelta(days=first.weekday())
    return max(0, (last - monday).days // WEEK + 1) if last >= first else 0
