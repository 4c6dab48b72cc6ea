import pytest
from flask.testing import FlaskClient

from registry.models import Registration
from registry.services.accounts.accounts import Account
from registry.services.institutions.institutions import get_institution
from registry.services.institutions.registrations import get_registration, suspend
from registry.vocabulary.institutions import RegistrationState
from tests.browsing import Browser
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import make_institution, make_registration


@pytest.fixture
def chief(app: object) -> Account:
    return make_chief()


@pytest.fixture
def chiefs_browser(client: FlaskClient, chief: Account) -> Browser:
    return Browser(client).sign_in(chief)


@pytest.fixture
def registration(chief: Account) -> Registration:
    return make_registration(officer=chief)


def test_an_institution_is_registered_as_a_unit(browser: Browser, officer: Account):
    institution = make_institution(officer=officer)
    path = f"/instituciones/{institution.id}/inscripciones/nueva"
    browser.get(path)

    page = browser.send(path, {"role": "beneficiary_unit", "valid_from": "2026-01-01", "valid_to": "01/01/2099"})

    assert "La institución quedó inscrita" in page
    assert len(get_institution(institution.id, officer=make_officer()).registrations) == 1


def test_dates_in_disorder_are_told(browser: Browser, officer: Account):
    institution = make_institution(officer=officer)
    form = {"role": "beneficiary_unit", "valid_from": "2026-01-01", "valid_to": "2025-01-01"}

    page = browser.send(f"/instituciones/{institution.id}/inscripciones/nueva", form, status=422)

    assert "no puede vencer antes del 01/01/2026" in page


def test_a_second_registration_in_the_role_is_refused(browser: Browser, registration: Registration):
    path = f"/instituciones/{registration.institution_id}/inscripciones/nueva"
    form = {"role": "beneficiary_unit", "valid_from": "2026-01-01", "valid_to": "2027-01-01"}

    page = browser.send(path, form, status=422)

    assert "ya tiene una inscripción como Unidad beneficiaria" in page
    assert 'value="2027-01-01"' in page


def test_a_registration_is_renewed(browser: Browser, registration: Registration):
    browser.get(f"/inscripciones/{registration.id}/renovar")

    browser.send(f"/inscripciones/{registration.id}/renovar", {"valid_to": "2031-12-31", "version": "1"})

    assert get_registration(registration.id, officer=make_officer()).valid_to.year == 2031


def test_a_renewal_that_shortens_is_refused(browser: Browser, registration: Registration):
    form = {"valid_to": "2026-12-31", "version": "1"}

    page = browser.send(f"/inscripciones/{registration.id}/renovar", form, status=422)

    assert "ya vale hasta el 31/12/2030" in page


def test_a_chief_suspends_resumes_and_withdraws(chiefs_browser: Browser, registration: Registration):
    for version, (step, state) in enumerate(
        (
            ("suspender", RegistrationState.SUSPENDED),
            ("reanudar", RegistrationState.CURRENT),
            ("retirar", RegistrationState.WITHDRAWN),
        ),
        start=1,
    ):
        path = f"/inscripciones/{registration.id}/{step}"
        chiefs_browser.get(path)
        chiefs_browser.send(path, {"reason": "Visita de la inspectora", "version": str(version)})

        assert get_registration(registration.id, officer=make_officer()).state is state
    assert "Visita de la inspectora" in chiefs_browser.get(f"/instituciones/{registration.institution_id}")


def test_a_step_without_a_reason_is_refused(chiefs_browser: Browser, registration: Registration):
    page = chiefs_browser.send(f"/inscripciones/{registration.id}/suspender", {"version": "1"}, status=422)

    assert "Falta «Motivo». Complételo." in page


def test_a_case_officer_does_not_suspend(browser: Browser, registration: Registration):
    form = {"reason": "No vino nadie", "version": "1"}

    browser.send(f"/inscripciones/{registration.id}/suspender", form, status=403)


def test_a_step_over_what_somebody_changed_meanwhile_is_told(
    chiefs_browser: Browser, chief: Account, registration: Registration
):
    suspend(registration.id, reason="Antes", version=1, officer=chief)
    form = {"reason": "Cierre del local", "version": "1"}

    page = chiefs_browser.send(f"/inscripciones/{registration.id}/retirar", form, status=422)

    assert "Otra persona guardó cambios" in page
    assert "Cierre del local" in page
    assert 'name="version" value="2"' in page


def test_a_step_that_does_not_exist_is_not_found(browser: Browser, registration: Registration):
    browser.get(f"/inscripciones/{registration.id}/borrar", status=404)
