from flask.testing import FlaskClient

from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_office, make_officer


def test_the_frame_names_who_is_signed_in_and_where(client: FlaskClient):
    office = make_office(name="EML Puno")
    officer = make_officer(full_name="Rosa Medina", office_id=office.id)

    page = Browser(client).sign_in(officer).get("/mi-cuenta/")

    assert 'href="/mi-cuenta/">Rosa Medina</a>' in page
    assert "EML Puno" in page
    assert 'action="/salir"' in page


def test_a_visitor_is_offered_the_door_and_nothing_else(client: FlaskClient):
    page = Browser(client).get("/nada", status=404)

    assert 'href="/ingresar">Ingresar</a>' in page
    assert 'aria-label="Principal"' not in page


def test_at_the_door_no_link_leads_to_the_door(client: FlaskClient):
    assert 'href="/ingresar"' not in Browser(client).get("/ingresar")


def test_attendance_leads_the_office_to_its_sheets_and_a_unit_to_its_day(client: FlaskClient):
    office = Browser(client).sign_in(make_officer(office_id=make_office().id)).get("/mi-cuenta/")
    unit = Browser(client).sign_in(make_account(Role.UNIT_SUPERVISOR)).get("/mi-cuenta/")

    assert '<a href="/planillas/">Asistencia</a>' in office
    assert '<a href="/asistencia/">Asistencia</a>' in unit
    assert "/asistencia/" not in office
