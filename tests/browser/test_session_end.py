"""A session about to end is announced, and its holder can stay."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looking import check_accessible

OFFICE = "lima-sur"


def test_five_minutes_before_the_end_the_page_says_so_and_offers_to_stay(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    page.clock.install()
    Desk(page, OFFICE).sign_in()
    warning = page.get_by_text("Su sesión termina en 5 minutos")

    page.clock.fast_forward("54:00")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("02:00")
    expect(warning).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Seguir").click()

    expect(warning).to_be_hidden()
