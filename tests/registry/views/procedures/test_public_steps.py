"""Filling in a file without an account: one page a step, and nothing typed is lost."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.mail import MAILER, Mailer
from tests.browsing import Browser
from tests.factories.accounts import make_office
from tests.factories.institutions import ruc
from tests.registry.views.procedures.filing import (
    CONTACT,
    INSTITUTION,
    KEY,
    SITE,
    VACANCY,
    begin,
    code_on,
    fill_in,
    number_on,
    present,
)

pytestmark = pytest.mark.usefixtures("app")


def test_a_public_unit_is_filed_from_the_first_page_to_the_confirmation(client: FlaskClient):
    make_office()
    browser, case = begin(client)
    tasks = browser.get(case + "/")
    fill_in(browser, case)

    review = browser.get(f"{case}/declarar")
    confirmation = present(browser, case)

    assert "Parque central" in review
    assert "sábado, mañana, 8:00–13:00: 3 personas" in review
    assert "Se presentó su solicitud" in confirmation
    assert number_on(confirmation) == number_on(tasks)
    assert code_on(confirmation) == code_on(tasks)
    followed = browser.get(case + "/")
    assert "<h1>Inscripción de unidad beneficiaria pública</h1>" in followed
    assert "La oficina recibió su solicitud y aún no la revisa. Le toca a la oficina" in followed
    assert "art. 20.4 LPAG" in followed


def test_no_mail_is_promised_where_none_is_sent(client: FlaskClient):
    make_office()
    browser, case = begin(client)
    fill_in(browser, case)

    confirmation = present(browser, case)

    assert "Se le notificará en papel" in confirmation
    assert "este servicio no los envía: se le notifica en papel" in browser.get(case + "/")


def test_presenting_twice_finds_what_was_presented(client: FlaskClient):
    make_office()
    browser, case = begin(client)
    fill_in(browser, case)

    assert number_on(present(browser, case)) == number_on(present(browser, case))


def test_the_same_form_sent_twice_begins_one_draft(client: FlaskClient):
    _, first = begin(client)
    _, second = begin(client, key=KEY)

    assert first == second


def test_a_wrong_ruc_is_told_and_stays_typed(client: FlaskClient):
    browser, case = begin(client)

    page = browser.send(f"{case}/pasos/ruc", {"ruc": "2055510072"}, 422)

    assert "El RUC tiene 10 dígitos. Escriba los 11 de su ficha RUC." in page
    assert 'value="2055510072"' in browser.get(f"{case}/pasos/ruc")


def test_what_is_typed_is_kept_for_a_script_that_says_when(client: FlaskClient):
    browser, case = begin(client)

    answer = browser.post(f"{case}/pasos/contact/borrador", {"contact_name": "Ro"})

    assert answer.status_code == 200
    assert answer.json is not None
    assert ":" in answer.json["saved"]
    assert 'value="Ro"' in browser.get(f"{case}/pasos/contact")


def test_a_district_with_namesakes_is_chosen_among_them(client: FlaskClient):
    browser, case = begin(client)

    page = browser.send(f"{case}/pasos/institution", {**INSTITUTION, "ubigeo_text": "Santa Rosa"}, 422)

    assert "Coincidencias con «Santa Rosa»" in page


def test_consent_needs_an_address(client: FlaskClient):
    browser, case = begin(client)

    page = browser.send(
        f"{case}/pasos/contact", {"contact_name": "Rosa", "phone": "951000111", "consents": "true"}, 422
    )

    assert "Falta el correo para notificarle" in page


def test_more_people_than_the_shifts_hold_are_refused_beside_their_box(client: FlaskClient):
    browser, case = begin(client)
    browser.send(f"{case}/listas/sites/1", SITE)

    page = browser.send(f"{case}/listas/vacancies/1", {**VACANCY, "total_places": "9"}, 422)

    assert 'href="#campo-total_places"' in page


def test_a_site_with_places_is_not_taken_out_and_vacancies_follow_theirs(client: FlaskClient):
    browser, case = begin(client)
    browser.send(f"{case}/listas/sites/1", SITE)
    browser.send(f"{case}/listas/sites/2", {**SITE, "name": "Losa deportiva"})
    browser.send(f"{case}/listas/vacancies/1", {**VACANCY, "site": "1"})

    kept = browser.send(f"{case}/listas/sites/2/quitar")
    moved = browser.send(f"{case}/listas/sites/1/quitar")

    assert "Esa sede tiene plazas registradas" in kept
    assert "Parque central" not in moved
    assert "Losa deportiva" in browser.get(f"{case}/listas/vacancies/")


def test_nothing_is_presented_while_something_is_missing(client: FlaskClient):
    browser, case = begin(client)
    browser.send(f"{case}/pasos/ruc", {"ruc": ruc(7_002)})

    page = browser.send(f"{case}/declarar", {"is_true": "true"}, 422)

    assert "Falta completar «Institución»." in page
    assert "Todavía falta" in page


@pytest.mark.parametrize("path", ["pasos/agents", "pasos/sites", "listas/agents/", "listas/sites/3", "papeles/nada"])
def test_what_the_procedure_does_not_ask_for_is_not_there(client: FlaskClient, path: str):
    browser, case = begin(client)

    browser.get(f"{case}/{path}", 404)


def test_another_s_file_leads_to_one_s_own(client: FlaskClient):
    _, other = begin(client, key="otra-clave-de-la-prueba")
    browser, case = begin(client)

    page = browser.get(other + "/", follow_redirects=True)

    assert number_on(page) == number_on(browser.get(case + "/"))
    assert "Por seguridad" in page


def test_a_discarded_draft_is_gone(client: FlaskClient):
    browser, case = begin(client)

    assert "Se borró el borrador" in browser.send(f"{case}/desistir")
    assert "Seguir mi expediente" in browser.get(case + "/", follow_redirects=True)


@pytest.mark.parametrize(
    ("procedure", "steps"),
    [
        ("unidad-privada", ["institution", "contact", "vacancies"]),
        ("asistencia-religiosa", ["religious", "prisons", "agents"]),
        ("empresa", ["company", "integrity"]),
        ("ayuda-social", ["help"]),
    ],
)
def test_every_step_has_its_page(client: FlaskClient, procedure: str, steps: list[str]):
    browser, case = begin(client, procedure)

    for step in steps:
        place = "listas" if step in ("vacancies", "agents", "help") else "pasos"
        end = "/1" if place == "listas" else ""
        assert "Guardar y continuar" in browser.get(f"{case}/{place}/{step}{end}")
        browser.send(f"{case}/{place}/{step}{end}", {}, 422)


def test_the_catalogue_tells_what_is_to_be_confirmed(client: FlaskClient):
    browser = Browser(client)

    assert "Inscripción de unidad beneficiaria pública" in browser.get("/tramites/")
    assert "or confirmar" in browser.get("/tramites/unidad-publica/")
    browser.get("/tramites/otro/", 404)


def test_the_list_of_tasks_leads_on_to_what_is_missing(client: FlaskClient):
    browser, case = begin(client)
    assert "Empezar con: RUC" in browser.get(case + "/")

    browser.send(f"{case}/pasos/ruc", {"ruc": ruc(7_031)})

    page = browser.get(case + "/")
    assert f'href="{case}/pasos/institution">Continuar con: Institución</a>' in page


def test_a_page_of_documents_leads_back_to_the_list_of_tasks(client: FlaskClient):
    browser, case = begin(client)

    for page in (browser.get(f"{case}/papeles/"), browser.get(f"{case}/papeles/appointment")):
        assert f'<a href="{case}/">Lista de tareas</a>' in page


def test_what_has_to_be_brought_is_told_before_what_is_not(client: FlaskClient):
    page = Browser(client).get("/tramites/unidad-privada/")

    order = [page.index(words) for words in ("Lo que adjunta", "Lo que declara", "No presente su ficha")]
    assert order == sorted(order)


def test_whoever_can_only_be_private_is_not_told_if_they_are(client: FlaskClient):
    private, settled = begin(client, "unidad-privada", "clave-privada")
    assert "Si es privada" not in private.get(f"{settled}/pasos/institution")

    anybody, opened = begin(client, "ayuda-social", "clave-social")

    assert "Si es privada" in anybody.get(f"{opened}/pasos/institution")


def test_whoever_corrects_the_address_goes_on_with_a_new_code(app: Flask, client: FlaskClient, monkeypatch: Any):
    monkeypatch.setitem(app.extensions, MAILER, Mailer("smtp://127.0.0.1:9", "Reinserta <reinserta@ejemplo.pe>"))
    browser, case = begin(client)
    browser.send(f"{case}/pasos/contact", {**CONTACT, "email": "meza@nunoa.example"})
    old = code_on(browser.get(case + "/"))

    page = browser.send(f"{case}/pasos/contact", CONTACT)

    assert "el código anterior ya no abre este borrador" in page
    new = code_on(browser.get(case + "/"))
    assert new != old
    assert new in page


def test_what_a_private_institution_lacks_is_told_at_once(client: FlaskClient):
    browser, case = begin(client, "unidad-privada")

    page = browser.send(f"{case}/pasos/institution", {"social_purpose": ""}, 422)

    assert "Falta «Nombre». Complételo." in page
    assert "Falta el fin asistencial o social." in page
