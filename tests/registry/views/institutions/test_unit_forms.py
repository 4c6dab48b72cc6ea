from dataclasses import replace

from registry.services.accounts.accounts import Account
from registry.services.institutions.units import change_unit, get_unit, list_units
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_unit, unit_details
from tests.registry.views.institutions.forms import unit_form


def test_a_unit_is_added_to_the_officer_s_office(browser: Browser, officer: Account):
    registration = make_registration(officer=officer)
    path = f"/instituciones/{registration.institution_id}/unidades/nueva"
    browser.get(path)

    page = browser.send(path, unit_form(has_student_contact="true"))

    assert "Se agregó la unidad" in page
    unit = list_units(officer=officer).items[0].unit
    assert (unit.name, unit.has_student_contact, unit.latitude) == ("Parque Cholo", True, -15.49)


def test_without_registration_an_exception_is_asked_for(browser: Browser, officer: Account):
    path = f"/instituciones/{make_institution(officer=officer).id}/unidades/nueva"

    page = browser.send(path, unit_form(), status=422)

    assert "no está inscrita como unidad beneficiaria" in page
    browser.send(path, unit_form(exception_reason="No quedan plazas en Juliaca"))
    assert list_units(officer=officer).total == 1


def test_swapped_degrees_are_told(browser: Browser, officer: Account):
    registration = make_registration(officer=officer)
    path = f"/instituciones/{registration.institution_id}/unidades/nueva"

    page = browser.send(path, unit_form(latitude="-70.12", longitude="-15.49"), status=422)

    assert "Revise que no esté cambiada por la longitud" in page
    assert 'value="-70.12"' in page


def test_a_unit_is_corrected(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)
    browser.get(f"/unidades/{unit.id}/editar")

    page = browser.send(f"/unidades/{unit.id}/editar", unit_form(name="Parque nuevo", version="1"))

    assert "Se guardaron los cambios" in page
    assert "Parque nuevo" in page


def test_two_officers_at_once_are_asked_which_value_stays(browser: Browser, officer: Account):
    details = unit_details(name="Parque Cholo")
    unit = make_unit(officer=officer, **vars(details))
    change_unit(unit.id, replace(details, supervisor="Otra"), version=1, officer=officer)

    page = browser.send(f"/unidades/{unit.id}/editar", unit_form(version="1"), status=409)

    assert "Responsable, Lo suyo: Julia Apaza" in page
    assert get_unit(unit.id, officer=officer).supervisor == "Otra"


def test_another_office_s_unit_is_not_found(browser: Browser):
    unit = make_unit(officer=make_officer())

    browser.get(f"/unidades/{unit.id}/editar", status=404)
    browser.send(f"/unidades/{unit.id}/editar", unit_form(version="1"), status=404)
