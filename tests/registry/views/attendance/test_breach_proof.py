"""Judging a breach signs letters: every route of it is named here, and those that sign ask anew who sits there."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import BreachAlert
from registry.services.accounts.accounts import Account
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import BreachState
from registry.web.permissions import accesses
from tests.browsing import Browser
from tests.factories.breaches import plant_alert
from tests.factories.rounds import make_desk_officer
from tests.factories.sessions import age_sessions
from tests.registry.api.programs import Program, check_problem

KEY = "int(min=1, max=2147483647)"
PAGE, API = "/incumplimientos/<int:alert_id>", f"/api/v1/breaches/<{KEY}:alert_id>"
SIGNING = {f"{PAGE}/<any('pedir-descargo', informar):signed>", f"{API}/request", f"{API}/report"}
UNSIGNED = {
    f"{PAGE}/<any(descargo, justificar, retirar):decided>",
    *(f"{API}/{noun}" for noun in ("explanation", "acceptance", "withdrawal")),
}
ASK, REPORT = {"handed_on": today().isoformat()}, {"reason": "Sin respuesta"}
PAGES = [("pedir-descargo", ASK), ("informar", REPORT)]
NOUNS = [("request", ASK), ("report", REPORT)]


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


def planted(officer: Account, act: str) -> BreachAlert:
    """An alert to review; or one whose term has passed, where it is to be reported."""
    alert = plant_alert(officer=officer)
    if act in ("informar", "report"):
        with transaction() as session:
            row = session.get_one(BreachAlert, alert.id)
            row.state, row.explanation_due_on = BreachState.EXPLAINING, today() - timedelta(days=1)
    return now_of(alert)


def now_of(alert: BreachAlert) -> BreachAlert:
    with reading() as session:
        return session.get_one(BreachAlert, alert.id)


def test_every_route_that_judges_is_named_here(app: Flask) -> None:
    writing = {
        address
        for method, address, access in accesses(app)
        if method != "GET" and access is not None and access.act is Act.JUDGE_BREACHES
    }

    assert writing == SIGNING | UNSIGNED


@pytest.mark.parametrize(("act", "sent"), PAGES)
def test_a_page_asks_anew_who_signs(client: FlaskClient, officer: Account, act: str, sent: dict[str, str]) -> None:
    alert = planted(officer, act)
    browser = Browser(client).sign_in(officer)
    age_sessions(timedelta(minutes=20))

    answer = browser.post(f"/incumplimientos/{alert.id}/{act}", sent | {"version": str(alert.version)})

    assert answer.location.startswith("/confirmar-identidad")
    assert now_of(alert).version == alert.version


@pytest.mark.parametrize(("act", "sent"), PAGES)
def test_a_page_signs_for_whoever_proved_it(
    client: FlaskClient, officer: Account, act: str, sent: dict[str, str]
) -> None:
    alert = planted(officer, act)

    Browser(client).sign_in(officer).post(f"/incumplimientos/{alert.id}/{act}", sent | {"version": str(alert.version)})

    assert now_of(alert).state is not alert.state


@pytest.mark.parametrize(("noun", "sent"), NOUNS)
def test_the_api_refuses_an_old_proof(
    app: Flask, client: FlaskClient, officer: Account, noun: str, sent: dict[str, str]
) -> None:
    alert = planted(officer, noun)
    browser = Browser(client).sign_in(officer)
    age_sessions(timedelta(minutes=20))

    headers = {"X-CSRFToken": browser.token(), "If-Match": f'"{alert.id}-{alert.version}"'}
    answer = client.post(f"/api/v1/breaches/{alert.id}/{noun}", json=sent, headers=headers)

    assert check_problem(app, answer)["status"] == 403
    assert now_of(alert).version == alert.version


@pytest.mark.parametrize(("noun", "sent"), NOUNS)
def test_a_key_is_proof_in_itself(app: Flask, officer: Account, noun: str, sent: dict[str, str]) -> None:
    alert = planted(officer, noun)

    tag = f'"{alert.id}-{alert.version}"'
    Program(app, officer).change(f"/breaches/{alert.id}/{noun}", sent, tag, method="POST")

    assert now_of(alert).state is not alert.state
