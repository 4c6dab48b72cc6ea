import re

import pytest
from flask.testing import FlaskClient

from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_office, make_officer
from tests.factories.institutions import make_institution
from tests.factories.procedures import make_manager


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


def current(page: str) -> list[str]:
    """Entries of the menu that are marked as the present page."""
    menu = page[page.index('aria-label="Principal"') : page.index("</nav>")]
    return re.findall(r'aria-current="page">([^<]+)<', menu)


@pytest.mark.parametrize("role", [Role.REGISTRY_OFFICER, Role.COMPANY_MANAGER, Role.RELIGIOUS_REPRESENTATIVE])
def test_agreements_are_in_the_menu_of_whoever_has_no_cases(client: FlaskClient, role: Role):
    page = Browser(client).sign_in(make_account(role)).get("/convenios/")

    assert current(page) == ["Convenios"]


def test_an_officer_of_cases_finds_agreements_beside_the_units(client: FlaskClient):
    page = Browser(client).sign_in(make_officer()).get("/convenios/")

    assert current(page) == ["Unidades"]
    assert page.count(">Convenios</a>") == 1


def test_files_are_in_the_menu_of_whoever_files(client: FlaskClient):
    page = Browser(client).sign_in(make_account(Role.COMPANY_MANAGER)).get("/tramites/mis-expedientes/")

    assert current(page) == ["Mis expedientes"]


def test_a_group_s_agents_and_requests_belong_to_its_visits(client: FlaskClient):
    group = make_institution()
    browser = Browser(client).sign_in(make_manager(group, Role.RELIGIOUS_REPRESENTATIVE))

    for path in ("/visitas/", f"/instituciones/{group.id}/agentes/", f"/instituciones/{group.id}/visitas/nueva"):
        assert current(browser.get(path)) == ["Visitas"]
