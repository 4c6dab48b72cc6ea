"""Where a registration ends or stands still, its officer, its office and its unit read whom that touches."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import BeneficiaryUnit, Registration
from registry.services.accounts.accounts import Account
from registry.services.institutions.registrations import suspend
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_chief
from tests.factories.attendance import SATURDAY_SHIFTS, make_placement
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.procedures import make_manager
from tests.factories.rounds import make_desk_officer

NAME = "Quispe Mamani, Rosa"
OVER = "no está vigente: las rondas no le envían a nadie más"


@pytest.fixture
def officer(app) -> Account:
    return make_desk_officer()


@pytest.fixture
def registration(officer: Account) -> Registration:
    return make_registration(make_institution(officer=officer), officer=officer)


@pytest.fixture
def unit(officer: Account, registration: Registration) -> BeneficiaryUnit:
    """A unit of the institution where somebody serves."""
    unit = make_unit(officer=officer, institution=registration.institution, name="Parque Cholo")
    make_placement(officer=officer, vacancy=make_vacancy(officer=officer, unit=unit, shifts=SATURDAY_SHIFTS))
    return unit


def test_who_suspends_reads_first_whom_that_touches(client: FlaskClient, officer, registration, unit):
    chief = make_chief(office_id=officer.office_id)

    page = Browser(client).sign_in(chief).get(f"/inscripciones/{registration.id}/suspender")

    assert "Parque Cholo</strong>: 1 persona con un lugar" in page
    assert NAME in page
    assert f'href="/unidades/{unit.id}/reubicar"' in page


def test_who_resumes_reads_of_nobody(client: FlaskClient, officer, registration, unit):
    chief = make_chief(office_id=officer.office_id)

    assert NAME not in Browser(client).sign_in(chief).get(f"/inscripciones/{registration.id}/reanudar")


def test_a_registry_officer_reads_how_many_and_no_names(client: FlaskClient, officer, registration, unit):
    registrar = make_account(Role.REGISTRY_OFFICER, office_id=officer.office_id)

    page = Browser(client).sign_in(registrar).get(f"/inscripciones/{registration.id}/retirar")

    assert "1 persona con un lugar" in page
    assert NAME not in page


@pytest.fixture
def suspended(officer: Account, registration: Registration, unit: BeneficiaryUnit) -> Registration:
    chief = make_chief(office_id=officer.office_id)
    return suspend(registration.id, reason="No atiende", version=registration.version, officer=chief)


def test_a_suspended_institution_s_page_lists_them_for_the_office(client: FlaskClient, officer, suspended):
    page = Browser(client).sign_in(officer).get(f"/instituciones/{suspended.institution_id}")

    assert OVER in page
    assert NAME in page


def test_its_unit_s_page_lists_them_for_the_office_and_for_the_institution(client, officer, unit, suspended):
    page = Browser(client).sign_in(officer).get(f"/unidades/{unit.id}")
    own = Browser(client).sign_in(make_manager(unit.institution)).get(f"/unidades/{unit.id}")

    assert OVER in page
    assert "Reubicar a quienes sirven aquí" in page
    assert OVER in own
    assert NAME in own


def test_an_expired_institution_s_page_lists_them_too(client: FlaskClient, officer):
    begun, ended = today() - timedelta(days=700), today() - timedelta(days=3)
    expired = make_registration(officer=officer, valid_from=begun, valid_to=ended)
    unit = make_unit(officer=officer, institution=expired.institution)
    make_placement(officer=officer, vacancy=make_vacancy(officer=officer, unit=unit, shifts=SATURDAY_SHIFTS))

    assert NAME in Browser(client).sign_in(officer).get(f"/instituciones/{expired.institution_id}")


def test_where_the_registration_is_in_force_nobody_is_touched(client: FlaskClient, officer, registration, unit):
    browser = Browser(client).sign_in(officer)

    assert "A quiénes toca" not in browser.get(f"/instituciones/{registration.institution_id}")
    assert OVER not in browser.get(f"/unidades/{unit.id}")
