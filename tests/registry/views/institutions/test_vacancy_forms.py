from registry.services.accounts.accounts import Account
from registry.services.institutions.units import get_unit
from registry.services.institutions.vacancies import change, get_vacancy
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy, vacancy_details
from tests.registry.views.institutions.forms import vacancy_form
from tests.registry.views.institutions.serving import serve


def test_a_vacancy_is_offered_in_the_half_days_that_have_places(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)
    browser.get(f"/unidades/{unit.id}/vacantes/nueva")

    page = browser.send(f"/unidades/{unit.id}/vacantes/nueva", vacancy_form(demands=["outdoors"]))

    assert "Se registró la vacante" in page
    vacancy = get_vacancy(get_unit(unit.id, officer=officer).vacancies[0].id, officer=officer)
    assert [(shift.shift, shift.start_minute, shift.places) for shift in vacancy.shifts] == [(10, 480, 2), (11, 840, 2)]


def test_a_vacancy_without_half_days_is_refused(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)
    form = vacancy_form(**{"shifts-10-places": "0", "shifts-11-places": ""})

    page = browser.send(f"/unidades/{unit.id}/vacantes/nueva", form, status=422)

    assert "Falta el horario" in page
    assert "Regar y podar el parque" in page


def test_a_half_day_that_makes_no_sense_is_told_beside_it(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)
    form = vacancy_form(**{"shifts-10-end": "07:00", "shifts-12-places": "dos"})

    page = browser.send(f"/unidades/{unit.id}/vacantes/nueva", form, status=422)

    assert 'href="#campo-shifts-12-places"' in page
    assert "Escriba un número entero" in page
    assert 'value="07:00"' in page


def test_hours_without_places_are_asked_for(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)

    page = browser.send(f"/unidades/{unit.id}/vacantes/nueva", vacancy_form(**{"shifts-12-start": "09:00"}), status=422)

    assert 'href="#campo-shifts-12-places"' in page


def test_a_vacancy_is_changed(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    browser.get(f"/vacantes/{vacancy.id}/editar")

    page = browser.send(f"/vacantes/{vacancy.id}/editar", vacancy_form(task="painting", version="1"))

    assert "Se guardaron los cambios" in page
    assert "Pintado de locales" in page


def test_a_change_that_strands_people_is_refused_with_who_they_are(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    serve(vacancy, officer=officer)
    version = str(get_vacancy(vacancy.id, officer=officer).version)

    page = browser.send(
        f"/vacantes/{vacancy.id}/editar", vacancy_form(version=version, **{"shifts-11-places": "0"}), status=422
    )

    assert "El sábado por la tarde está ocupado por 1 persona" in page
    assert "Quispe Mamani, Rosa" in page
    assert len(get_vacancy(vacancy.id, officer=officer).shifts) == 2


def test_two_officers_at_once_are_asked_which_value_stays(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    change(vacancy.id, vacancy_details(duties="Barrer"), version=1, officer=officer)

    page = browser.send(f"/vacantes/{vacancy.id}/editar", vacancy_form(version="1", **{"shifts-10-places": "3"}), 409)

    assert "Sábado, mañana, plazas, Lo suyo: 3" in page
    assert "Labores concretas, Lo suyo: Regar y podar el parque" in page
    assert "Domingo" not in page


def test_another_office_s_unit_takes_no_vacancy(browser: Browser):
    unit = make_unit(officer=make_officer())

    browser.get(f"/unidades/{unit.id}/vacantes/nueva", status=404)
