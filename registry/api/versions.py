"""Versions as entity tags: who changes a record says which version they read, so that nobody's save is lost."""

import re
from typing import Any

from flask import request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

TAG = re.compile(r"(\d{1,12})-(\d{1,9})")
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "Etiqueta ETag de la versión que usted leyó",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,12}-[0-9]{1,9}"$'},
}


def tagged(record: Any, status: int = 200, **headers: str) -> tuple[Any, int, dict[str, str]]:
    """Answer a record with the tag of its version."""
    return record, status, {"ETag": f'"{record.id}-{record.version}"', **headers}


def expected_version(record_id: int) -> int:
    """Version that the caller read of this record, as its If-Match tells.

    Raises:
        PreconditionRequired: The header is missing.
        PreconditionFailed: It names no version of this record.
    """
    if not request.if_match.as_set(include_weak=True) and not request.if_match.star_tag:
        raise PreconditionRequired
    for tag in request.if_match.as_set():
        found = TAG.fullmatch(tag)
        if found and int(found[1]) == record_id:
            return int(found[2])
    raise PreconditionFailed
