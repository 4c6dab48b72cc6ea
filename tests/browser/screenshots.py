"""The README's pictures, taken anew by `python -m pytest tests/browser/screenshots.py`; no part of the usual run."""

from pathlib import Path

import pytest

from tests.browser.conftest import DESK, OpenPage
from tests.browser.desk import Desk

FOLDER = Path(__file__).parent / "screenshots"
OFFICE = "lima-sur"
HEIGHT = 900
MOST_BYTES = 150_000


@pytest.fixture
def desk(open_page: OpenPage) -> Desk:
    """The desk of an office with more people than places."""
    desk = Desk(open_page(DESK), OFFICE)
    desk.page.set_viewport_size({"width": DESK, "height": HEIGHT})
    desk.sign_in()
    desk.follow("Rondas")
    desk.leave_by(desk.page.locator("main tbody th a").first)
    return desk


def test_the_result_of_a_round(desk: Desk):
    _take(desk, "round")


def test_a_proposal_explained(desk: Desk):
    desk.follow("Revisar las propuestas")
    desk.field("Orden").select_option(value="score")
    desk.press("Filtrar")
    desk.leave_by(desk.page.locator("main tbody th a").first)
    _take(desk, "proposal")


def _take(desk: Desk, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    picture = desk.page.screenshot(path=FOLDER / f"{name}.png")
    assert len(picture) <= MOST_BYTES
