from typing import Any

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from registry.config import templates_folder
from tests.pages import check_page, parse, visible_text

ERROR_CODES = [400, 403, 404, 409, 413, 429, 500]
ACCOUNT = {"name": "Rosa Medina", "office": "Juliaca", "sign_out_url": "/salir"}
NAVIGATION = [("Hoy", "/", True), ("Personas", "/personas/", False)]


def gallery(app: Flask, **given: Any) -> str:
    if given:
        app.context_processor(lambda: given)
    return app.test_client().get("/componentes/").get_data(as_text=True)


def test_the_gallery_keeps_what_every_page_must(plain_app: Flask):
    check_page(gallery(plain_app))


def test_the_gallery_keeps_it_for_an_officer_too(plain_app: Flask):
    check_page(gallery(plain_app, account=ACCOUNT, navigation=NAVIGATION, home_url="/", sign_in_url=None))


def test_every_macro_stands_in_the_gallery():
    folder = templates_folder()
    shown = "".join(path.read_text() for path in (folder / "componentes").glob("*.html"))
    macros = [
        line.split("macro ")[1].split("(")[0]
        for path in (folder / "components").glob("*.html")
        for line in path.read_text().splitlines()
        if " macro " in line
    ]
    inner = {"tone_shape", "csrf_field", "field_label", "field_notes", "optional_mark", "caller_attributes"}

    missing = {name for name in macros if not name.startswith("_") and f"{name}(" not in shown} - inner

    assert not missing


def test_only_the_demonstration_says_that_people_are_fictitious(plain_app: Flask):
    band = "Registro de demostración: personas ficticias"

    registry = gallery(plain_app)
    plain_app.config["DEMO"] = True
    demonstration = gallery(plain_app)

    assert band not in registry
    assert band in demonstration


def test_the_operator_is_named_from_the_settings(plain_app: Flask):
    assert "Operador de prueba" in visible_text(parse(gallery(plain_app)))


def test_an_officer_sees_who_signed_in_and_signs_out_by_posting(plain_app: Flask):
    page = parse(gallery(plain_app, account=ACCOUNT))

    header = page.find(".//header")
    assert header is not None
    assert "Rosa Medina" in visible_text(header)
    form = header.find(".//form")
    assert form is not None
    assert (form.get("method"), form.get("action")) == ("post", "/salir")


def test_the_page_one_is_on_is_marked_in_the_navigation(plain_app: Flask):
    page = parse(gallery(plain_app, navigation=NAVIGATION))

    current = page.findall(".//nav[@aria-label='Principal']//a[@aria-current='page']")
    assert [link.text for link in current] == ["Hoy"]


def test_a_visitor_is_not_sent_the_workbench_script(plain_app: Flask):
    assert "htmx" not in gallery(plain_app)


@pytest.mark.parametrize("code", ERROR_CODES)
def test_an_error_page_is_a_whole_page(in_request: Flask, code: int):
    check_page(render_template(f"errors/{code}.html"))


def test_an_unexpected_error_tells_its_code_and_asks_nothing_of_the_account(in_request: Flask):
    page = render_template("errors/500.html", error_code="7F3A-19C2", account=ACCOUNT, navigation=NAVIGATION)

    assert "indique el código 7F3A-19C2" in visible_text(parse(page))
    assert "Rosa Medina" not in page.split("<main")[0]


def test_the_gallery_stands_in_the_registry_itself(client: FlaskClient):
    check_page(client.get("/componentes/").get_data(as_text=True))


def test_an_unknown_address_is_answered_in_the_frame(client: FlaskClient):
    answer = client.get("/no-existe")

    assert answer.status_code == 404
    check_page(answer.get_data(as_text=True))
