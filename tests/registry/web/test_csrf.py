"""Every route that changes something asks for the token of our own forms, before it looks at anything else."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from registry.services.accounts.accounts import Account
from registry.services.accounts.policy import roles_for
from registry.vocabulary.accounts import Role
from registry.web.permissions import IMPLIED, access_of
from tests.browsing import Browser
from tests.factories.accounts import make_account

#: Some value for each kind of part of an address.
PARTS = {"IntegerConverter": 1, "KeyConverter": 1, "UUIDConverter": UUID(int=0), "MonthConverter": date(2026, 3, 1)}
SAFE = {"GET", *IMPLIED}


@pytest.fixture
def accounts(app: Flask) -> dict[Role, Account]:
    return {role: make_account(role) for role in Role}


def test_no_change_is_taken_without_its_token(app: Flask, accounts: dict[Role, Account]):
    taken = []
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - SAFE:
            access = access_of(app.view_functions[rule.endpoint], method)
            role = roles_for(access.act)[0] if access and access.act else Role.CHIEF
            browser = Browser(app.test_client()).sign_in(accounts[role])
            response = browser.client.open(_address(app, rule.endpoint, method), method=method)
            if response.status_code != 400:
                taken.append(f"{method} {rule.rule}: {response.status_code}")

    assert taken == []


def test_another_session_s_token_does_not_pass(client: FlaskClient, app: Flask):
    officer = make_account(Role.CASE_OFFICER)
    stranger = Browser(app.test_client())
    token = stranger.token()

    response = Browser(client).sign_in(officer).client.post("/salir", data={"csrf_token": token})

    assert response.status_code == 400


def _address(app: Flask, endpoint: str, method: str) -> str:
    rule = next(rule for rule in app.url_map.iter_rules(endpoint) if method in (rule.methods or set()))
    values = {name: _value(rule, name) for name in rule.arguments}
    built = rule.build(values, append_unknown=False)
    assert built is not None
    return str(built[1])


def _value(rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    if hasattr(converter, "items"):
        return sorted(converter.items)[0]
    return PARTS.get(type(converter).__name__, "x")
