from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.services.accounts.incidents import list_incidents
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_officer

FORM = {
    "title": "Laptop extraviada",
    "found_at": "2026-09-07T14:05",
    "story": "Se perdió en el bus",
    "concerned": "nombres y domicilios",
    "affected_count": "12",
    "measures": "Se bloqueó la cuenta",
}


@pytest.fixture
def browser(client: FlaskClient, app: Flask) -> Browser:
    return Browser(client).sign_in(make_account(Role.ADMINISTRATOR))


def record(browser: Browser, **changed: Any) -> str:
    location: str = browser.post("/incidentes/nuevo", {**FORM, **changed}).location
    return location


def test_an_incident_is_recorded_and_shows_its_term(browser: Browser) -> None:
    page = browser.get(record(browser))

    assert "Laptop extraviada" in page
    assert "09/09/2026\u00a014:05" in page
    assert "Por avisar" in page


def test_what_is_missing_is_told_beside_its_field(browser: Browser) -> None:
    page = browser.send("/incidentes/nuevo", {**FORM, "story": "", "found_at": "ayer"}, status=422)

    assert "Falta «Relato». Complételo." in page
    assert "Escriba la fecha y la hora" in page


def test_a_told_incident_is_closed(browser: Browser) -> None:
    address = record(browser)
    edit = browser.get(f"{address}/editar")
    assert 'value="2026-09-07T14:05"' in edit

    told = {**FORM, "authority_told_at": "2026-09-08T10:00", "affected_told_at": "2026-09-08T11:00", "version": "1"}
    assert "Se guardaron los cambios." in browser.send(f"{address}/editar", told)
    assert "Se cerró el incidente." in browser.send(f"{address}/cerrar")
    assert "Cerrado" in browser.get("/incidentes/")


def test_an_untold_incident_stays_open(browser: Browser) -> None:
    assert "Falta anotar cuándo se avisó" in browser.send(f"{record(browser)}/cerrar")


def test_a_rival_s_save_asks_which_values_stay(browser: Browser) -> None:
    address = record(browser)
    browser.post(f"{address}/editar", {**FORM, "title": "Laptop robada", "version": "1"})

    page = browser.send(f"{address}/editar", {**FORM, "title": "Laptop hallada", "version": "1"}, status=409)

    assert "Laptop robada" in page
    assert "Laptop hallada" in page


def test_an_auditor_reads_and_cannot_write(client: FlaskClient, browser: Browser) -> None:
    address = record(browser)
    auditor = Browser(client).sign_in(make_account(Role.AUDITOR))

    assert "Completar" not in auditor.get(address)
    auditor.get(f"{address}/editar", status=403)


def test_an_officer_reads_none(client: FlaskClient, app: Flask) -> None:
    Browser(client).sign_in(make_officer()).get("/incidentes/", status=403)


def test_nothing_is_kept_of_a_refused_form(browser: Browser) -> None:
    browser.send("/incidentes/nuevo", {**FORM, "found_at": "2100-01-01T00:00"}, status=422)

    assert list_incidents(officer=make_account(Role.ADMINISTRATOR)).total == 0


def test_the_first_page_counts_what_is_untold(browser: Browser) -> None:
    record(browser)

    assert "1 incidente por avisar" in browser.get("/").replace("\u00a0", " ")
