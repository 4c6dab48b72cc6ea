import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from registry.errors import SignInRefused
from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts import tokens
from registry.services.accounts.sign_in import sign_in
from registry.vocabulary.accounts import AuditAction
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, make_officer

NEW_PASSWORD = "cerros verdes de Puno"


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


def test_the_account_shows_the_officer_and_nobody_else(visitor: Browser):
    make_officer(full_name="Otra Persona")
    visitor.sign_in(make_officer(full_name="Rosa Medina Quispe"))

    page = visitor.get("/mi-cuenta/")

    assert "Rosa Medina Quispe" in page
    assert "Otra Persona" not in page


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(visitor: Browser, app):
    officer = make_officer()
    other = Browser(app.test_client()).sign_in(officer)
    visitor.sign_in(officer)

    page = visitor.send("/mi-cuenta/contrasena", {"current": PASSWORD, "password": NEW_PASSWORD})

    assert "Su contraseña cambió" in page
    assert other.client.get("/mi-cuenta/").status_code == 303


def test_a_wrong_present_password_is_told_beside_its_box(visitor: Browser):
    visitor.sign_in(make_officer())

    page = visitor.send("/mi-cuenta/contrasena", {"current": "otra", "password": NEW_PASSWORD}, status=422)

    assert "La contraseña actual no es correcta" in page


def test_guessing_the_present_password_is_counted_and_noted_as_at_the_sign_in(visitor: Browser):
    officer = make_officer()
    visitor.sign_in(officer)
    for _ in range(5):
        visitor.send("/mi-cuenta/contrasena", {"current": "otra", "password": NEW_PASSWORD}, status=422)

    page = visitor.send("/mi-cuenta/contrasena", {"current": PASSWORD, "password": NEW_PASSWORD}, status=422)

    with reading() as session:
        refused = select(AuditEntry).where(AuditEntry.action == AuditAction.SIGN_IN_REFUSED)
        assert [entry.subject_id for entry in session.scalars(refused)] == [officer.id] * 6
    assert "tras 5 intentos deberá esperar" in page
    with pytest.raises(SignInRefused):
        sign_in(officer.username, PASSWORD, at=now())


def test_a_new_key_is_shown_once_and_opens_the_account(visitor: Browser):
    officer = make_officer()
    visitor.sign_in(officer)

    wanted = {"name": "Tablero", "scope": "read", "days": "30"}
    page = visitor.send("/mi-cuenta/claves/", wanted, status=201)

    token = re.findall(r'<code class="code">([^<]+)</code>', page)[0]
    assert getattr(tokens.officer_of_token(token, at=now()), "id", None) == officer.id
    assert token not in visitor.get("/mi-cuenta/")


def test_a_key_can_be_ended(visitor: Browser):
    officer = make_officer()
    token = tokens.issue_token(officer.username, at=now())
    key = tokens.list_tokens(officer)[0]
    visitor.sign_in(officer)

    page = visitor.send(f"/mi-cuenta/claves/{key.id}/anular")

    assert "Anulada el" in page
    assert tokens.officer_of_token(token, at=now()) is None


def test_another_officer_s_key_is_not_found(visitor: Browser):
    other = make_officer()
    tokens.issue_token(other.username, at=now())
    visitor.sign_in(make_officer())

    visitor.send(f"/mi-cuenta/claves/{tokens.list_tokens(other)[0].id}/anular", status=404)
