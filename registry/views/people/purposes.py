"""Why an officer looks at a person's reserved facts: stated once, good for a while on this browser."""

from flask import session

from registry.extensions.clock import now

PURPOSES = "purposes"
GOOD_FOR_SECONDS = 15 * 60
MOST_KEPT = 5


def state(person_id: int | str, purpose: str) -> None:
    """Keep the purpose of the looks to come."""
    kept = {key: value for key, value in session.get(PURPOSES, {}).items() if key != str(person_id)}
    newest = list(kept.items())[-(MOST_KEPT - 1) :]
    session[PURPOSES] = {**dict(newest), str(person_id): [purpose, int(now().timestamp()) + GOOD_FOR_SECONDS]}


def stated(person_id: int | str) -> str | None:
    """The purpose stated for a person, while it is good."""
    purpose, until = session.get(PURPOSES, {}).get(str(person_id), ("", 0))
    return str(purpose) if now().timestamp() < until else None
