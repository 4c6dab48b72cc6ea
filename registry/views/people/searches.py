"""Words that people were looked for, kept beside an opaque key: names and documents never enter addresses."""

import secrets

from flask import session

SEARCHES = "searches"
MOST_KEPT = 5
LONGEST = 80


def keep(text: str) -> str:
    """Keep what was typed on this browser's session and give it a key; the oldest is forgotten."""
    key = secrets.token_urlsafe(6)
    kept = [*session.get(SEARCHES, []), [key, text.strip()[:LONGEST]]]
    session[SEARCHES] = kept[-MOST_KEPT:]
    return key


def find(key: str | None) -> str:
    """What was typed under a key; nothing where it is forgotten."""
    return str(dict(session.get(SEARCHES, [])).get(key, ""))
