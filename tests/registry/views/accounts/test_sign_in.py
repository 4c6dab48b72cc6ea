import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.services.accounts import accounts
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, make_officer


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


def test_a_visitor_at_a_closed_page_is_led_to_sign_in_and_back(visitor: Browser):
    make_officer(username="rmedina")

    led = visitor.client.get("/mi-cuenta/")
    back = visitor.post(led.location, {"username": "rmedina", "password": PASSWORD})

    assert led.location == "/ingresar?siguiente=/mi-cuenta/"
    assert back.location == "/mi-cuenta/"
    assert "Mi cuenta" in visitor.get("/mi-cuenta/")


def test_a_wrong_password_is_told_in_place_and_keeps_the_name(visitor: Browser):
    make_officer(username="rmedina")

    page = visitor.send("/ingresar", {"username": "rmedina", "password": "otra"}, status=422)

    assert "El usuario o la contraseña no son correctos" in page
    assert 'value="rmedina"' in page


def test_a_wrong_password_and_an_unknown_name_get_the_same_page(visitor: Browser):
    make_officer(username="rmedina")

    wrong = visitor.send("/ingresar", {"username": "rmedina", "password": "otra"}, status=422)
    unknown = visitor.send("/ingresar", {"username": "nadie01", "password": "otra"}, status=422)

    assert wrong.count("no son correctos") == unknown.count("no son correctos") == 1


def test_empty_boxes_are_told_beside_each(visitor: Browser):
    page = visitor.send("/ingresar", {}, status=422)

    assert page.count("Falta «Usuario»") == page.count("Falta «Contraseña»") == 2


@pytest.mark.parametrize(
    "target", ["https://malo.example/", "//malo.example/", "/\\malo.example", "/ \n//malo.example"]
)
def test_the_way_back_never_leads_to_another_site(visitor: Browser, target: str):
    make_officer(username="rmedina")

    answer = visitor.post(
        "/ingresar", {"username": "rmedina", "password": PASSWORD}, query_string={"siguiente": target}
    )

    assert answer.location == "/"


def test_signing_out_closes_the_pages(visitor: Browser):
    visitor.sign_in(make_officer())

    visitor.post("/salir")

    assert visitor.client.get("/mi-cuenta/").status_code == 303


def test_a_signed_in_officer_does_not_see_the_sign_in_page_again(visitor: Browser):
    visitor.sign_in(make_officer())

    assert visitor.client.get("/ingresar?siguiente=/mi-cuenta/").location == "/mi-cuenta/"


def test_a_session_left_idle_ends(app: Flask, visitor: Browser, monkeypatch: pytest.MonkeyPatch):
    visitor.sign_in(make_officer())
    visitor.get("/mi-cuenta/")

    with monkeypatch.context() as later:
        later.setitem(app.config, "PERMANENT_SESSION_LIFETIME", -1)
        led = visitor.client.get("/mi-cuenta/")

    assert "Su sesión terminó por seguridad" in visitor.get(led.location)


def test_a_visitor_who_never_signed_in_is_not_told_of_an_ended_session(visitor: Browser):
    visitor.get("/ingresar")

    assert "Su sesión terminó" not in visitor.get("/mi-cuenta/", follow_redirects=True)


def test_a_closed_account_ends_its_open_sessions(visitor: Browser):
    officer = make_officer()
    visitor.sign_in(officer)

    accounts.deactivate(officer.id)

    assert visitor.client.get("/mi-cuenta/").status_code == 303


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(visitor: Browser):
    origin = {"Referer": "http://localhost/mi-cuenta/contrasena"}

    answer = visitor.client.post("/mi-cuenta/contrasena", data={"current": "x"}, headers=origin)

    assert answer.location == "/ingresar?siguiente=/mi-cuenta/contrasena"


def test_a_referrer_of_another_site_is_no_way_back(visitor: Browser):
    answer = visitor.client.post("/mi-cuenta/contrasena", headers={"Referer": "http://malo.example/mi-cuenta/"})

    assert answer.location == "/ingresar"


def test_signing_in_without_the_form_s_token_is_refused(visitor: Browser):
    officer = make_officer()

    answer = visitor.client.post("/ingresar", data={"username": officer.username, "password": PASSWORD})

    assert answer.status_code == 400
