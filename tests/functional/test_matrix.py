"""Every route × every role × own and other's things: the application answers what the policy says, and nothing else."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.services.accounts.accounts import Account
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.functional.bodies import body_of
from tests.functional.matrix import Call, World, address, expected

SIGN_IN = "/ingresar"
VISITOR, SPENT = "a visitor", "a spent token"
#: Routes that look at what was sent before they look for the thing: they answer alike whether it is there or not.
SHAPE_FIRST = {
    "POST /api/v1/case-files/<int(min=1, max=2147483647):case_file_id>"
    "/requirements/<string(maxlength=40):requirement>/papers",
    "PUT /api/v1/uploads/<string(maxlength=64):key>",
    "POST /asistencia/<int:unit_id>/anotar",
    "POST /instituciones/<int:institution_id>/adjuntos",
    "POST /api/v1/units/<int(min=1, max=2147483647):unit_id>/sheets/<month:month>/photos",
    "PUT /api/v1/prison-work/applications/<int(min=1, max=2147483647):application_id>/paper",
    "POST /api/v1/agreements/<int(min=1, max=2147483647):agreement_id>/signature",
    "POST /rondas/<uuid:round_id>/propuestas/buscar",
    "POST /rondas/<uuid:round_id>/propuestas/elegir",
    "POST /rondas/<uuid:round_id>/firmar/quitar",
}
#: Routes that end the session they are asked in.
ENDING = {"POST /salir", "POST /mi-cuenta/sesiones/cerrar"}
#: Routes of which the planted things have none to show.
NOTHING_THERE = {
    "GET /dias-no-laborables/<int:closed_day_id>/quitar",
    "POST /dias-no-laborables/<int:closed_day_id>/quitar",
    "GET /rondas/<uuid:round_id>/sin-ubicacion/<int:rank>",
    "POST /rondas/<uuid:round_id>/cambios/<int:rank>",
    "POST /api/v1/rounds/<uuid:round_id>/alternatives/<int:rank>/take",
    "GET /api/v1/units/<int(min=1, max=2147483647):unit_id>/sheets/<month:month>/typings/own",
}
#: It tells that no worker is alive, to everybody alike.
HEALTH = "GET /readyz"


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
