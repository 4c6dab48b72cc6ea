"""The door of case files, and what was typed while the file was closed."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import now, today
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.reading import get_case
from registry.vocabulary.procedures import CaseEventKind
from registry.web.opened_cases import KEY
from tests.browsing import Browser
from tests.factories.accounts import make_chief, make_office
from tests.factories.institutions import make_institution, make_registration
from tests.factories.procedures import happen, make_manager
from tests.files import virus_test
from tests.registry.views.procedures.filing import (
    INSTITUTION,
    attach,
    begin,
    code_on,
    fill_in,
    number_on,
    picture,
    present,
)

pytestmark = pytest.mark.usefixtures("app")


def close(client: FlaskClient) -> None:
    """Let the half hour of the open file be over."""
    with client.session_transaction() as session:
        kept = session[KEY]
        session[KEY] = [kept[0], kept[1], int((now() - timedelta(seconds=1)).timestamp())]


def test_number_and_code_open_the_file_again(client: FlaskClient):
    browser, case = begin(client)
    tasks = browser.get(case + "/")
    browser.send("/seguir/salir")

    page = browser.send("/seguir/", {"number": number_on(tasks), "code": code_on(tasks).lower()})

    assert number_on(tasks) in page


def test_a_wrong_code_opens_nothing(client: FlaskClient):
    browser, case = begin(client)
    number = number_on(browser.get(case + "/"))
    browser.send("/seguir/salir")

    browser.send("/seguir/", {"number": number, "code": "AAAAA-AAAAA"}, 422)

    assert "Seguir mi expediente" in browser.get(case + "/", follow_redirects=True)


def test_what_was_typed_when_the_half_hour_ended_is_there_after_the_door(client: FlaskClient):
    browser, case = begin(client)
    tasks = browser.get(case + "/")
    close(client)

    door = browser.send(f"{case}/pasos/contact", {"contact_name": "Rosa Quispe"}, 422)
    kept = {"kept-contact_name": "Rosa Quispe", "kept_path": f"{case}/pasos/contact"}
    page = browser.send("/seguir/", {"number": number_on(tasks), "code": code_on(tasks), **kept})

    assert 'name="kept-contact_name" value="Rosa Quispe"' in door
    assert 'value="Rosa Quispe"' in page


def test_a_script_is_told_that_the_file_is_closed(client: FlaskClient):
    browser, case = begin(client)
    close(client)

    answer = browser.post(f"{case}/pasos/ruc/borrador", {"ruc": "1"}, headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert answer.json is not None
    assert "sigue en este equipo" in answer.json["detail"]


def test_a_photo_is_seen_and_taken_back_and_a_virus_is_refused(client: FlaskClient):
    browser, case = begin(client, "unidad-privada")

    seen = attach(browser, case, "site_photo", "sede.jpg", picture())
    refused = browser.post(f"{case}/papeles/site_photo", {})
    fake = virus_test()

    assert "paper-seen" in seen
    assert refused.status_code == 422
    answer = browser.post(f"{case}/papeles/statutes", {"file": (BytesIO(fake), "acta.pdf")})
    assert answer.status_code == 422


def test_a_file_comes_in_pieces_that_go_on_where_they_stopped(client: FlaskClient):
    browser, case = begin(client, "unidad-privada")
    content, path = picture(), f"{case}/papeles/site_photo/partes"
    facts = {"key": "k" * 32, "file_name": "sede.jpg", "size_bytes": str(len(content))}
    half = len(content) // 2
    headers = {"X-CSRFToken": browser.token(), "Accept": "application/json"}

    def send(place: int, piece: bytes) -> dict[str, object]:
        query = {"clave": facts["key"], "desde": str(place)}
        answer = client.post(f"{path}/siguiente", query_string=query, data=piece, headers=headers)
        assert answer.json is not None
        return dict(answer.json)

    assert browser.post(path, facts).json == {"offset": 0, "piece_bytes": 262_144}
    assert send(0, content[:half]) == {"offset": half}
    assert browser.post(path, facts).json == {"offset": half, "piece_bytes": 262_144}
    assert "paper" in send(half, content[half:])


def test_consent_is_taken_back_and_a_request_given_up(client: FlaskClient):
    make_office()
    browser, case = begin(client)
    fill_in(browser, case)
    present(browser, case)

    assert "Desde ahora se le notifica en papel" in browser.send(f"{case}/avisos")
    browser.send(f"{case}/desistir", {"reason": ""}, 422)
    assert "Se desistió de la solicitud" in browser.send(f"{case}/desistir", {"reason": "Ya no hace falta"})


def test_an_observed_file_says_what_to_correct_until_when_and_takes_the_cure(client: FlaskClient):
    officer = make_chief()
    browser, case = begin(client)
    fill_in(browser, case)
    present(browser, case)
    file = get_case(int(case.rpartition("/")[2]), by=Applicant(case_file_id=int(case.rpartition("/")[2]))).file
    happen(file, CaseEventKind.ASSIGNED, on=today(), officer=officer)
    happen(file, CaseEventKind.OBSERVED, on=today(), officer=officer, words="La dirección no existe.")

    page = browser.get(case + "/")
    browser.send(f"{case}/pasos/institution", {**INSTITUTION, "address": "Jr. Puno 250"})
    cured = browser.send(f"{case}/subsanar")

    assert "La dirección no existe." in page
    assert "Le toca a usted. Vence el" in page
    assert "en pausa" in page
    assert 'aria-label="Corregir: Institución"' in page
    assert "Se presentó la subsanación" in cured


def test_an_institution_finds_its_files_and_files_about_its_registration(client: FlaskClient):
    make_office()
    institution = make_institution()
    registration = make_registration(institution)
    browser = Browser(client).sign_in(make_manager(institution))

    assert institution.name in browser.get("/tramites/retiro/nuevo")
    page = browser.send("/tramites/retiro/nuevo", {"key": "x" * 30, "registration": str(registration.id)})

    assert number_on(page) in browser.get("/tramites/mis-expedientes/")
