"""The web process: gunicorn with threads, so that event streams starve nobody."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

#: Event streams reconnect by themselves; a stop waits for ordinary requests only.
GRACE_SECONDS = 5


class Web(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """The application under gunicorn, on a listener opened before."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options; none is read from files or the environment."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Give gunicorn the application, built once before its workers are forked."""
        return self.app


def run_web(app: Flask, listener: int, threads: int) -> None:
    """Serve the pages until SIGTERM or SIGINT, in one process, since the meters count in memory."""
    options = {
        "bind": f"fd://{listener}",
        "worker_class": "gthread",
        "workers": 1,
        "threads": threads,
        "timeout": 120,
        "graceful_timeout": GRACE_SECONDS,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    Web(app, options).run()
