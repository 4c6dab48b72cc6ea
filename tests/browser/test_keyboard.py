"""Whoever has no mouse: every stop of the focus is seen, none is a trap, and the main path is reached."""

import pytest
from playwright.sync_api import Page

from registry.demo.offices import SIGN_IN_WORDS
from tests.browser.conftest import DESK, OpenPage
from tests.browser.desk import TO_REVIEW, Desk, leave_by
from tests.browser.keyboard import enter, go_to, stops_of

OFFICE = "lima-este"
#: Pixels of the outline that tells where the focus is.
OUTLINE = 3


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A window of a case officer whose office has a round to review."""
    page = open_page(DESK)
    Desk(page, OFFICE).sign_in()
    return page


@pytest.mark.parametrize("path", ["/personas/", "/personas/nueva", "/rondas/nueva", "/ubicaciones/"])
def test_every_stop_of_the_focus_can_be_seen(page: Page, path: str):
    page.goto(path)

    stops = stops_of(page)

    assert stops[0].words == "Ir al contenido"
    assert [stop for stop in stops if not stop.is_seen or stop.outline < OUTLINE] == []


def test_the_main_path_is_reached_by_keyboard_alone(open_page: OpenPage):
    page = open_page(DESK)
    page.goto("/ingresar")
    go_to(page, "Usuario")
    page.keyboard.type(f"oficial.{OFFICE}")
    go_to(page, "Contraseña")
    page.keyboard.type(SIGN_IN_WORDS)
    enter(page, "Ingresar")
    enter(page, page.get_by_role("link", name=TO_REVIEW).get_attribute("aria-label") or "")
    enter(page, page.locator("main tbody tr th").first.inner_text())
    enter(page, "Confirmar la ubicación")
    enter(page, "Emitir cartas y notificar")

    assert "Se emitieron las dos cartas" in page.locator("main").inner_text()


def test_letters_act_on_the_row_that_has_the_focus(page: Page):
    leave_by(page.get_by_role("link", name=TO_REVIEW))
    names = page.locator("main tbody tr th").all_inner_texts()
    go_to(page, names[0])
    page.keyboard.press("j")

    with page.expect_navigation():
        page.keyboard.press("o")

    assert names[1] in page.get_by_role("heading", level=1).inner_text()
