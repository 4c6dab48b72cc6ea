import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import now
from registry.services.accounts import accounts
from registry.services.accounts.accounts import Account
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, make_officer
from tests.factories.second_factors import code_of, set_up_factor


@pytest.fixture
def manager(app: Flask) -> Account:
    """Somebody of an institution, who needs no second factor."""
    return make_officer(username="rmedina", role=Role.COMPANY_MANAGER, office_id=None)


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


def test_a_visitor_at_a_closed_page_is_led_to_sign_in_and_back(visitor: Browser, manager: Account):
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
def test_the_way_back_never_leads_to_another_site(visitor: Browser, manager: Account, target: str):
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


def test_a_case_officer_sets_up_a_second_factor_before_any_page_opens(visitor: Browser):
    officer = make_officer(username="rosa")

    page = visitor.send("/ingresar?siguiente=/mi-cuenta/", {"username": "rosa", "password": PASSWORD})
    closed = visitor.client.get("/mi-cuenta/").status_code
    codes = visitor.send("/ingresar/segundo-factor?siguiente=/mi-cuenta/", {"code": code_of(officer, now())})

    assert "Configurar el segundo factor" in page
    assert "<svg" in page
    assert closed == 303
    assert codes.count('<li><code class="code">') == 10
    assert 'href="/mi-cuenta/"' in codes
    assert "Mi cuenta" in visitor.get("/mi-cuenta/")


def test_the_code_follows_the_password_and_leads_on(visitor: Browser):
    officer = make_officer(username="rosa")
    codes = set_up_factor(officer, at=now())

    page = visitor.send("/ingresar?siguiente=/mi-cuenta/", {"username": "rosa", "password": PASSWORD})
    refused = visitor.send("/ingresar/codigo", {"code": "000000"}, status=422)
    opened = visitor.post("/ingresar/codigo?siguiente=/mi-cuenta/", {"code": codes[0]})

    assert "Código de seguridad" in page
    assert "El código no es correcto o ya se usó" in refused
    assert opened.location == "/mi-cuenta/"


def test_nobody_comes_to_the_code_without_the_password(visitor: Browser):
    assert visitor.client.get("/ingresar/codigo").location == "/ingresar?siguiente=/ingresar/codigo"
    assert visitor.client.get("/ingresar/segundo-factor").status_code == 303


def test_the_token_changes_at_the_sign_in_and_dies_at_the_sign_out(visitor: Browser, manager: Account):
    visitor.get("/ingresar")
    visitor.post("/ingresar", {"username": "rmedina", "password": PASSWORD})
    with visitor.client.session_transaction() as kept:
        stolen = dict(kept)

    visitor.post("/salir")

    with visitor.client.session_transaction() as kept:
        kept.update(stolen)
    assert visitor.client.get("/mi-cuenta/").status_code == 303


def test_cookies_are_out_of_reach_of_scripts(visitor: Browser, manager: Account):
    answer = visitor.post("/ingresar", {"username": "rmedina", "password": PASSWORD})

    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"session", "reinserta_device"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
