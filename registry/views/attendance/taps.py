"""Where a phone's notes arrive, one by one, each taken once however often it is sent; its script reads the answers."""

from typing import Any, cast

from flask import Blueprint, Flask, jsonify, request
from flask.blueprints import BlueprintSetupState
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.schemas.attendance.tap import TapInput
from registry.services.attendance.notes import Noted, source_at_unit
from registry.services.attendance.recording import Note, NotedMeanwhile, record
from registry.views.formats.attendance import noted_text
from registry.views.formats.dates import time_office
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import InvalidInput, Refusal, add_teller, refusal_of

ADDRESS = "/asistencia/anotaciones"

blueprint = Blueprint("taps", __name__)


@blueprint.record_once
def _tell_as_answers(state: BlueprintSetupState) -> None:
    add_teller(cast(Flask, state.app), ADDRESS, _answer)


@blueprint.post(ADDRESS)
@permits(Act.KEEP_ATTENDANCE)
def take() -> Response:
    """Write one note into the ledger, or tell what stands there in its place."""
    note = Note(**_loaded(), source=source_at_unit(current_officer()))
    try:
        entry = record(note, officer=current_officer(), on=today())
    except NotedMeanwhile as refusal:
        answer = _answer(refusal_of(refusal))
        answer.set_data(jsonify({**answer.get_json(), "kept": _kept(refusal.noted)}).data)
        return answer
    return jsonify(_shown(entry))


def _loaded() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    try:
        loaded: dict[str, Any] = TapInput().load(sent if isinstance(sent, dict) else {})
    except ValidationError as refusal:
        raise InvalidInput(refusal.messages_dict) from refusal
    return loaded


def _shown(entry: Any) -> dict[str, Any]:
    """What the phone needs to go on from an entry."""
    words = noted_text(entry.outcome, entry.arrived, entry.left_at)
    return {"id": entry.id, "outcome": entry.outcome.value, "arrived": entry.arrived, "words": words}


def _kept(noted: Noted) -> dict[str, Any]:
    """What somebody else noted, with who and when."""
    return {
        "id": noted.entry_id,
        "outcome": noted.outcome.value,
        "arrived": noted.arrived,
        "words": noted_text(noted.outcome, noted.arrived, noted.left),
        "by": noted.account_name,
        "at": time_office(noted.recorded_at),
    }


def _answer(refusal: Refusal) -> Response:
    """A refusal with all its words in one text: the script shows it as it comes."""
    texts = [text for texts in refusal.errors.values() for text in texts]
    answer = jsonify({"code": refusal.code, "detail": " ".join(texts) or refusal.detail})
    answer.status_code = refusal.status
    answer.headers.extend(list(refusal.headers))
    return answer
