"""Several acts at the same moment, each in a thread with its own session."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from registry.errors import DomainError


def at_once(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """Run the acts together and answer, in their order, what each returned or how it was refused."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        with app.app_context():
            start.wait()
            try:
                return act()
            except DomainError as refusal:
                return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))
