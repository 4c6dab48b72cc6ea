"""Pages of days redeemed: what they tell, and certificates from the signature to the PDF."""

from datetime import date

from flask.testing import FlaskClient

from tests.browsing import Browser
from tests.factories.inmates import make_keeper
from tests.factories.religious import JULIACA, PUNO
from tests.registry.services.prison_work.test_redemption import a_worker, make_director


def page(inmate_id: int, then: str = "") -> str:
    return f"/penales/{JULIACA}/internos/{inmate_id}/computo/{then}"


def test_the_officer_sees_the_count_and_no_way_to_sign(client: FlaskClient):
    inmate_id = a_worker()

    told = Browser(client).sign_in(make_keeper()).get(page(inmate_id))

    assert "1 día por cada 1 día de trabajo" in told.replace("\xa0", " ")
    assert "Firmar el certificado" not in told


def test_the_director_signs_the_certificate_and_downloads_it(client: FlaskClient):
    inmate_id, browser = a_worker(), Browser(client).sign_in(make_director())

    browser.post(page(inmate_id, "certificar"), {})
    answer = client.get(page(inmate_id, "redencion.pdf"))

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "Certificado de cómputo laboral (PDF)" in browser.get(page(inmate_id))


def test_the_page_says_what_keeps_the_certificate_back(client: FlaskClient):
    inmate_id, browser = a_worker(inscribed_on=None, inscription_folio=""), Browser(client).sign_in(make_director())

    browser.post(page(inmate_id, "certificar"), {})
    told = browser.get(page(inmate_id))

    assert "sin inscripción ningún día redime" in told
    assert client.get(page(inmate_id, "redencion.pdf")).status_code == 409


def test_whoever_left_gets_a_certificate_of_work(client: FlaskClient):
    inmate_id, browser = a_worker(released_on=date(2026, 3, 20)), Browser(client).sign_in(make_director())

    browser.post(page(inmate_id, "certificar-trabajo"), {})

    assert client.get(page(inmate_id, "trabajo.pdf")).status_code == 200


def test_another_prison_finds_nothing(client: FlaskClient):
    Browser(client).sign_in(make_director(PUNO))

    assert client.get(page(a_worker())).status_code == 404


def test_anybody_reads_how_days_are_counted(client: FlaskClient):
    told = client.get("/ayuda/redencion").get_data(as_text=True)

    assert "Cerrado especial, etapa A" in told
    assert "Ocho horas son un solo día" in told
