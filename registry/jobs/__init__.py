"""Durable work: rounds run in worker processes through DBOS.

The web process only enqueues, in the transaction that creates the round; a worker carries the round
through its steps, and each finished step is kept, so that a round survives the end of its worker.
"""

from flask import Flask

from registry.extensions.queue import QUEUE
from registry.jobs.queue import DbosQueue


def register(app: Flask) -> None:
    """Hang this layer on the application."""
    app.extensions[QUEUE] = DbosQueue(app)
