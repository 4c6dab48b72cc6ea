"""Case files, agreements and credentials: whatever signs asks anew who sits there."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.factories.sessions import age_sessions
from tests.registry.api.programs import check_problem
from tests.registry.services.procedures.reviewed import make_desk_chief

KEY = "int(min=1, max=2147483647)"
WORDS = {"words": "Cumple lo que pide la norma."}
#: Routes of pages, and where they stand; the proof is asked for before the thing itself is looked for.
PAGES = {
    "/expedientes/<int:case_file_id>/aprobar": "/expedientes/1/aprobar",
    "/expedientes/<int:case_file_id>/denegar": "/expedientes/1/denegar",
    "/convenios/<int:agreement_id>/enviar": "/convenios/1/enviar",
    "/convenios/<int:agreement_id>/resolver": "/convenios/1/resolver",
    "/credenciales/firmar": "/credenciales/firmar",
    "/penales/<prison>/internos/<int:inmate_id>/computo/certificar": "/penales/EP67/internos/1/computo/certificar",
    "/penales/<prison>/internos/<int:inmate_id>/computo/certificar-trabajo": (
        "/penales/EP67/internos/1/computo/certificar-trabajo"
    ),
}
API: dict[str, tuple[str, Any]] = {
    f"/api/v1/agreements/<{KEY}:agreement_id>/sending": ("/agreements/1/sending", None),
    f"/api/v1/agreements/<{KEY}:agreement_id>/termination": (
        "/agreements/1/termination",
        {"cause": "mutual", "on_day": "2026-06-01", "words": "Por acuerdo"},
    ),
    f"/api/v1/case-files/<{KEY}:case_file_id>/approval": ("/case-files/1/approval", WORDS),
    f"/api/v1/case-files/<{KEY}:case_file_id>/denial": ("/case-files/1/denial", WORDS),
    "/api/v1/credentials/signing": ("/credentials/signing", {"credential_ids": [1]}),
}
#: They take back: a draft that nobody signed yet, or a credential that is out.
UNSIGNED = {
    "/convenios/<int:agreement_id>/devolver",
    f"/api/v1/agreements/<{KEY}:agreement_id>/recall",
    "/credenciales/<int:credential_id>/retirar",
    f"/api/v1/credentials/<{KEY}:credential_id>/withdrawal",
}


def aged(client: FlaskClient, path: str) -> Browser:
    """Somebody who may sign, and proved long ago who they are."""
    roles = {"cred": Role.REGISTRY_OFFICER, "computo": Role.PRISON_DIRECTOR}
    role = next((role for part, role in roles.items() if part in path), None)
    officer = make_account(role) if role else make_desk_chief()
    browser = Browser(client).sign_in(officer)
    age_sessions(timedelta(minutes=20))
    return browser


@pytest.mark.parametrize("route", PAGES)
def test_a_page_of_files_asks_anew_who_signs(client: FlaskClient, route: str):
    answer = aged(client, route).post(PAGES[route], {}, headers={"Referer": "http://localhost/hoy/"})

    assert answer.status_code == 303
    assert answer.location.startswith("/confirmar-identidad?siguiente=")


def test_observations_go_out_in_the_name_of_whoever_proved_it(client: FlaskClient):
    answer = aged(client, "observar").post("/expedientes/1/observar", {})

    assert answer.status_code == 303
    assert answer.location.startswith("/confirmar-identidad")


@pytest.mark.parametrize("route", API)
def test_the_api_of_files_refuses_a_cookie_whose_proof_is_old(app: Flask, client: FlaskClient, route: str):
    path, sent = API[route]
    token = aged(client, path).token()

    answer = client.post(f"/api/v1{path}", json=sent, headers={"X-CSRFToken": token, "If-Match": '"1-1"'})

    problem = check_problem(app, answer)
    assert (problem["status"], problem["type"]) == (403, "/api/v1/docs#problema-proof-old")
