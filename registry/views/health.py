"""Signs of life for whoever runs the service: the process, its parts, its figures. No personal data."""

from flask import Blueprint, Response

from registry.extensions.clock import now
from registry.services import readiness
from registry.web.permissions import public
from registry.web.telemetry import meters

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> dict[str, str]:
    """Tell that the process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def readyz() -> tuple[dict[str, str | bool], int]:
    """Tell whether the database and a worker answer; 503 where either does not."""
    found = readiness.check(now())
    status = "ok" if found.is_ready else "unavailable"
    return {"status": status, "database": found.database, "worker": found.worker}, 200 if found.is_ready else 503


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Tell counts and times of requests, and how many rounds stand in each state."""
    return Response(meters().exposition(readiness.rounds_by_state()), content_type="text/plain; version=0.0.4")
