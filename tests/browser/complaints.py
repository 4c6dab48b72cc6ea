"""What a page complains of while it is used."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Page, Request, Response

#: A refused form answers 422, a lost place 409: the browser notes them, and they are no fault of the page.
EXPECTED = {404, 409, 422}


@contextmanager
def listening(page: Page, site: str) -> Iterator[list[str]]:
    """Collect errors of scripts, broken files and addresses elsewhere; fail with them at the end."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        is_told_by_status = message.text.startswith("Failed to load resource")
        if message.type == "error" and not is_told_by_status:
            complaints.append(f"console: {message.text} on {page.url}")

    def see(response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 400 and not (is_page and response.status in EXPECTED):
            complaints.append(f"{response.status}: {response.url}")

    def follow(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:")):
            complaints.append(f"left the site: {request.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(f"script: {error} on {page.url}"))
    page.on("response", see)
    page.on("request", follow)
    yield complaints
    assert not complaints, "\n".join(complaints)
