"""The door to the worker: services hand a round over without knowing what runs it."""

from typing import Protocol

from flask import current_app
from sqlalchemy.orm import Session

QUEUE = "reinserta.queue"


class RoundQueue(Protocol):
    """Runs rounds outside web requests, exactly once each."""

    def enqueue(self, session: Session, round_public_id: str) -> None:
        """Hand the round over within the caller's transaction: both are kept, or neither."""


def round_queue() -> RoundQueue:
    """Queue of the application in force."""
    queue: RoundQueue = current_app.extensions[QUEUE]
    return queue
