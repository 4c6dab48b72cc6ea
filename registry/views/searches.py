"""Words that people were looked for, kept beside an opaque key: names and documents never enter addresses."""

import secrets
from collections.abc import Mapping

from flask import flash, session

SEARCHES = "searches"
#: Part of the address that carries the key.
PARAMETER = "busqueda"
FORGOTTEN = "Esa búsqueda ya no está guardada. Escríbala otra vez."
MOST_KEPT = 5
LONGEST = 80


def keep(text: str) -> str:
    """Keep what was typed on this browser's session and give it a key; the oldest is forgotten."""
    key = secrets.token_urlsafe(6)
    kept = [*session.get(SEARCHES, []), [key, text.strip()[:LONGEST]]]
    session[SEARCHES] = kept[-MOST_KEPT:]
    return key


def asked(given: Mapping[str, str]) -> str:
    """What was typed under the key that an address names; the page says so where it is forgotten."""
    if PARAMETER not in given:
        return ""
    text = str(dict(session.get(SEARCHES, [])).get(given[PARAMETER], ""))
    if not text:
        flash(FORGOTTEN, "warning")
    return text
