"""A unit's month on paper, in the browser: listed, typed twice, compared, and taken once for a reason."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import Placement
from registry.reference.months import month_before
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.attendance import balance_of, make_placement, make_saturdays, make_supervisor

MONTH = month_before(today())
#: The first two Saturdays of last month.
FIRST = MONTH + timedelta(days=(5 - MONTH.weekday()) % 7)
SECOND = FIRST + timedelta(days=7)


@pytest.fixture
def placement(officer: Account) -> Placement:
    return make_placement(officer=officer, starts_on=MONTH)


@pytest.fixture
def colleague(client: FlaskClient, officer: Account) -> Browser:
    """A colleague of the officer, at another machine."""
    return Browser(client.application.test_client()).sign_in(make_officer(office_id=officer.office_id))


@pytest.fixture
def path(officer: Account, placement: Placement) -> str:
    unit_id = get_placement(placement.id, officer=officer).vacancy.unit_id
    return f"/unidades/{unit_id}/planillas/{MONTH:%Y-%m}"


def box(placement: Placement, day: date) -> str:
    return f"{placement.id}/{day.isoformat()}/10"


def credited(placement: Placement, officer: Account) -> int:
    return balance_of(placement.sentence_id, on=today()).credited_minutes


def test_the_office_sees_which_sheets_have_come(browser: Browser, officer: Account, placement: Placement, path: str):
    page = browser.get(f"/planillas/?mes={MONTH:%Y-%m}")

    assert path in page
    assert "Quispe" not in page


def test_a_sheet_shows_who_was_expected(browser: Browser, path: str):
    page = browser.get(path)

    assert "Quispe Mamani, Rosa" in page
    assert "sin registrar" in page


def test_a_sheet_explains_the_codes_that_it_uses(browser: Browser, colleague: Browser, placement: Placement, path: str):
    cells = {box(placement, FIRST): "F"}
    browser.send(f"{path}/digitar", cells)

    page = colleague.send(f"{path}/digitar", cells)

    assert "<dt>F</dt><dd>No vino</dd>" in page
    assert "<dt>JS</dt>" not in page


def test_a_unit_s_month_belongs_to_attendance(browser: Browser, path: str):
    assert '<a href="/planillas/" aria-current="page">Asistencia</a>' in browser.get(path)


@pytest.mark.parametrize("address", ["/asistencia/", "/planillas/", "/incumplimientos/"])
def test_each_list_of_attendance_leads_to_the_others(browser: Browser, officer: Account, address: str):
    make_saturdays(officer=officer)
    make_saturdays(officer=officer)

    page = browser.get(address)

    ways = ['/asistencia/"', '/planillas/"', '/incumplimientos/"', '/avisos/"']
    tabs = page.partition('class="tabs" aria-label="Asistencia"')[2].partition("</nav>")[0]
    places = [tabs.find(f'href="{way}') for way in ways]
    assert places == sorted(places)
    assert -1 not in places


def test_two_typings_that_agree_are_noted(
    browser: Browser, colleague: Browser, officer: Account, placement: Placement, path: str
):
    cells = {box(placement, FIRST): "8-13", box(placement, SECOND): "f"}

    assert "Falta la segunda" in browser.send(f"{path}/digitar", cells)
    page = colleague.send(f"{path}/digitar", cells)

    assert "2 asistencias anotadas" in page
    assert credited(placement, officer) == 300


def test_differences_are_chosen_one_by_one(
    browser: Browser, colleague: Browser, officer: Account, placement: Placement, path: str
):
    browser.send(f"{path}/digitar", {box(placement, FIRST): "8-13"})
    page = colleague.send(f"{path}/digitar", {box(placement, FIRST): "8-18"})
    assert "1 diferencia entre dos digitaciones" in page

    assert "Elija cuál de las dos" in colleague.send(f"{path}/comparar", {}, status=422)
    assert "1 asistencia anotada" in colleague.send(f"{path}/comparar", {box(placement, FIRST): "second"})
    assert credited(placement, officer) == 600


def test_one_typing_is_taken_for_a_reason(browser: Browser, officer: Account, placement: Placement, path: str):
    browser.send(f"{path}/digitar", {box(placement, FIRST): "A"})

    assert "Falta «Motivo" in browser.send(f"{path}/una-sola", {}, status=422)
    assert "1 asistencia anotada" in browser.send(f"{path}/una-sola", {"reason": "Solo hay un oficial"})
    assert credited(placement, officer) == 600


def test_an_unreadable_box_is_told_with_its_name(browser: Browser, placement: Placement, path: str):
    page = browser.send(f"{path}/digitar", {box(placement, FIRST): "ocho"}, status=422)

    assert "No entendemos «ocho»" in page
    assert 'value="ocho"' in page
    assert "No hay nada escrito" in browser.send(f"{path}/digitar", {}, status=422)


def test_who_typed_sees_it_again_and_nobody_else_does(
    browser: Browser, colleague: Browser, placement: Placement, path: str
):
    browser.send(f"{path}/digitar", {box(placement, FIRST): "8-13"})

    assert 'value="8-13"' in browser.get(f"{path}/digitar")
    assert 'value="8-13"' not in colleague.get(f"{path}/digitar")


def test_a_unit_sees_its_own_sheet_and_no_other(client: FlaskClient, officer: Account, path: str):
    other = make_placement(officer=officer, starts_on=MONTH)
    unit_id = get_placement(other.id, officer=officer).vacancy.unit_id
    supervisor = Browser(client).sign_in(make_supervisor(unit_id))

    assert "Quispe" in supervisor.get(f"/unidades/{unit_id}/planillas/{MONTH:%Y-%m}")
    supervisor.get(path, status=404)
