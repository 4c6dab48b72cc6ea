"""Lighter answers: text goes out packed to browsers that take it, for lines of 400 kbit/s."""

import gzip
import secrets
from functools import lru_cache
from io import BytesIO

from flask import Flask, Response, request

PACKED_TYPES = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml", "application/geo+json"})
#: Also where it is a file: what programs ask of the application itself stays plain.
PACKED_FILES = PACKED_TYPES | {"application/json"}
#: Below this, the packing weighs more than it saves.
LEAST_BYTES = 500
PAGE_LEVEL, FILE_LEVEL = 5, 9
#: Most bytes of chance in a page's length.
MOST_NOISE = 100


def register(app: Flask) -> None:
    """Pack the application's text, but neither streams nor what the API tells by its own tags."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    is_file = request.endpoint == "static"
    packed = PACKED_FILES if is_file else PACKED_TYPES
    if response.mimetype not in packed or response.status_code in (204, 206, 304) or request.method == "HEAD":
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip") or (response.is_streamed and not is_file):
        return response
    response.direct_passthrough = False
    text = response.get_data()
    if len(text) >= LEAST_BYTES:
        response.set_data(_packed_file(text) if is_file else _packed_page(text))
        response.headers["Content-Encoding"] = "gzip"
        _weaken_tag(response)
    return response


@lru_cache(maxsize=64)
def _packed_file(text: bytes) -> bytes:
    """Pack a static file, once."""
    return gzip.compress(text, FILE_LEVEL, mtime=0)


def _packed_page(text: bytes) -> bytes:
    """Pack a page to a length that chance sways: it must not betray the tokens on it (the BREACH attack)."""
    packed = BytesIO()
    noise = "x" * secrets.randbelow(MOST_NOISE)
    with gzip.GzipFile(noise, "wb", PAGE_LEVEL, packed, mtime=0) as file:
        file.write(text)
    return packed.getvalue()


def _weaken_tag(response: Response) -> None:
    """Packed and plain bytes say the same but are not the same."""
    tag, _is_weak = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
