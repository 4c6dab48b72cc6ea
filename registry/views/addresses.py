"""Addresses: the keys of records in them, and where a page may send its reader on to, only paths of our own."""

from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for
from werkzeug.routing import IntegerConverter, Map

NEXT = "siguiente"
#: The highest key that both databases hold.
HIGHEST_KEY = 2_147_483_647


class KeyConverter(IntegerConverter):
    """A number that may be a record's key; an address with any other is one that does not exist."""

    def __init__(self, map: Map, **limits: Any) -> None:
        super().__init__(map, **{"max": HIGHEST_KEY, **limits})


def safe_path(target: str | None) -> str | None:
    """The path within this site that *target* names; None for anything that could lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(letter <= " " or letter == "\\" for letter in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def present_page() -> str | None:
    """Path to come back to after signing in: the page asked for or, of a posted form, the page that showed it."""
    if request.method == "GET":
        return safe_path(request.full_path.removesuffix("?"))
    origin = urlsplit(request.referrer or "")
    if origin.netloc != request.host:
        return None
    return safe_path(origin.path + (f"?{origin.query}" if origin.query else ""))


def sign_in_url(back_to: str | None = None) -> str:
    """Address of the sign-in page, which then leads on to *back_to*."""
    if not back_to or back_to == "/":
        return url_for("sign_in.show")
    return url_for("sign_in.show", siguiente=back_to)
