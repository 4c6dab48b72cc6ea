"""A running round's progress: the part of the page that is fetched again, and the stream that says when."""

import json
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, stream_with_context

from registry.extensions.clock import now
from registry.services.accounts.accounts import Account
from registry.services.rounds import rounds
from registry.services.rounds.workers import is_any_alive
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("progress", __name__, url_prefix="/rondas")

#: A stream ends after so long and the browser opens another: it must not hold a thread for ever.
LONGEST_STREAM_SECONDS = 55
LOOK_EVERY_SECONDS = 1.0


@blueprint.get("/<uuid:round_id>/avance")
@permits(Act.READ_ROUNDS)
def part(round_id: UUID) -> str:
    """Show how far a round is; a finished one says so, and the page opens again."""
    round_ = rounds.get_round(str(round_id), officer=current_officer())
    return render_template("rounds/progress_part.html", round=round_, is_worker_alive=is_any_alive(at=now()))


@blueprint.get("/<uuid:round_id>/eventos")
@permits(Act.READ_ROUNDS)
def events(round_id: UUID) -> Response:
    """Send a message at each change; what changed is fetched by the page."""
    officer = current_officer()
    rounds.get_round(str(round_id), officer=officer)
    stream = stream_with_context(_changes(str(round_id), officer))
    return Response(stream, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _changes(public_id: str, officer: Account) -> Iterator[str]:
    """Look at the round now and then; no session stays open in between."""
    ends_at = time.monotonic() + LONGEST_STREAM_SECONDS
    told: Any = None
    while True:
        round_ = rounds.get_round(public_id, officer=officer)
        glance = [round_.state.value, round_.is_stop_requested, round_.progress]
        if glance != told:
            told = glance
            yield f"data: {json.dumps(round_.state.value)}\n\n"
        if not round_.is_under_way or time.monotonic() >= ends_at:
            return
        time.sleep(LOOK_EVERY_SECONDS)
