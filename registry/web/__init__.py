"""What pages and API share of HTTP: who asks, whether they may, what is noted, how refusals are told."""

from flask import Flask

from registry.extensions.logs import configure_logs
from registry.web import (
    compression,
    csrf,
    headers,
    identity,
    limits,
    modules,
    months,
    permissions,
    refusals,
    sessions,
    telemetry,
)

PARTS = (
    telemetry,
    headers,
    limits,
    sessions,
    identity,
    modules,
    permissions,
    csrf,
    compression,
    refusals,
    months,
)


def register(app: Flask) -> None:
    """Frame every request of the application; the order of the parts is the order in which they act."""
    configure_logs(app.config["SETTINGS"].log_level)
    for part in PARTS:
        part.register(app)
