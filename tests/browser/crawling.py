"""Every page that an officer can reach by links, one of each make of address."""

import re
from collections import deque
from collections.abc import Iterator

from playwright.sync_api import Page

KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LINKS = "[...document.querySelectorAll('header a, nav a, main a')].map(link => link.href)"
ELSEWHERE = re.compile(r"\.(pdf|json|ics)$|\.csv|/api/|#|/seguir/\d+/(documentos|papeles/\w+)/\d+|/pdf$")


def crawl(page: Page, start: str = "/") -> Iterator[str]:
    """Open one page of each make that links lead to; stops at each, and gives its address."""
    page.goto(start)
    site = page.url.removesuffix(start)
    opened: set[str] = set()
    waiting = deque([page.url])
    while waiting:
        address = waiting.popleft()
        make = _make_of(address.removeprefix(site))
        if make in opened or not address.startswith(site) or ELSEWHERE.search(address):
            continue
        opened.add(make)
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, f"{answer.status}: {address}"
        waiting.extend(page.evaluate(LINKS))
        yield address


def _make_of(address: str) -> str:
    """The address without its keys; of a list's filters only their names."""
    path, _, query = address.partition("?")
    names = sorted({part.partition("=")[0] for part in query.split("&") if part.partition("=")[2]})
    return KEYS.sub("·", path) + "?" + "&".join(names)
