"""Idempotency keys: what is sent twice under one is taken once (IETF draft «The Idempotency-Key HTTP Header Field»)."""

from flask import request

from registry.schemas.attendance.tap import KEY
from registry.web.refusals import InvalidInput

HEADER = "Idempotency-Key"
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": HEADER,
    "description": "Clave propia de este envío: repetida con lo mismo, responde lo primero; con otro contenido, 422",
    "schema": {"type": "string", "pattern": KEY.pattern},
}


def idempotency_key() -> str | None:
    """The key of the request, where it has one.

    Raises:
        InvalidInput: It is not in the shape of one.
    """
    key = request.headers.get(HEADER)
    if key is not None and not KEY.fullmatch(key):
        raise InvalidInput({HEADER: ["La clave lleva de 16 a 64 letras, dígitos o guiones. Corríjala."]})
    return key
