import pytest
from flask.testing import FlaskClient

from registry.services.accounts.accounts import Account
from registry.services.accounts.offices import change_office, get_office
from tests.browsing import Browser
from tests.factories.accounts import make_chief, make_officer, office_details

FACTS = {
    "name": "EML Puno",
    "ubigeo_text": "Puno, Puno, Puno",
    "address": "Jr. Lima 100",
    "phone": "051 321456",
    "version": "1",
}


@pytest.fixture
def chief(app) -> Account:
    return make_chief()


@pytest.fixture
def browser(client: FlaskClient, chief: Account) -> Browser:
    return Browser(client).sign_in(chief)


def test_a_chief_completes_what_the_letters_print(browser: Browser, chief: Account):
    assert "Corregir datos de la oficina" in browser.get("/mi-cuenta/")
    assert chief.office.code in browser.get("/mi-oficina/")

    page = browser.send("/mi-oficina/", FACTS)

    office = get_office(chief.office_id)
    assert "Se guardaron los cambios" in page
    assert (office.address, office.phone, office.ubigeo) == ("Jr. Lima 100", "051 321456", "210101")
    assert (office.code, office.region) == (chief.office.code, chief.office.region)


def test_what_is_missing_is_told_and_nothing_typed_is_lost(browser: Browser):
    page = browser.send("/mi-oficina/", FACTS | {"phone": ""}, status=422)

    assert "Falta «Teléfono»" in page
    assert 'value="Jr. Lima 100"' in page


def test_an_office_saved_meanwhile_is_asked_about(browser: Browser, chief: Account):
    details = office_details(code=chief.office.code, phone="051 999999", address="Jr. Tacna 5")
    change_office(chief.office_id, details, version=1, officer=chief)

    page = browser.send("/mi-oficina/", FACTS, status=409)

    assert "051 999999" in page


def test_a_case_officer_corrects_no_office(client: FlaskClient):
    browser = Browser(client).sign_in(make_officer())

    assert "Corregir datos de la oficina" not in browser.get("/mi-cuenta/")
    browser.get("/mi-oficina/", status=403)
