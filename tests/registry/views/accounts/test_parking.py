import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import update

from registry.extensions.clock import now
from registry.extensions.database import db, transaction
from registry.models import ParkedForm, SignInSession
from registry.services.accounts import cleaning, parking
from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.factories.accounts import make_office, make_officer

FIELD = re.compile(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)">')
INTERVIEW = {"stance": "objection", "task": "cleaning", "remark": "No puede con polvo: «asma»"}


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer(office_id=make_office().id)


@pytest.fixture
def browser(app: Flask, officer: Account) -> Browser:
    return Browser(app.test_client()).sign_in(officer)


def leave_idle(hours: int = 2) -> None:
    with transaction() as session:
        ago = now() - timedelta(hours=hours)
        session.connection().execute(update(SignInSession).values(seen_at=ago))


def parked_address(browser: Browser, fields: dict[str, str] | None = None) -> str:
    token = browser.token()
    leave_idle()
    answer = browser.client.post("/personas/9/preferencias/nueva", data={**(fields or INTERVIEW), "csrf_token": token})
    assert answer.status_code == 303
    return answer.location.removeprefix("/ingresar?siguiente=")


def test_what_was_sent_after_the_session_ended_is_offered_again(browser: Browser, officer: Account) -> None:
    address = parked_address(browser)
    told = browser.get("/ingresar")
    browser.sign_in(officer)

    page = browser.get(address)

    assert "Lo que escribió está guardado" in told
    assert 'action="/personas/9/preferencias/nueva"' in page
    assert {name: unescape(value) for name, value in FIELD.findall(page)} == INTERVIEW


def test_another_account_does_not_find_it(app: Flask, browser: Browser, officer: Account) -> None:
    address = parked_address(browser)
    other = Browser(app.test_client()).sign_in(make_officer(office_id=officer.office_id))

    assert "ya no está guardado" in other.get(address, status=410)


def test_after_half_an_hour_it_is_gone(browser: Browser, officer: Account) -> None:
    address = parked_address(browser)
    with transaction() as session:
        session.connection().execute(update(ParkedForm).values(parked_at=now() - timedelta(minutes=31)))
    browser.sign_in(officer)

    browser.get(address, status=410)
    cleaning.forget_spent(at=now())

    assert db.session.query(ParkedForm).count() == 0


def test_passwords_are_never_parked(browser: Browser) -> None:
    led = parked_address(browser, {"current_password": "una frase larga", "password": "otra frase larga"})

    assert not led.startswith("/retomar/")
    assert db.session.query(ParkedForm).count() == 0


def test_a_stranger_parks_nothing(app: Flask) -> None:
    assert parking.park("x" * 43, "/personas/nueva", [("a", "b")], at=now()) is None


def test_five_forms_and_sixty_thousand_letters_are_the_most(browser: Browser, officer: Account) -> None:
    with browser.client.session_transaction() as session:
        token = session["_user_id"]

    kept = [parking.park(token, "/personas/nueva", [("a", "b")], at=now()) for _ in range(6)]

    assert [one is not None for one in kept] == [True] * 5 + [False]
    assert parking.park(token, "/personas/nueva", [("a", "b" * 60_001)], at=now()) is None
