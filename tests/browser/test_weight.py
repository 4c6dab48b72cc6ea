"""What a page weighs on its first visit, packed as it is sent, for lines of 400 kbit/s."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, OpenPage
from tests.browser.desk import Desk

KILOBYTE = 1000


@dataclass
class Load:
    """What the line carried."""

    bytes: float = 0
    files: list[str] = field(default_factory=list)

    def note(self, address: str) -> None:
        """Note a file; the tab's icon comes after the page, and pictures in the styles come with them."""
        if not address.startswith("data:") and "favicon" not in address:
            self.files.append(address)

    def add(self, bytes_: float) -> None:
        self.bytes += bytes_


def load_of(page: Page, path: str) -> Load:
    """Open a page with nothing kept from before and weigh what arrives, headers among it."""
    load = Load()
    line = page.context.new_cdp_session(page)
    line.on("Network.responseReceived", lambda event: load.note(event["response"]["url"]))
    line.on("Network.loadingFinished", lambda event: load.add(event["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(path, wait_until="networkidle")
    line.detach()
    return load


@pytest.mark.parametrize("path", ["/", "/ingresar", "/verificar/", "/tramites/unidad-publica/", "/seguir/"])
def test_a_public_page_weighs_at_most_60_kilobytes(open_page: OpenPage, path: str):
    load = load_of(open_page(DESK), path)

    assert load.bytes <= 60 * KILOBYTE
    assert len(load.files) <= 5, load.files


@pytest.mark.parametrize("path", ["/", "/personas/", "/personas/nueva", "/unidades/", "/ubicaciones/", "/rondas/"])
def test_a_list_weighs_at_most_90_kilobytes(open_page: OpenPage, path: str):
    page = open_page(DESK)
    Desk(page, "arequipa").sign_in()

    load = load_of(page, path)

    assert load.bytes <= 90 * KILOBYTE
    assert len(load.files) <= 8, load.files


def test_a_result_weighs_at_most_150_kilobytes(open_page: OpenPage):
    page = open_page(DESK)
    desk = Desk(page, "arequipa")
    desk.sign_in()
    desk.review()

    load = load_of(page, page.url)

    assert load.bytes <= 150 * KILOBYTE
    assert len(load.files) <= 9, load.files
