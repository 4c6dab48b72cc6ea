"""Whether the parts that the registry needs answer: its database, and a worker that computes rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from registry.extensions.database import reading
from registry.models import Round
from registry.services.rounds.workers import is_any_alive


@dataclass(frozen=True)
class Readiness:
    """Which parts answer."""

    database: bool
    worker: bool

    @property
    def is_ready(self) -> bool:
        """Whether everything that officers need is there."""
        return self.database and self.worker


def check(at: datetime) -> Readiness:
    """Ask the database, and it for the workers' last signs of life."""
    try:
        return Readiness(database=True, worker=is_any_alive(at=at))
    except SQLAlchemyError:
        return Readiness(database=False, worker=False)


def rounds_by_state() -> Mapping[str, int]:
    """Count the rounds in each state; nothing where the database does not answer."""
    statement = select(Round.state, func.count()).group_by(Round.state)
    try:
        with reading() as session:
            return {state.value: count for state, count in session.execute(statement)}
    except SQLAlchemyError:
        return {}
