import json

import pytest

from registry.extensions.clock import today
from registry.models import Person
from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, make_sentence


@pytest.fixture
def person(officer: Account) -> Person:
    person = make_person(officer=officer, health_remark="lumbalgia crónica")
    make_sentence(officer=officer, person=person)
    return person


def ask(browser: Browser, person: Person) -> str:
    form = {"kind": "access", "received_on": today().isoformat(), "asked": "Pide copia de todo"}
    location: str = browser.post(f"/personas/{person.id}/derechos/", form).location
    return location


def test_a_request_is_registered_with_its_deadline(browser: Browser, person: Person) -> None:
    page = browser.get(ask(browser, person))

    assert "Acceso a sus datos" in page
    assert "quedan 20" in page
    assert "art. 69 RPDP" in page


def test_the_desk_lists_what_waits(browser: Browser, person: Person) -> None:
    ask(browser, person)

    assert "Quispe Mamani, Rosa" in browser.get("/derechos/")


def test_an_answered_request_moves_to_the_others(browser: Browser, person: Person) -> None:
    address = ask(browser, person)
    form = {"state": "granted", "answer": "Se entregó el informe", "version": "1"}

    page = browser.send(f"{address}/responder", form)

    assert "Se entregó el informe" in page
    assert "Rosa Medina, Especialista" in page
    assert "No hay pedidos por responder" in browser.get("/derechos/")
    assert "Quispe Mamani, Rosa" in browser.get("/derechos/?ver=respondidos")


def test_what_is_missing_is_told(browser: Browser, person: Person) -> None:
    page = browser.send(f"/personas/{person.id}/derechos/", {"kind": "access"}, status=422)

    assert "Falta «Fecha de recepción». Complételo." in page


def test_what_is_held_is_sent_as_a_pdf(browser: Browser, person: Person) -> None:
    answer = browser.post(f"/personas/{person.id}/derechos/informe", {"formato": "pdf"})

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_what_is_held_is_sent_as_json(browser: Browser, person: Person) -> None:
    told = json.loads(browser.post(f"/personas/{person.id}/derechos/informe", {"formato": "json"}).data)

    assert told["person"] == person.full_name
    assert "lumbalgia crónica" in json.dumps(told, ensure_ascii=False)


def test_another_office_s_person_is_not_found(browser: Browser) -> None:
    other = make_person(officer=make_officer(), document_number="40124829")

    browser.get(f"/personas/{other.id}/derechos/", status=404)
    assert browser.post(f"/personas/{other.id}/derechos/informe", {"formato": "pdf"}).status_code == 404


def test_the_person_s_page_leads_there(browser: Browser, person: Person) -> None:
    page = browser.get(f"/personas/{person.id}")

    assert f"/personas/{person.id}/derechos/" in page
    assert "Quién vio a esta persona" not in page


def test_the_day_s_page_tells_what_presses(browser: Browser, person: Person) -> None:
    form = {"kind": "information", "received_on": "2026-01-05", "asked": "Pide copia de todo"}
    browser.post(f"/personas/{person.id}/derechos/", form)

    assert "1 pedido sobre datos personales vence" in browser.get("/").replace("\u00a0", " ")
