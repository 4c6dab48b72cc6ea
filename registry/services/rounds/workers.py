"""Signs of life of the worker processes: who runs rounds now, and who has gone silent."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from registry.extensions.database import reading, transaction
from registry.models import Worker

#: A worker not heard of for so long is taken for dead: six missed beats.
SILENCE = timedelta(seconds=30)


def beat(executor_id: str, *, at: datetime) -> None:
    """Note that this worker lives; its first beat starts its row."""
    with transaction() as session:
        worker = session.get(Worker, executor_id)
        if worker is None:
            session.add(Worker(executor_id=executor_id, started_at=at, seen_at=at))
        else:
            worker.seen_at = at


def leave(executor_id: str) -> None:
    """Sign a worker off, so that others take over its rounds without waiting for the silence."""
    with transaction() as session:
        session.execute(delete(Worker).where(Worker.executor_id == executor_id))


def forget_silent(*, before: datetime) -> None:
    """Drop the rows of workers last heard of before an instant; they come back with their next beat."""
    with transaction() as session:
        session.execute(delete(Worker).where(Worker.seen_at < before))


def list_alive(*, at: datetime) -> list[str]:
    """Executor ids heard of within the silence, in alphabetical order."""
    with reading() as session:
        alive = select(Worker.executor_id).where(Worker.seen_at >= at - SILENCE)
        return list(session.scalars(alive.order_by(Worker.executor_id)))


def is_any_alive(*, at: datetime) -> bool:
    """Whether a worker would take up a round now."""
    return bool(list_alive(at=at))
