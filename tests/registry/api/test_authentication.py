import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import now
from registry.services.accounts import accounts, tokens
from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.registry.api.programs import Program, check_problem

ME = "/api/v1/officers/me"
PEOPLE = "/api/v1/people"


def test_a_token_tells_whose_it_is(program: Program, officer: Account):
    assert program.ask("GET", "/officers/me")["username"] == officer.username


def test_the_scheme_may_be_written_in_small_letters(client: FlaskClient, program: Program):
    assert client.get(ME, headers={"Authorization": f"bearer {program.token}"}).status_code == 200


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer ", "Bearer nada", "Basic eDp5", "bearer x"])
def test_without_a_good_token_the_api_asks_for_one(app: Flask, client: FlaskClient, header: str | None):
    response = client.get(ME, headers={"Authorization": header} if header else {})

    assert check_problem(app, response)["status"] == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_opens_nothing(app: Flask, program: Program, officer: Account):
    tokens.revoke_token(tokens.list_tokens(officer)[0].id, officer=officer, at=now())

    program.ask("GET", "/officers/me", status=401)


def test_a_closed_account_ends_its_tokens(program: Program, officer: Account):
    accounts.deactivate(officer.id)

    program.ask("GET", "/officers/me", status=401)


def test_the_session_of_the_pages_opens_the_api_too(client: FlaskClient, officer: Account):
    Browser(client).sign_in(officer)

    assert client.get(ME).get_json()["username"] == officer.username


def test_a_session_changes_nothing_without_the_csrf_header(app: Flask, client: FlaskClient, officer: Account):
    Browser(client).sign_in(officer)

    problem = check_problem(app, client.post(PEOPLE, json={}))

    assert (problem["status"], problem["type"]) == (400, "/api/v1/docs#problema-csrf")


def test_a_session_with_the_csrf_header_is_let_through(client: FlaskClient, officer: Account):
    browser = Browser(client).sign_in(officer)

    response = client.post(PEOPLE, json={}, headers={"X-CSRFToken": browser.token()})

    assert response.status_code == 422


def test_a_token_needs_no_csrf_header(program: Program):
    program.ask("POST", "/people", {}, status=422)


def test_a_bad_token_is_not_saved_by_a_good_session(client: FlaskClient, officer: Account):
    Browser(client).sign_in(officer)

    response = client.post(PEOPLE, json={}, headers={"Authorization": "Bearer nada"})

    assert response.status_code == 401
