"""Hours noted against hours owed, for many sentences at once: enough to ask for a look, never a balance.

Every hour noted as served is counted, also what the ledger caps: it credits no more than that. So a
penalty that does not fit by these hours does not fit at all, and one that seems served may still lack some.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from registry.models import AttendanceEntry, CourtOrder, Placement, Sentence
from registry.norms import value_at
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.placements import PlacementState

CREDITED = tuple(outcome for outcome in Outcome if outcome.credited)
SERVING = (PlacementState.ACTIVE, PlacementState.SUSPENDED)
WEEK = 7
MINUTES = 60
#: Of the weeks that a penalty takes: with recovered hours somebody may be done so early.
EARLIEST_SHARE = 0.75


@dataclass(frozen=True)
class Owing:
    """A sentence being served: what it owes, since when somebody serves it, and when it prescribes."""

    placement_id: int
    sentence_id: int
    jornadas: int
    since: date
    prescribes_on: date | None

    def may_be_served(self, on: date) -> bool:
        """Whether enough weeks have passed for all of it."""
        return _weeks(self.since, on) >= self.jornadas * EARLIEST_SHARE

    def may_not_fit(self, on: date) -> bool:
        """Whether the weeks until it prescribes are too few for somebody who has served nothing."""
        return self.prescribes_on is not None and _weeks(on, self.prescribes_on) < self.jornadas

    def fits(self, minutes: int, minutes_a_jornada: int, on: date) -> bool:
        """Whether what is left, after so many minutes, fits into those weeks."""
        left = self.jornadas * minutes_a_jornada - minutes
        return self.prescribes_on is None or -(-left // minutes_a_jornada) <= _weeks(on, self.prescribes_on)


@dataclass(frozen=True)
class Reached:
    """Placements with the day that presses: hours all noted, since when; hours that fit no more, until when."""

    served: Mapping[int, date]
    not_fitting: Mapping[int, date]


def read_hours(session: Session, *own: ColumnElement[bool], on: date) -> Reached:
    """Hold hours noted against hours owed, in two queries; *own* are conditions on `Sentence`."""
    rows = [Owing(*row) for row in session.execute(_owing(on).where(*own))]
    doubtful = [row for row in rows if row.may_be_served(on) or row.may_not_fit(on)]
    minutes = _minutes(session, [row.sentence_id for row in doubtful], on)
    a_jornada = value_at("hours_per_credited_jornada", on) * MINUTES
    noted = [(row, minutes.get(row.sentence_id, 0)) for row in doubtful]
    served = {row.placement_id: row.since for row, done in noted if done >= row.jornadas * a_jornada}
    late = {
        row.placement_id: row.prescribes_on
        for row, done in noted
        if row.prescribes_on and row.placement_id not in served and not row.fits(done, a_jornada, on)
    }
    return Reached(served, late)


def _owing(on: date) -> Select[*tuple[Any, ...]]:
    order, first = CourtOrder, aliased(Placement)
    changes = order.sentence_id == Sentence.id, order.jornadas.is_not(None), order.in_force_from <= on
    changed = select(order.jornadas).where(*changes).order_by(order.in_force_from.desc(), order.id.desc()).limit(1)
    since = select(func.min(first.starts_on)).where(first.sentence_id == Sentence.id)
    jornadas = func.coalesce(changed.scalar_subquery(), Sentence.jornadas)
    columns = Placement.id, Sentence.id, jornadas, since.scalar_subquery(), Sentence.prescribes_on
    return select(*columns).join(Placement.sentence).where(Placement.state.in_(SERVING))


def _minutes(session: Session, sentence_ids: Sequence[int], on: date) -> dict[int, int]:
    """Minutes noted as served and in force, by sentence."""
    if not sentence_ids:
        return {}
    entry, later = AttendanceEntry, aliased(AttendanceEntry)
    in_force = ~select(later.id).where(later.replaces_id == entry.id).exists()
    statement = select(Placement.sentence_id, func.sum(entry.left_at - entry.arrived))
    statement = statement.join(Placement, Placement.id == entry.placement_id)
    counted = entry.outcome.in_(CREDITED), entry.day <= on, in_force
    statement = statement.where(Placement.sentence_id.in_(sentence_ids), *counted).group_by(Placement.sentence_id)
    return {sentence_id: int(minutes or 0) for sentence_id, minutes in session.execute(statement)}


def _weeks(first: date, last: date) -> int:
    """Weeks from Monday to Sunday that have a day between two, both included."""
    monday = first - timedelta(days=first.weekday())
    return max(0, (last - monday).days // WEEK + 1) if last >= first else 0
