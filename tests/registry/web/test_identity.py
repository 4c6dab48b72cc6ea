import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.actor import Actor, current_actor
from registry.web.identity import current_officer
from tests.browsing import Browser
from tests.factories.accounts import make_officer


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Actor, int]]:
    """Actors seen while the officer's own account is shown."""
    seen: list[tuple[Actor, int]] = []
    show = app.view_functions["own_account.show"]

    def noting() -> object:
        seen.append((current_actor(), current_officer().id))
        return show()

    monkeypatch.setitem(app.view_functions, "own_account.show", noting)
    return seen


def test_requests_act_on_the_account_of_who_signed_in(client: FlaskClient, told: list[tuple[Actor, int]]):
    officer = make_officer(full_name="Rosa Medina")

    response = Browser(client).sign_in(officer).client.get("/mi-cuenta/", environ_base={"REMOTE_ADDR": "10.1.2.3"})

    actor, officer_id = told[0]
    assert (actor.name, actor.officer_id, actor.office_id) == ("Rosa Medina", officer.id, officer.office_id)
    assert (actor.address, actor.request_id) == ("10.1.2.3", response.headers["X-Request-ID"])
    assert officer_id == officer.id


def test_after_a_request_nobody_acts_any_more(client: FlaskClient):
    Browser(client).sign_in(make_officer()).get("/mi-cuenta/")

    assert current_actor().name == "system"


def test_a_bearer_token_opens_no_page(client: FlaskClient):
    response = client.get("/mi-cuenta/", headers={"Authorization": "Bearer x"})

    assert response.status_code == 303
