"""What is noted of each request: a code that people can quote, a log line, counts and times; no personal data.

Requests are named by their endpoint, never by their address: addresses hold keys and search words.
"""

import secrets
import time
from collections.abc import Mapping

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from registry.extensions.logs import log

REQUEST_ID_HEADER = "X-Request-ID"
METERS = "reinserta.meters"
UNKNOWN = "unknown"


class Meters:
    """Counts and times of one application's requests."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "reinserta_requests", "Requests answered", ["endpoint", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram("reinserta_request_seconds", "Seconds to answer", ["endpoint"], registry=self.registry)

        self.rounds = Gauge("reinserta_rounds", "Assignment rounds", ["state"], registry=self.registry)

    def exposition(self, rounds_by_state: Mapping[str, int]) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        self.rounds.clear()
        for state, count in rounds_by_state.items():
            self.rounds.labels(state).set(count)
        return generate_latest(self.registry)


def meters() -> Meters:
    """Meters of the application in force."""
    held: Meters = current_app.extensions[METERS]
    return held


def request_id() -> str:
    """Code of the present request, as its error page shows it."""
    return str(g.request_id)


def register(app: Flask) -> None:
    """Note every request of the application."""
    app.extensions[METERS] = Meters()
    app.before_request(_open)
    app.after_request(_close)


def _open() -> None:
    """Start with an empty `g`, also inside an application context that a command or a test holds open."""
    for name in list(g):
        g.pop(name)
    code = secrets.token_hex(6).upper()
    g.request_id = "-".join(code[start : start + 4] for start in (0, 4, 8))
    g.started = time.perf_counter()


def _close(response: Response) -> Response:
    response.headers[REQUEST_ID_HEADER] = request_id()
    seconds = time.perf_counter() - g.started
    endpoint, method = request.endpoint or UNKNOWN, _method()
    meters().requests.labels(endpoint, method, response.status_code).inc()
    meters().seconds.labels(endpoint).observe(seconds)
    if endpoint != "static":
        log().info(
            "request",
            endpoint=endpoint,
            method=method,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
            request_id=request_id(),
        )
    return response


def _method() -> str:
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return request.method if request.method in known else UNKNOWN
