"""Rounds that a worker has, or will have: for those who watch that none is forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import Round, WorkRound
from registry.models.rounds.round import UNDER_WAY

#: What freezing, publishing and a restart may add to a round's own time limit, at the very most.
MARGIN = timedelta(minutes=10)


@dataclass(frozen=True)
class UnderWay:
    """A round not ended yet, and the instant by which any process that runs it would have ended it."""

    public_id: str
    due_by: datetime


def list_under_way() -> list[UnderWay]:
    """Rounds queued or running, of every office and then of every prison, oldest first."""
    with reading() as session:
        rows = [
            row
            for kind in (Round, WorkRound)
            for row in session.execute(
                select(kind.public_id, kind.created_at, kind.started_at, kind.time_limit_seconds)
                .where(kind.state.in_(UNDER_WAY))
                .order_by(kind.id)
            )
        ]
    return [
        UnderWay(key, (started or created) + timedelta(seconds=2 * limit) + MARGIN)
        for key, created, started, limit in rows
    ]
