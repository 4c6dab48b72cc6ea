"""Refusals of every kind, provoked on views that only this module hangs on an application of its own."""

from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from registry.config import Settings
from registry.errors import InvalidFields, NotAllowed, NotFound, PlaceTaken, StaleVersion, WrongState
from registry.factory import create_app
from registry.web.permissions import public
from tests.browsing import Browser

SECRET = "DNI 41234821"
REFUSALS = {
    "not-found": (NotFound(person=7), 404),
    "not-allowed": (NotAllowed(), 403),
    "wrong-state": (WrongState(), 409),
    "stale": (StaleVersion(), 409),
    "taken": (PlaceTaken(), 409),
    "fields": (InvalidFields({"ruc": ("required", {})}), 422),
}


@pytest.fixture
def failing_app(tmp_path: Path) -> Flask:
    """An application without database whose views only refuse or fail."""
    app = create_app(Settings(env="test", instance=str(tmp_path)))

    @public
    def refuse(name: str) -> str:
        raise REFUSALS[name][0]

    @public
    def fail() -> str:
        raise RuntimeError(SECRET)

    @public
    def stop(status: int) -> str:
        abort(status)

    app.add_url_rule("/refuse/<name>", view_func=refuse)
    app.add_url_rule("/fail", view_func=fail)
    app.add_url_rule("/stop/<int:status>", view_func=stop, methods=["GET", "POST"])
    app.add_url_rule("/forgotten", view_func=lambda: "open")
    return app


@pytest.fixture
def visitor(failing_app: Flask) -> Browser:
    return Browser(failing_app.test_client())


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_of_the_registry_has_its_page(visitor: Browser, name: str):
    page = visitor.get(f"/refuse/{name}", status=REFUSALS[name][1])

    assert "Ir al inicio" in page


@pytest.mark.parametrize("status", [400, 403, 404, 405, 406, 409, 410, 413, 415, 418, 422, 429, 500, 503])
def test_every_refusal_of_http_has_its_page(visitor: Browser, status: int):
    assert "Ir al inicio" in visitor.get(f"/stop/{status}", status=status)


def test_from_a_file_that_is_too_large_one_goes_back_to_its_form(failing_app: Flask):
    failing_app.config["MAX_CONTENT_LENGTH"] = 100
    form = "http://localhost/seguir/7/papeles/appointment"

    answer = failing_app.test_client().post("/stop/204", data={"file": "x" * 200}, headers={"Referer": form})

    assert answer.status_code == 413

    assert '<a href="/seguir/7/papeles/appointment">Volver a la página anterior</a>' in answer.get_data(as_text=True)


def test_a_refused_field_is_told_even_outside_its_form(visitor: Browser):
    assert "Falta este dato" in visitor.get("/refuse/fields", status=422)


def test_a_failure_shows_its_code_and_nothing_of_the_inside(failing_app: Flask, capsys: pytest.CaptureFixture[str]):
    response = failing_app.test_client().get("/fail")

    page, log = response.get_data(as_text=True), capsys.readouterr().err
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in page
    assert response.headers["X-Request-ID"] in log
    assert "RuntimeError" in log
    assert SECRET not in page + log


def test_a_view_that_nobody_marked_public_is_closed(failing_app: Flask):
    response = failing_app.test_client().get("/forgotten")

    assert response.status_code == 303
    assert response.location == "/ingresar?siguiente=/forgotten"


def test_an_unknown_address_is_told_as_one_without_access(visitor: Browser):
    assert "No encontramos esta página o usted no tiene acceso" in visitor.get("/nada", status=404)


def test_the_log_names_the_route_and_never_what_was_asked(client: FlaskClient, capsys: pytest.CaptureFixture[str]):
    client.get("/ingresar?siguiente=/personas/quispe")

    log = capsys.readouterr().err
    assert '"endpoint": "sign_in.show"' in log
    assert "quispe" not in log
