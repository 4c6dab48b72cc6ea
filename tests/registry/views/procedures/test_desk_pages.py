from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.services.procedures.decision import deciding
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution
from tests.factories.procedures import example_answers, make_filed
from tests.registry.services.procedures.reviewed import current, taken
from tests.registry.views.procedures.desks import as_chief


def test_terms_are_told_line_by_line_and_as_a_file(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(on=today()), chief, today())
    deciding.deny(case.id, words="No cumple", version=current(case).version, officer=chief, on=today())

    page = browser.get("/expedientes/plazos?por=month")
    sheet = client.get("/expedientes/plazos.csv?por=procedure").get_data(as_text=True)

    assert "100 % de los expedientes resueltos lo fue en su plazo" in page.replace("\u00a0", " ")
    assert f"{today():%m/%Y}" in page
    assert "Inscripción de unidad beneficiaria pública;1;1" in sheet
    assert sheet.splitlines()[-1].startswith("Total;1;1")


def test_months_without_files_and_damaged_months_are_told(client: FlaskClient) -> None:
    _, browser = as_chief(client)

    assert "No hay expedientes en esos meses" in browser.get("/expedientes/plazos")
    assert "No hay expedientes en esos meses" in browser.get("/expedientes/plazos?desde=nada&hasta=2026-13")


def test_a_notice_on_paper_waits_for_its_receipt(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    without_mail = {**example_answers()["contact"], "consents": False}
    case = taken(make_filed(on=today(), answers={"contact": without_mail}), chief, today())
    decided = deciding.deny(case.id, words="No", version=current(case).version, officer=chief, on=today())
    assert decided.notice is not None
    address = f"/expedientes/notificaciones/{decided.notice.id}"

    waiting = browser.get("/expedientes/notificaciones/")
    assert case.shown_number in waiting
    assert "dentro de 5 días hábiles (art. 24 LPAG)" in waiting
    assert "Debe notificarse hasta el" in browser.get(address)
    assert "Falta «Quién firmó»" in browser.send(address, {"on": today().isoformat()}, status=422)
    page = browser.send(address, {"on": today().isoformat(), "proof": "Rosa Quispe, DNI 40112233"})

    assert "La recepción quedó anotada" in page
    assert "No hay nada por notificar en papel" in page
    assert "Ya consta que se recibió" in browser.send(address, {"on": today().isoformat(), "proof": "Otra vez"})


def test_institutions_under_nearly_one_name_are_listed(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    assert "No hay nombres repetidos" in browser.get("/expedientes/duplicados/")
    make_institution(officer=chief, name="I. E. 70548", ubigeo="211101")
    make_institution(officer=chief, name="Institución Educativa 70548", ubigeo="211101")

    page = browser.get("/expedientes/duplicados/")

    assert "Institución Educativa 70548" in page


def test_the_day_tells_of_files_and_leads_to_them(client: FlaskClient) -> None:
    _, browser = as_chief(client)
    make_filed()

    page = browser.get("/")

    assert "1 expediente pasó su plazo para resolver" in page
    assert "1 expediente no está a cargo de nadie" in page
    assert "1 expediente</p>" in browser.get("/expedientes/?estado=in_hand&plazo=over")
    assert "/expedientes/?estado=in_hand&amp;plazo=over" in page


def test_the_day_of_whoever_assigns_nothing_tells_of_their_own(client: FlaskClient) -> None:
    chief, _ = as_chief(client)
    officer = make_officer(office_id=chief.office_id)
    taken(make_filed(on=today()), officer, today())

    page = Browser(client).sign_in(officer).get("/")

    assert "1 expediente está a su cargo" in page
    assert "no está a cargo de nadie" not in page
