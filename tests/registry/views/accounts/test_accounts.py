import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.mail import MAILER, Mailer
from registry.services.accounts.accounts import Account, find_account, get_account
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_chief, make_office, make_officer
from tests.factories.second_factors import set_up_factor
from tests.factories.sessions import age_sessions
from tests.statements import counting_statements

WHOLE = {"username": "ana.rios", "full_name": "Ana Ríos", "email": "ana@ejemplo.pe", "post": "Especialista"}


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_chief(full_name="Luis Cáceres")


@pytest.fixture
def desk(client: FlaskClient, chief: Account) -> Browser:
    return Browser(client).sign_in(chief)


def invitation(office_id, **overrides):
    return {**WHOLE, "role": "case_officer", "office_id": str(office_id or ""), **overrides}


def test_the_list_has_the_own_office_s_accounts(desk: Browser, chief: Account):
    make_officer(office_id=chief.office_id, full_name="Ana Ríos")
    make_officer(full_name="Otra Oficina")

    page = desk.get("/cuentas/")

    assert "Ana Ríos" in page
    assert "Otra Oficina" not in page


def test_the_list_costs_the_same_however_long(desk: Browser, chief: Account):
    make_officer(office_id=chief.office_id)
    with counting_statements() as few:
        desk.client.get("/cuentas/")
    for _ in range(5):
        make_officer(office_id=chief.office_id)

    with counting_statements() as many:
        desk.client.get("/cuentas/")

    assert many.count == few.count


def test_without_mail_server_the_link_is_shown_this_once(desk: Browser, chief: Account, app: Flask):
    page = desk.send("/cuentas/nueva", invitation(chief.office_id), status=201)

    (link,) = re.findall(r'<code class="code">http://[^/]+(/invitacion/[^<]+)</code>', page)
    assert "Su usuario es <strong>ana.rios</strong>" in Browser(app.test_client()).get(link).replace(
        "Ana Ríos, su", "Su"
    )
    assert link not in desk.get("/cuentas/")


def test_with_a_mail_server_the_invitation_goes_by_mail(
    desk: Browser, chief: Account, app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app.extensions, MAILER, Mailer("smtp://127.0.0.1:9", "r@ejemplo.pe"))

    page = desk.send("/cuentas/nueva", invitation(chief.office_id))

    assert "El enlace va en camino a ana@ejemplo.pe" in page
    assert "Invitación: por enviar" in page


def test_what_is_missing_is_told_beside_each_box(desk: Browser):
    page = desk.send("/cuentas/nueva", {}, status=422)

    assert page.count("Falta «Correo electrónico»") == 2


def test_a_chief_is_offered_no_role_beyond_the_office(desk: Browser, chief: Account):
    assert "Administración" not in desk.get("/cuentas/nueva")

    desk.send("/cuentas/nueva", invitation(chief.office_id, role="administrator"), status=403)


def test_a_chief_invites_nobody_into_another_office(desk: Browser):
    desk.send("/cuentas/nueva", invitation(make_office().id), status=404)


def test_an_administrator_invites_somebody_of_an_institution(client: FlaskClient):
    desk = Browser(client).sign_in(make_account(Role.ADMINISTRATOR))

    desk.send("/cuentas/nueva", invitation(None, role="company_manager"), status=201)
    refused = desk.send("/cuentas/nueva", invitation(None, role="company_manager", scopes="Cosa 7"), status=422)

    assert find_account("ana.rios").role is Role.COMPANY_MANAGER
    assert "No entendemos «Cosa 7»" in refused


def test_an_account_is_corrected(desk: Browser, chief: Account):
    officer = make_officer(office_id=chief.office_id)
    form = {**invitation(chief.office_id, post="Psicóloga"), "version": officer.version}
    del form["username"]

    page = desk.send(f"/cuentas/{officer.id}/editar", form)

    assert "Se guardaron los cambios." in page
    assert get_account(officer.id).post == "Psicóloga"


def test_an_edit_that_came_too_late_asks_which_values_stay(desk: Browser, chief: Account):
    officer = make_officer(office_id=chief.office_id)
    form = {**invitation(chief.office_id), "version": officer.version + 7}
    del form["username"]

    page = desk.send(f"/cuentas/{officer.id}/editar", form, status=409)

    assert "Elija qué valor queda" in page


def test_an_account_is_closed_and_opened_again(desk: Browser, chief: Account):
    officer = make_officer(office_id=chief.office_id)

    closed = desk.send(f"/cuentas/{officer.id}/cerrar")
    opened = desk.send(f"/cuentas/{officer.id}/reabrir")

    assert "Reabrir la cuenta" in closed
    assert "La cuenta quedó abierta otra vez" in opened


def test_a_lost_second_factor_is_taken(desk: Browser, chief: Account):
    officer = make_officer(office_id=chief.office_id)
    set_up_factor(officer, at=officer.created_at)

    page = desk.send(f"/cuentas/{officer.id}/segundo-factor/quitar")

    assert "Se quitó el segundo factor" in page
    assert "Inactivo" in page


def test_another_office_s_account_is_not_found(desk: Browser):
    stranger = make_officer()

    for path in ("", "/editar"):
        desk.get(f"/cuentas/{stranger.id}{path}", status=404)
    for act in ("enlace", "cerrar", "reabrir", "segundo-factor/quitar"):
        desk.send(f"/cuentas/{stranger.id}/{act}", status=404)


def test_a_case_officer_manages_nobody(client: FlaskClient):
    Browser(client).sign_in(make_officer()).get("/cuentas/", status=403)


def test_who_may_enter_is_changed_only_by_whoever_proved_lately_who_they_are(desk: Browser, chief: Account):
    officer = make_officer(office_id=chief.office_id)
    age_sessions(timedelta(minutes=20))

    asked = desk.send(f"/cuentas/{officer.id}/cerrar")

    assert "Confirme que es usted" in asked
    assert get_account(officer.id).is_active
