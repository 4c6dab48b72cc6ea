"""Files that come with a form of the pages, or with a request of the API."""

from flask import request
from werkzeug.datastructures import FileStorage

from registry.services.documents import uploads


def find_sent(name: str = "file") -> FileStorage | None:
    """The file that was chosen in a box; none where the box was left empty."""
    sent = request.files.get(name)
    return sent if sent is not None and sent.filename else None


def take(sent: FileStorage) -> uploads.Upload:
    """Read a file no further than it may be long.

    Raises:
        InvalidFields: It is of no kind that is kept, or too large.
    """
    return uploads.accept(sent.filename or "", sent.stream.read(uploads.LARGEST_BYTES + 1))


def take_if_sent(name: str = "file") -> uploads.Upload | None:
    """Read the file of a box, where one was chosen.

    Raises:
        InvalidFields: As in `take`.
    """
    sent = find_sent(name)
    return None if sent is None else take(sent)
