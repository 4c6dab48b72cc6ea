"""Refusals as RFC 9457 problem details, in Spanish; their `type` is a path under `/api/v1/docs`."""

import json
from typing import Any

from flask import Flask, make_response
from marshmallow import fields
from werkzeug.wrappers import Response

from registry.errors import DomainError
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Text, Whole
from registry.web.identity import API_PREFIX
from registry.web.refusals import Refusal, add_teller, refusal_of
from registry.web.telemetry import request_id
from registry.web.words import words_for

CONTENT_TYPE = "application/problem+json"
TYPES = "/api/v1/docs#problema-"
CHALLENGE = ("WWW-Authenticate", 'Bearer realm="reinserta"')


class ProblemOutput(OutputSchema):
    """What every refused operation answers."""

    type = Text(
        required=True,
        metadata={"description": "Dirección que explica este tipo de problema", "format": "uri-reference"},
    )
    title = Text(required=True, metadata={"description": "Qué pasó, en pocas palabras"})
    status = Whole(required=True, metadata={"description": "Estado HTTP"})
    detail = Text(longest=2000, required=True, metadata={"description": "Qué pasó y qué hacer"})
    errors = fields.Dict(
        keys=Text(),
        values=fields.List(Text(longest=2000)),
        metadata={"description": "Mensajes de cada campo rechazado"},
    )
    request_id = Text(required=True, metadata={"description": "Código para pedir ayuda"})


def register(app: Flask) -> None:
    """Answer every refusal under `/api/` as a problem."""
    add_teller(app, API_PREFIX, answer)


def answer(refusal: Refusal) -> Response:
    """Answer one refusal; a stale version is a failed precondition, since the caller stated it in If-Match."""
    body = _body(refusal)
    status = body["status"]
    text = json.dumps(body, ensure_ascii=False)
    response = make_response(text.encode("utf-8", "backslashreplace"), status)
    response.headers.extend([*refusal.headers, *([CHALLENGE] if status == 401 else [])])
    response.content_type = CONTENT_TYPE
    return response


def problem_of(error: DomainError) -> dict[str, Any]:
    """Tell a refusal as one row of a longer answer."""
    return _body(refusal_of(error))


def _body(refusal: Refusal) -> dict[str, Any]:
    status = 412 if refusal.code == "stale_version" else refusal.status
    body: dict[str, Any] = {
        "type": TYPES + refusal.code.replace("_", "-"),
        "title": words_for(status).title,
        "status": status,
        "detail": refusal.detail,
        "request_id": request_id(),
    }
    return body | ({"errors": dict(refusal.errors)} if refusal.errors else {})
