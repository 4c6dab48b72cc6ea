"""An institution offers and changes its vacancies by itself, and plans what would strand somebody."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import BeneficiaryUnit, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.institutions import offering
from registry.services.institutions.planned_changes import find_waiting
from registry.services.institutions.units import get_unit
from registry.services.institutions.vacancies import get_vacancy
from tests.browsing import Browser
from tests.factories.attendance import SATURDAY_SHIFTS, make_placement
from tests.factories.institutions import make_unit, make_vacancy, vacancy_details
from tests.factories.procedures import make_manager
from tests.factories.rounds import make_desk_officer
from tests.registry.views.institutions.forms import vacancy_form
from tests.threads import at_once

SOON = today() + timedelta(days=40)
PLAN = {"effective_on": SOON.isoformat(), "reason": "Cambia el horario del parque"}
NAME = "Quispe Mamani, Rosa"
#: The afternoon is not offered any more.
SHORTER = {"shifts-11-places": "0", "shifts-12-places": "2", "shifts-13-places": "2"}


@pytest.fixture
def officer(app) -> Account:
    return make_desk_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    make_vacancy(officer=officer)
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


def posted(vacancy: Vacancy, account: Account, **overrides: object) -> dict[str, object]:
    return vacancy_form(version=str(get_vacancy(vacancy.id, officer=account).version), **overrides)


def test_an_institution_offers_a_vacancy_at_its_unit(own: Browser, unit: BeneficiaryUnit, account: Account):
    own.get(f"/unidades/{unit.id}/vacantes/ofrecer")

    page = own.send(f"/unidades/{unit.id}/vacantes/ofrecer", vacancy_form(supervisor="Ana Quispe"))

    assert "Su vacante quedó publicada" in page
    assert get_unit(unit.id, officer=account).vacancies[0].supervisor == "Ana Quispe"


def test_what_there_is_to_do_is_always_told(own: Browser, unit: BeneficiaryUnit):
    page = own.send(f"/unidades/{unit.id}/vacantes/ofrecer", vacancy_form(duties=""), status=422)

    assert "Falta «Labores concretas»" in page


def test_another_institution_s_unit_takes_none(own: Browser, officer: Account):
    other = make_unit(officer=officer)

    own.get(f"/unidades/{other.id}/vacantes/ofrecer", status=404)
    own.send(f"/unidades/{other.id}/vacantes/ofrecer", vacancy_form(), status=404)


def test_the_vacancy_s_page_leads_to_what_is_one_s_own_to_do(own: Browser, vacancy: Vacancy):
    page = own.get(f"/vacantes/{vacancy.id}")

    assert f'href="/vacantes/{vacancy.id}/cambiar"' in page
    assert f'href="/vacantes/{vacancy.id}/retirar"' in page
    assert f"/vacantes/{vacancy.id}/editar" not in page


def test_what_touches_nobody_is_saved_at_once(own: Browser, vacancy: Vacancy, account: Account):
    own.get(f"/vacantes/{vacancy.id}/cambiar")

    page = own.send(f"/vacantes/{vacancy.id}/cambiar", posted(vacancy, account, duties="Podar los cipreses"))

    assert "Se guardaron los cambios" in page
    assert "Podar los cipreses" in page


def test_a_change_that_strands_somebody_is_refused_with_who(own, officer, vacancy, account):
    make_placement(officer=officer, vacancy=vacancy)

    page = own.send(f"/vacantes/{vacancy.id}/cambiar", posted(vacancy, account, **SHORTER), status=422)

    assert "deja sin su lugar a 1 persona" in page
    assert NAME in page
    assert f'formaction="/vacantes/{vacancy.id}/programar"' in page
    assert len(get_vacancy(vacancy.id, officer=account).shifts) == 2


def test_a_change_that_strands_somebody_is_planned_and_taken_back(own, officer, vacancy, account):
    make_placement(officer=officer, vacancy=vacancy)

    planned = own.send(f"/vacantes/{vacancy.id}/programar", posted(vacancy, account, **SHORTER, **PLAN))
    taken_back = own.send(f"/vacantes/{vacancy.id}/programado/retirar")

    assert "El cambio quedó programado" in planned
    assert "Domingo, mañana, plazas" in planned
    assert "Se retiró el cambio programado" in taken_back
    assert find_waiting(vacancy.id, account=account) is None


def test_a_plan_without_a_later_day_is_refused_and_keeps_what_was_typed(own, officer, vacancy, account):
    make_placement(officer=officer, vacancy=vacancy)
    form = posted(vacancy, account, **SHORTER, effective_on=today().isoformat(), reason="")

    page = own.send(f"/vacantes/{vacancy.id}/programar", form, status=422)

    assert "Falta «Por qué»" in page
    assert "Programar el cambio" in page
    assert "Regar y podar el parque" in page


def test_what_touches_nobody_any_more_needs_no_plan(own, vacancy, account):
    page = own.send(f"/vacantes/{vacancy.id}/programar", posted(vacancy, account, **SHORTER, **PLAN), status=422)

    assert "Este cambio no afecta a nadie" in page


def test_who_saves_second_is_asked_which_value_stays(own, vacancy, account):
    version = vacancy.version
    offering.change(vacancy.id, vacancy_details(duties="Barrer"), version=version, account=account, on=today())

    page = own.send(f"/vacantes/{vacancy.id}/cambiar", vacancy_form(version=str(version), duties="Podar"), status=409)

    assert "Labores concretas, Lo suyo: Podar" in page
    assert "Labores concretas, Guardó" in page


def test_rivals_who_change_one_vacancy_are_told_of_each_other(app, vacancy, account):
    def save() -> int:
        browser = Browser(app.test_client()).sign_in(account)
        return browser.post(f"/vacantes/{vacancy.id}/cambiar", vacancy_form(version="1", total_places="1")).status_code

    answers = at_once(app, save, save, save)

    assert sorted(answers, key=str) == [303, 409, 409]


def test_rivals_who_plan_for_one_vacancy_leave_one_plan(app, officer, vacancy, account):
    make_placement(officer=officer, vacancy=vacancy)
    form = posted(vacancy, account, **SHORTER, **PLAN)

    def plan() -> int:
        return Browser(app.test_client()).sign_in(account).post(f"/vacantes/{vacancy.id}/programar", form).status_code

    answers = at_once(app, plan, plan)

    assert sorted(answers, key=str) == [303, 422]
