"""A round computed by the very process that starts it: for commands, which need no worker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from registry.extensions.queue import QUEUE
from registry.jobs.queue import HeldQueue
from registry.jobs.workflows import run_round


@contextmanager
def without_worker(app: Flask) -> Iterator[Callable[[], None]]:
    """Keep the rounds started inside the block from the workers; calling what it gives computes them here.

    For a process of one thread: what other threads start meanwhile is held as well.
    """
    held, queue = HeldQueue(), app.extensions[QUEUE]
    app.extensions[QUEUE] = held
    try:
        yield lambda: held.run_all(lambda public_id: run_round(app, public_id))
    finally:
        app.extensions[QUEUE] = queue
