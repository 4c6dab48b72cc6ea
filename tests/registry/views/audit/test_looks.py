from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.actor import acting
from registry.models import Person
from registry.services.accounts.accounts import Account, actor_of
from registry.services.accounts.scopes import Scope
from registry.services.audit.looks import is_odd_hour
from registry.services.people.files import open_file
from registry.vocabulary.accounts import Role, ScopeKind
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_officer
from tests.factories.people import make_person, make_sentence


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer(full_name="Julia Condori", post="Oficial")


@pytest.fixture
def person(officer: Account) -> Person:
    person = make_person(officer=officer)
    make_sentence(officer=officer, person=person)
    return person


@pytest.fixture
def browser(client: FlaskClient, app: Flask) -> Browser:
    return Browser(client).sign_in(make_account(Role.AUDITOR, scopes=(Scope(ScopeKind.NATION),)))


def test_every_look_stands_with_who_what_for_and_from_where(browser: Browser, person: Person, officer: Account) -> None:
    with acting(actor_of(officer)):
        open_file(person.id, officer=officer)
        open_file(person.id, officer=officer, purpose="audiencia de conversión")

    page = browser.get(f"/personas/{person.id}/consultas/")

    assert "Julia Condori, Oficial" in page
    assert "Datos reservados" in page
    assert "audiencia de conversión" in page
    assert "Su oficina" in page


def test_looking_at_the_list_is_a_look_too(browser: Browser, person: Person) -> None:
    browser.get(f"/personas/{person.id}/consultas/")

    page = browser.get(f"/personas/{person.id}/consultas/")

    assert "Esta lista" in page
    assert "Otra oficina" in page


def test_other_people_s_looks_are_left_out(browser: Browser, person: Person, officer: Account) -> None:
    other = make_person(officer=officer, document_number="40124829")
    with acting(actor_of(officer)):
        open_file(other.id, officer=officer, purpose="otra persona distinta")

    assert "otra persona distinta" not in browser.get(f"/personas/{person.id}/consultas/")


def test_a_person_out_of_reach_is_not_found(client: FlaskClient, person: Person) -> None:
    stranger = Browser(client).sign_in(make_account(Role.AUDITOR))

    stranger.get(f"/personas/{person.id}/consultas/", status=404)


def test_whoever_is_no_auditor_is_refused(client: FlaskClient, person: Person, officer: Account) -> None:
    Browser(client).sign_in(officer).get(f"/personas/{person.id}/consultas/", status=403)


@pytest.mark.parametrize(
    ("instant", "is_odd"),
    [
        (datetime(2026, 9, 7, 19, 5, tzinfo=UTC), False),  # Monday 14:05 in Peru
        (datetime(2026, 9, 8, 3, 41, tzinfo=UTC), True),  # Monday 22:41
        (datetime(2026, 9, 7, 11, 59, tzinfo=UTC), True),  # Monday 6:59
        (datetime(2026, 9, 12, 15, 0, tzinfo=UTC), True),  # Saturday 10:00
    ],
)
def test_nights_and_weekends_are_odd_hours(instant: datetime, is_odd: bool) -> None:
    assert is_odd_hour(instant) is is_odd
