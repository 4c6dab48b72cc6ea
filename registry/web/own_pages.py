"""The browser's side of a person's own page: half an hour in the session's cookie, beside whatever else it holds."""

from flask import session

from registry.extensions.clock import now
from registry.services.people.personal_codes import OpenedFile, is_in_force

KEY = "own_page"
SECONDS = 30 * 60


def keep_open(opened: OpenedFile) -> None:
    """Let this browser see the file for half an hour."""
    session.permanent = True
    session[KEY] = [opened.sentence_id, opened.digest, int(now().timestamp()) + SECONDS]


def find_open() -> OpenedFile | None:
    """The file that this browser may see, if its half hour is not over and no newer letter went out."""
    kept = session.get(KEY)
    if kept is None:
        return None
    opened = OpenedFile(kept[0], kept[1])
    if kept[2] > now().timestamp() and is_in_force(opened):
        return opened
    leave()
    return None


def leave() -> None:
    """Forget the file."""
    session.pop(KEY, None)
