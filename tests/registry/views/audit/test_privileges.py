import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.factories.accounts import make_chief, make_officer


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_chief()


@pytest.fixture
def browser(client: FlaskClient, chief: Account) -> Browser:
    return Browser(client).sign_in(chief)


def test_the_report_lists_the_office_s_accounts(browser: Browser, chief: Account) -> None:
    make_officer(office_id=chief.office_id, full_name="Rosa Medina")
    make_officer(full_name="Persona Ajena")

    page = browser.get("/privilegios/")

    assert "Rosa Medina" in page
    assert "Persona Ajena" not in page
    assert "Toca revisar: aún no se ha hecho ninguna" in page


def test_a_signed_review_is_kept_and_no_longer_due(browser: Browser) -> None:
    page = browser.send("/privilegios/", {"remark": "Se cierra la cuenta de prácticas"})

    assert "Se firmó la revisión de privilegios." in page
    assert "Toca revisar" not in page
    assert "Se cierra la cuenta de prácticas" in page


def test_an_officer_reviews_nothing(client: FlaskClient, app: Flask) -> None:
    Browser(client).sign_in(make_officer()).get("/privilegios/", status=403)


def test_the_day_s_page_reminds_of_the_review(browser: Browser) -> None:
    assert "Toca revisar quién puede hacer qué" in browser.get("/")
    browser.post("/privilegios/", {})

    assert "Toca revisar quién puede hacer qué" not in browser.get("/")
