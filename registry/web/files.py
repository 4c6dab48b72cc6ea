"""Files as answers."""

from io import BytesIO

from flask import Response, send_file

PDF, CALENDAR = "application/pdf", "text/calendar"
#: A file that our own pages may show in a frame: it loads nothing, runs nothing and leads nowhere.
FRAMED = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


def download(content: bytes, media_type: str, name: str) -> Response:
    """Send a file to be kept under this name."""
    return send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)


def inline(content: bytes, media_type: str, name: str) -> Response:
    """Send a file to be looked at under this name, also in a frame of our own pages."""
    answer = send_file(BytesIO(content), mimetype=media_type, download_name=name)
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer
