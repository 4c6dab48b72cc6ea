"""Who acts now, and what for: set at the edge (views, API, commands, jobs), read by the audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The person or process on whose account the present work is done."""

    name: str
    post: str = ""
    officer_id: int | None = None
    office_id: int | None = None
    purpose: str = ""
    address: str = ""
    request_id: str = ""


SYSTEM = Actor(name="system", post="process")
_current: ContextVar[Actor] = ContextVar("actor", default=SYSTEM)


def current_actor() -> Actor:
    """Whoever acts now; the system itself where nobody was named."""
    return _current.get()


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Act as *actor* until the block ends."""
    token = _current.set(actor)
    try:
        yield actor
    finally:
        _current.reset(token)
