"""An account's session that ends in the middle of a request: what was typed is kept, and a file is asked for again."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import update

from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.models import SignInSession
from tests.browsing import Browser
from tests.factories.institutions import make_institution, make_registration
from tests.factories.procedures import make_manager
from tests.files import plain_pdf
from tests.registry.services.procedures.reviewed import make_desk_chief
from tests.registry.views.procedures.filing import CONTACT, KEY

FIELD = re.compile(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)">')


@pytest.fixture
def manager(app: Flask):
    chief = make_desk_chief()
    institution = make_institution(officer=chief)
    make_registration(institution, officer=chief)
    return make_manager(institution)


@pytest.fixture
def browser(app: Flask, manager) -> Browser:
    return Browser(app.test_client()).sign_in(manager)


@pytest.fixture
def draft(browser: Browser) -> str:
    """Address of a request that the account has begun."""
    answer = browser.post("/tramites/ayuda-social/nuevo", {"key": KEY})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].removesuffix("/")


def leave_idle() -> None:
    with transaction() as session:
        session.connection().execute(update(SignInSession).values(seen_at=now() - timedelta(hours=2)))


def test_a_step_sent_after_the_session_ended_comes_back_and_is_saved(browser: Browser, manager, draft: str) -> None:
    token = browser.token()
    leave_idle()

    sent = browser.client.post(f"{draft}/pasos/contact", data={**CONTACT, "csrf_token": token})
    browser.sign_in(manager)
    kept = browser.get(sent.location.removeprefix("/ingresar?siguiente="))
    fields = {name: unescape(value) for name, value in FIELD.findall(kept)}
    browser.send(f"{draft}/pasos/contact", fields)

    assert f'action="{draft}/pasos/contact"' in kept
    assert fields == CONTACT
    assert CONTACT["contact_name"] in browser.get(f"{draft}/pasos/contact")


def test_a_file_sent_after_the_session_ended_is_asked_for_again(browser: Browser, manager, draft: str) -> None:
    token = browser.token()
    leave_idle()
    paper = {"file": (BytesIO(plain_pdf()), "acta.pdf"), "csrf_token": token}

    sent = browser.client.post(f"{draft}/papeles/appointment", data=paper)
    told = browser.get(sent.location) if sent.status_code == 303 else sent.get_data(as_text=True)
    browser.sign_in(manager)
    page = browser.get(f"{draft}/papeles/appointment")

    assert sent.status_code == 303
    assert "Ingresar" in told
    assert 'type="file"' in page
