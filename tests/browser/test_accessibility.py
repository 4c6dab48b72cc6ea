"""Every page and its states, for whoever reads by ear, magnifies, or has a small window."""

import pytest
from playwright.sync_api import Page, expect

from registry.demo.offices import SEATS, username_of
from registry.vocabulary.accounts import Role
from tests.browser import chapters
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.crawling import crawl
from tests.browser.desk import Desk
from tests.browser.looking import Looker, check_accessible, check_fits, unfold

OFFICE = "lima-sur"
#: A window magnified four times, and twice.
NARROW = (320, 640)
FEWEST_PAGES = 40
#: The first office alone has accounts of institutions.
OUTSIDE = SEATS[0][0]
FEWEST_OUTSIDE = 25


@pytest.fixture
def page(open_page: OpenPage, width: int) -> Page:
    """A window of a case officer."""
    page = open_page(width)
    Desk(page, OFFICE).sign_in()
    return page


def test_the_rules_find_what_is_broken(open_page: OpenPage):
    page = open_page(DESK)
    page.goto("/ingresar")
    page.evaluate("document.querySelector('label').remove()")

    with pytest.raises(AssertionError, match="label"):
        check_accessible(page)


def test_every_page_that_links_lead_to_is_accessible_unfolded(page: Page):
    look, opened = Looker(), 0
    for _ in crawl(page):
        unfold(page)
        look(page)
        opened += 1

    assert opened >= FEWEST_PAGES


@pytest.mark.parametrize("who", [Role.INSTITUTION_MANAGER, Role.COMPANY_MANAGER, Role.RELIGIOUS_REPRESENTATIVE])
def test_every_page_of_an_institution_s_account_is_accessible_on_a_phone(open_page: OpenPage, who: Role):
    page, look, opened = open_page(PHONE), Looker(), 0
    Desk(page, OUTSIDE).sign_in_as(username_of(who, OUTSIDE))
    for _ in crawl(page):
        unfold(page)
        look(page)
        opened += 1

    assert opened >= FEWEST_OUTSIDE


def test_no_page_scrolls_sideways_however_much_it_is_magnified(open_page: OpenPage):
    page = open_page(DESK)
    Desk(page, OFFICE).sign_in()
    for _ in crawl(page):
        unfold(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 600})
            check_fits(page)


@pytest.mark.parametrize("path", ["/personas/nueva", "/instituciones/nueva"])
def test_a_refused_form_is_accessible_and_its_summary_has_the_focus(page: Page, path: str):
    page.goto(path)
    page.locator("main form button[type=submit]").last.click()

    expect(page.locator("#resumen-errores")).to_be_focused()
    assert page.title().startswith("Error: ")
    check_accessible(page)


@pytest.mark.parametrize(
    "path", ["/componentes", "/nada", "/", "/verificar/", "/verificar/2222-2222-2222-2222", "/ayuda-social/"]
)
def test_what_the_public_sees_is_accessible(open_page: OpenPage, width: int, path: str):
    page = open_page(width)
    page.goto(path)
    unfold(page)

    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("path", ["/personas/?lugar=Macondo", "/ubicaciones/?estado=suspended"])
def test_an_empty_list_is_accessible(page: Page, path: str):
    page.goto(path)

    check_accessible(page)


def test_a_round_under_way_is_accessible_also_when_its_news_do_not_come(open_page: OpenPage, width: int):
    office = {PHONE: "chiclayo", DESK: "juliaca"}[width]
    page = open_page(width)
    desk = Desk(page, office)
    desk.sign_in()
    for news in ("**/eventos", "**/avance"):
        page.route(news, lambda route: route.abort())
    chapters.start_round(desk)
    desk.reads("Puede cerrar esta página")

    check_accessible(page)
    check_fits(page)


def test_nothing_moves_for_whoever_asks_for_stillness(open_page: OpenPage):
    page = open_page(DESK)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/componentes")
    unfold(page)

    assert page.evaluate("document.getAnimations().length") == 0


def test_state_tags_keep_their_words_in_forced_colours(open_page: OpenPage):
    page = open_page(DESK)
    page.emulate_media(forced_colors="active")
    page.goto("/componentes")

    check_accessible(page)
