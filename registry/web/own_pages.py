"""The browser's side of a person's own page: half an hour in the session's cookie, beside whatever else it holds."""

from flask import session

from registry.extensions.clock import now
from registry.services.people.personal_codes import OpenedFile, is_in_force

KEY = "own_page"
#: Whose page closed by itself in this browser: what was typed there is theirs alone.
CLOSED = "own_page_closed"
SECONDS = 30 * 60


def keep_open(opened: OpenedFile) -> None:
    """Let this browser see the file for half an hour."""
    session.permanent = True
    session.pop(CLOSED, None)
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
    session[CLOSED] = opened.sentence_id
    return None


def was_closed(opened: OpenedFile) -> bool:
    """Whether the page that closed by itself here was this file's."""
    return session.get(CLOSED) == opened.sentence_id


def leave() -> None:
    """Forget the file."""
    session.pop(KEY, None)
    session.pop(CLOSED, None)
