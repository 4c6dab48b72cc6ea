"""An institution stops offering a vacancy or a unit, without leaving anybody who serves there in the street."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import BeneficiaryUnit, Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.institutions import planned_changes
from registry.services.institutions.planned_changes import find_waiting
from registry.services.institutions.vacancies import get_vacancy
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import VacancyState
from registry.vocabulary.placements import PlacementState
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.factories.attendance import SATURDAY_SHIFTS, make_placement
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.procedures import make_manager
from tests.factories.rounds import make_desk_officer

SOON = today() + timedelta(days=40)
NAME = "Quispe Mamani, Rosa"
PLAN = {"effective_on": SOON.isoformat(), "reason": "Se acaba la obra"}


@pytest.fixture
def officer(app) -> Account:
    return make_desk_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    return make_unit(officer=officer)


@pytest.fixture
def vacancy(officer: Account, unit: BeneficiaryUnit) -> Vacancy:
    return make_vacancy(officer=officer, unit=unit, shifts=SATURDAY_SHIFTS)


@pytest.fixture
def account(unit: BeneficiaryUnit) -> Account:
    return make_manager(unit.institution)


@pytest.fixture
def own(client: FlaskClient, account: Account) -> Browser:
    """The institution's browser."""
    return Browser(client).sign_in(account)


@pytest.fixture
def serving(officer: Account, vacancy: Vacancy) -> Placement:
    """Somebody who serves there, and a bystander who serves elsewhere."""
    make_placement(officer=officer)
    return make_placement(officer=officer, vacancy=vacancy)


def test_an_empty_vacancy_is_not_offered_any_more_and_again(own: Browser, vacancy: Vacancy):
    asked = own.get(f"/vacantes/{vacancy.id}/retirar")
    stopped = own.send(f"/vacantes/{vacancy.id}/retirar", {"version": "1"})
    offered = own.send(f"/vacantes/{vacancy.id}/ofrecer", {"version": "2"})

    assert "Hoy no sirve nadie en ella" in asked
    assert "Dejó de ofrecer la vacante" in stopped
    assert "se ofrece otra vez" in offered


def test_where_somebody_serves_closing_is_planned(own, vacancy, account, serving):
    asked = own.get(f"/vacantes/{vacancy.id}/retirar")
    refused = own.send(f"/vacantes/{vacancy.id}/retirar", {"version": "2"})
    planned = own.send(f"/vacantes/{vacancy.id}/retirar/programar", PLAN)

    assert NAME in asked
    assert get_vacancy(vacancy.id, officer=account).state is VacancyState.OPEN
    assert "Programar el cierre" in refused
    assert "Deja de ofrecerse" in planned
    assert find_waiting(vacancy.id, account=account) is not None


def test_whoever_was_not_presented_is_counted_and_not_named(own, officer, vacancy):
    make_placement(officer=officer, vacancy=vacancy, state=PlacementState.CONFIRMED)

    page = own.get(f"/vacantes/{vacancy.id}/retirar")

    assert "ya destinó 1 persona" in page
    assert NAME not in page


def test_a_plan_to_close_without_day_is_refused(own: Browser, vacancy: Vacancy, serving: Placement):
    page = own.send(f"/vacantes/{vacancy.id}/retirar/programar", {"reason": "Obra"}, status=422)

    assert "Falta «Desde qué día»" in page


def test_a_second_plan_is_not_asked_for(own, vacancy, account, serving):
    planned_changes.plan(vacancy.id, None, effective_on=SOON, reason="Obra", account=account, on=today())

    assert "Ya hay un cambio programado" in own.get(f"/vacantes/{vacancy.id}/retirar")


def test_planned_changes_are_listed_for_the_unit_and_its_office_alone(client, own, officer, vacancy, account, serving):
    planned_changes.plan(vacancy.id, None, effective_on=SOON, reason="Se acaba la obra", account=account, on=today())

    assert "Se acaba la obra" in own.get("/vacantes/programadas/")
    assert "Se acaba la obra" in Browser(client).sign_in(officer).get("/vacantes/programadas/")
    assert "No hay cambios programados" in Browser(client).sign_in(make_desk_officer()).get("/vacantes/programadas/")


def test_an_officer_sees_a_planned_change_and_cannot_take_it_back(client, officer, vacancy, account, serving):
    planned_changes.plan(vacancy.id, None, effective_on=SOON, reason="Se acaba la obra", account=account, on=today())

    page = Browser(client).sign_in(officer).get(f"/vacantes/{vacancy.id}")

    assert "Cambio programado" in page
    assert "Retirar el cambio programado" not in page


def test_taking_back_twice_is_told(own, vacancy, account, serving):
    planned_changes.plan(vacancy.id, None, effective_on=SOON, reason="Obra", account=account, on=today())
    own.send(f"/vacantes/{vacancy.id}/programado/retirar")

    assert "Ese cambio ya se aplicó o se retiró" in own.send(f"/vacantes/{vacancy.id}/programado/retirar")


def test_a_unit_that_stops_receiving_is_told_whom_it_touches_and_how(own, unit, vacancy, serving):
    (registration,) = unit.institution.registrations

    page = own.get(f"/unidades/{unit.id}/dejar")

    assert NAME in page
    assert f'href="/vacantes/{vacancy.id}/retirar"' in page
    assert f"/tramites/retiro/nuevo?inscripcion={registration.id}" in page


def test_another_institution_s_vacancy_and_unit_are_not_there(own: Browser, officer: Account):
    other = make_vacancy(officer=officer)

    own.get(f"/vacantes/{other.id}/retirar", status=404)
    own.send(f"/vacantes/{other.id}/retirar/programar", PLAN, status=404)
    own.get(f"/unidades/{other.unit_id}/dejar", status=404)


def test_a_supervisor_closes_nothing(client: FlaskClient, vacancy: Vacancy):
    Browser(client).sign_in(make_account(Role.UNIT_SUPERVISOR)).get(f"/vacantes/{vacancy.id}/retirar", status=403)
