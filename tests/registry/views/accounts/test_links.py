from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import now
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.services.accounts.links import issue_link
from registry.vocabulary.accounts import Role
from registry.vocabulary.sign_in import LinkKind
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, make_account, make_officer
from tests.factories.second_factors import set_up_factor
from tests.mailboxes import Mailbox, receiving

NEW = "otra frase bastante larga"


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        mailer = Mailer(f"smtp://127.0.0.1:{mailbox.port}", "reinserta@ejemplo.pe")
        monkeypatch.setitem(app.extensions, MAILER, mailer)
        yield mailbox


def test_whoever_forgot_the_password_sets_another_and_others_sessions_end(
    visitor: Browser, app: Flask, mailbox: Mailbox
):
    manager = make_account(Role.COMPANY_MANAGER, username="ana", email="ana@ejemplo.pe")
    elsewhere = Browser(app.test_client()).sign_in(manager)

    told = visitor.send("/recuperar", {"email": "Ana@ejemplo.pe"})
    deliver_due(at=now())
    path = mailbox.last_path()
    visitor.send(path, {"password": NEW})
    deliver_due(at=now())

    assert "Revise su correo" in told
    assert "Mi cuenta" in visitor.get("/mi-cuenta/")
    assert elsewhere.client.get("/mi-cuenta/").status_code == 303
    assert mailbox.letters[-1]["Subject"] == "Su contraseña cambió"
    assert "Este enlace ya se usó o venció" in visitor.get(path, status=404)


def test_an_address_of_nobody_gets_the_same_answer(visitor: Browser, mailbox: Mailbox):
    make_officer(email="ana@ejemplo.pe")

    known, unknown = (visitor.post("/recuperar", {"email": f"{name}@ejemplo.pe"}) for name in ("ana", "nadie"))

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)


def test_an_address_that_is_none_is_told(visitor: Browser, mailbox: Mailbox):
    assert "El correo no está completo" in visitor.send("/recuperar", {"email": "ana"}, status=422)


def test_without_mail_server_the_page_says_whom_to_ask(visitor: Browser):
    assert "Este servicio no envía correos" in visitor.get("/recuperar")


def test_another_password_does_not_replace_the_second_factor(visitor: Browser):
    officer = make_officer()
    codes = set_up_factor(officer, at=now())
    token = issue_link(officer.id, LinkKind.RESET, at=now())

    page = visitor.send(f"/contrasena/{token}", {"password": NEW})

    assert "Código de seguridad" in page
    assert visitor.client.get("/mi-cuenta/").status_code == 303
    assert visitor.post("/ingresar/codigo", {"code": codes[0]}).location == "/"


def test_an_invitation_leads_on_to_the_second_factor(visitor: Browser):
    token = issue_link(make_officer().id, LinkKind.INVITATION, at=now())

    page = visitor.send(f"/invitacion/{token}", {"password": NEW})

    assert "Su cuenta quedó activa." in page
    assert "<svg" in page


def test_a_weak_password_leaves_the_link_good(visitor: Browser):
    token = issue_link(make_officer().id, LinkKind.RESET, at=now())

    refused = visitor.send(f"/contrasena/{token}", {"password": "contraseña2026"}, status=422)

    assert "Muchas personas usan esa contraseña" in refused
    assert "Nueva contraseña" in visitor.get(f"/contrasena/{token}")


def test_a_link_that_never_was_leads_nowhere(visitor: Browser):
    visitor.get("/contrasena/nada", status=404)
    visitor.get("/invitacion/nada", status=404)


def test_the_real_user_comes_back_by_mail_while_strangers_keep_the_door_shut(
    visitor: Browser, app: Flask, mailbox: Mailbox
):
    make_account(Role.COMPANY_MANAGER, username="ana", email="ana@ejemplo.pe")
    stranger = Browser(app.test_client())
    for _ in range(6):
        stranger.send("/ingresar", {"username": "ana", "password": "otra"}, status=422)
    visitor.send("/ingresar", {"username": "ana", "password": PASSWORD}, status=422)

    visitor.send("/recuperar", {"email": "ana@ejemplo.pe"})
    deliver_due(at=now())
    visitor.send(mailbox.last_path(), {"password": NEW})
    for _ in range(6):
        stranger.send("/ingresar", {"username": "ana", "password": "otra"}, status=422)
    visitor.post("/salir")

    assert visitor.post("/ingresar", {"username": "ana", "password": NEW}).location == "/"
