"""Every route × every role × own and other's things: the application answers what the policy says, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.extensions.queue import QUEUE
from registry.services.accounts.accounts import Account
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.conftest import empty_registry
from tests.factories.rounds import FakeQueue
from tests.functional.bodies import body_of
from tests.functional.matrix import Call, Planted, address, calls, cast, expected, plant, preference_of

SIGN_IN = "/ingresar"
VISITOR, SPENT = "a visitor", "a spent token"
#: Routes that look at what was sent before they look for the thing: they answer alike whether it is there or not.
SHAPE_FIRST = {
    "POST /instituciones/<int:institution_id>/adjuntos",
    "POST /rondas/<uuid:round_id>/propuestas/buscar",
    "POST /rondas/<uuid:round_id>/propuestas/elegir",
    "POST /rondas/<uuid:round_id>/firmar",
    "POST /rondas/<uuid:round_id>/firmar/quitar",
}
#: Routes that end the session they are asked in.
ENDING = {"POST /salir", "POST /mi-cuenta/sesiones/cerrar"}
#: Routes of which the planted things have none to show.
NOTHING_THERE = {
    "GET /rondas/<uuid:round_id>/sin-ubicacion/<int:number>",
    "POST /rondas/<uuid:round_id>/cambios/<int:rank>",
    "POST /api/v1/rounds/<uuid:round_id>/alternatives/<int:rank>/take",
}
#: It tells that no worker is alive, to everybody alike.
HEALTH = "GET /readyz"


class World:
    """Two offices with one of everything, and somebody of each role at home in the first."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.home, self.away = plant("altiplano", "211101"), plant("norte", "130101")
        self.accounts = cast(self.home)
        self.calls = list(calls(app))
        self.keeper = self.accounts[Role.CHIEF]

    def keys(self, planted: Planted, call: Call) -> Planted:
        """The office's things, with a fresh one where the route does away with it."""
        if "preference_id" not in call.rule.arguments or planted is not self.home:
            return planted
        fresh = preference_of(planted.keys["person_id"], self.keeper)
        return replace(planted, keys={**planted.keys, "preference_id": fresh})


@pytest.fixture(scope="module")
def world(migrated_app: Flask) -> Iterator[World]:
    with migrated_app.app_context(), pytest.MonkeyPatch.context() as patch:
        empty_registry()
        patch.setitem(migrated_app.extensions, QUEUE, FakeQueue())
        patch.setitem(migrated_app.config, "WTF_CSRF_METHODS", [])
        yield World(migrated_app)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_what_the_policy_says(world: World, role: Role) -> None:
    account, client = world.accounts[role], world.app.test_client()
    Browser(client).sign_in(account)

    wrong = [finding for call in world.calls for finding in _judge(world, client, account, call)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", [VISITOR, SPENT])
def test_who_did_not_sign_in_gets_what_is_public(world: World, who: str) -> None:
    client = world.app.test_client()
    headers = {} if who == VISITOR else {"Authorization": "Bearer spent"}

    wrong = [
        f"{call.name}: {response.status_code}"
        for call in world.calls
        for response in [_ask(client, call, address(call, world.home), headers)]
        if not (_is_open(call, response) if call.access.is_public else _told(response) == "unknown")
    ]

    assert not wrong, "\n".join(wrong)


def _judge(world: World, client: FlaskClient, account: Account, call: Call) -> Iterator[str]:
    for place, planted in (("own", world.home), ("other's", world.away)):
        due = expected(call, account, planted)
        if place == "other's" and (due == "forbidden" or not call.rule.arguments):
            continue
        response = _ask(client, call, address(call, world.keys(planted, call)), {})
        told = _told(response)
        if call.name in ENDING:
            Browser(client).sign_in(account)
        if not (_is_open(call, response) if call.access.is_public else told in _fitting(call, due, response)):
            yield f"{call.name} on {place}: {response.status_code} instead of {due}"


def _is_open(call: Call, response: TestResponse) -> bool:
    """Whether a public route let somebody in, be it to tell that there is nothing there."""
    return response.status_code not in (401, 403) and (response.status_code < 500 or call.name == HEALTH)


def _fitting(call: Call, due: str, response: TestResponse) -> set[str]:
    """What may be answered where the policy says *due*."""
    if due == "hidden" and call.name in SHAPE_FIRST:
        return {"admitted"}
    if due == "admitted" and call.name in NOTHING_THERE:
        return {"hidden"}
    return {due}


def _ask(client: FlaskClient, call: Call, path: str, headers: dict[str, str]) -> TestResponse:
    sent = body_of(call.method, call.rule.rule)
    if call.method == "GET":
        response = client.get(path, headers=headers)
    elif call.is_api:
        response = client.open(path, method=call.method, json=sent, headers={**headers, "If-Match": _tag(path)})
    else:
        response = client.open(path, method=call.method, data=sent, headers=headers)
    response.close()
    return response


def _tag(path: str) -> str:
    """The first version of whatever the address names."""
    number = next((part for part in path.split("/") if part.isdigit()), "1")
    return f'"{number}-1"'


def _told(response: TestResponse) -> str:
    """What an answer amounts to."""
    if response.status_code == 401 or (response.status_code == 303 and _leads_to_sign_in(response)):
        return "unknown"
    named = {403: "forbidden", 404: "hidden"}
    if response.status_code >= 500:
        return "failure"
    return named.get(response.status_code, "admitted")


def _leads_to_sign_in(response: TestResponse) -> bool:
    return response.headers["Location"].partition("?")[0] == SIGN_IN
