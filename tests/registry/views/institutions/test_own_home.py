"""The first page of an institution: what to do first on top, then everything of theirs and nothing of others'."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import Institution
from registry.reference.months import month_before
from registry.services.accounts.accounts import Account
from registry.services.institutions.institutions import list_institutions
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.reading import list_open_own
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.factories.agreements import make_agreement
from tests.factories.attendance import SATURDAY_SHIFTS, make_placement
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.procedures import happen, make_draft, make_filed, make_manager
from tests.factories.rounds import make_desk_officer
from tests.statements import count_queries


@pytest.fixture
def officer(app) -> Account:
    """An officer; with another institution of which nothing may be seen."""
    officer = make_desk_officer()
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Parque de otros"))
    return officer


@pytest.fixture
def institution(officer: Account) -> Institution:
    return make_institution(officer=officer, name="Municipalidad de Lampa")


def registered(institution: Institution, officer: Account, *, days: int, role: str = "beneficiary_unit") -> int:
    """Register until so many days from now."""
    until = today() + timedelta(days=days)
    begun = until - timedelta(days=700)
    return make_registration(
        institution, officer=officer, role=InstitutionRole(role), valid_from=begun, valid_to=until
    ).id


def home(client: FlaskClient, institution: Institution, role: Role = Role.INSTITUTION_MANAGER) -> str:
    return Browser(client).sign_in(make_manager(institution, role)).get("/")


def test_an_expiring_registration_is_renewed_from_there(client: FlaskClient, officer, institution):
    registration_id = registered(institution, officer, days=20)
    account = make_manager(institution)
    browser = Browser(client).sign_in(account)

    page = browser.get("/")
    fields = {"registration": str(registration_id), "key": "clave-de-prueba"}
    answer = browser.post("/tramites/renovar-unidad/nuevo", fields)

    assert "Qué le toca primero" in page
    assert "Quedan 20 días" in page
    assert 'action="/tramites/renovar-unidad/nuevo"' in page
    assert answer.status_code == 303
    assert [one.registration_id for one in list_open_own(account=account)] == [registration_id]


def test_an_expired_registration_comes_first(client: FlaskClient, officer, institution):
    registered(institution, officer, days=-5)

    page = home(client, institution)

    assert "Venció hace 5 días" in page
    assert "Su inscripción como unidad beneficiaria venció el" in page


def test_a_renewal_under_way_is_not_begun_again(client: FlaskClient, officer, institution):
    registration_id = registered(institution, officer, days=20)
    account = make_manager(institution)
    by = Applicant(account=account)
    draft = make_draft(ProcedureCode.UNIT_RENEWAL, by=by, on=today(), registration_id=registration_id)

    page = Browser(client).sign_in(account).get("/")

    assert f'href="/seguir/{draft.id}/"' in page
    assert "Continuar la renovación" in page
    assert 'action="/tramites/renovar-unidad/nuevo"' not in page


def test_one_long_in_force_asks_for_nothing(client: FlaskClient, officer, institution):
    registered(institution, officer, days=300)

    page = home(client, institution)

    assert "Está al día: nada espera por usted" in page
    assert "Renovar" not in page


def test_what_was_observed_is_to_be_corrected_before_anything_else(client: FlaskClient, officer, institution):
    registration_id = registered(institution, officer, days=20)
    account = make_manager(institution)
    by = Applicant(account=account)
    filed = make_filed(ProcedureCode.UNIT_RENEWAL, by=by, on=today(), registration_id=registration_id)
    happen(filed, CaseEventKind.ASSIGNED, on=today(), officer=officer)
    observed = happen(filed, CaseEventKind.OBSERVED, on=today(), officer=officer, words="Falta el RUC")

    page = Browser(client).sign_in(account).get("/")

    assert observed.state is CaseState.OBSERVED
    assert page.index("Le toca a usted") < page.index("Corregir") < page.index("Inscripciones")


def test_units_vacancies_and_records_are_one_s_own(client: FlaskClient, officer, institution):
    registered(institution, officer, days=300)
    make_vacancy(officer=officer, unit=make_unit(officer=officer, institution=institution, name="Parque Cholo"))

    page = home(client, institution)

    assert "Parque Cholo" in page
    assert "Áreas verdes" in page
    assert "Todavía hay muy poco registrado" in page
    assert "Parque de otros" not in page


def test_a_unit_without_vacancies_and_one_that_says_nothing_of_its_tasks_are_told(client, officer, institution):
    registered(institution, officer, days=300)
    empty = make_unit(officer=officer, institution=institution, name="Biblioteca")
    vague = make_vacancy(officer=officer, unit=make_unit(officer=officer, institution=institution), duties="")

    page = home(client, institution)

    assert "1 vacante no dice qué se hará en ella" in page
    assert f'href="/vacantes/{vague.id}/cambiar"' in page
    assert f'href="/unidades/{empty.id}/vacantes/ofrecer"' in page


def test_a_sheet_that_nobody_signed_is_told_without_names(client: FlaskClient, officer, institution):
    registered(institution, officer, days=300)
    unit = make_unit(officer=officer, institution=institution)
    vacancy = make_vacancy(officer=officer, unit=unit, shifts=SATURDAY_SHIFTS)
    make_placement(officer=officer, vacancy=vacancy, starts_on=month_before(month_before(today())))

    page = home(client, institution)

    assert f"de {unit.name} venció el" in page
    assert "Atrasada" in page or "Por cerrar" in page
    assert "Quispe Mamani" not in page


def test_agreements_are_shown(client: FlaskClient, officer, institution):
    agreement = make_agreement(officer=officer, institution=institution)

    assert f'href="/convenios/{agreement.id}"' in home(client, institution)


def test_a_company_is_led_to_its_next_activity(client: FlaskClient, officer, institution):
    registered(institution, officer, days=300, role="company")

    page = home(client, institution, Role.COMPANY_MANAGER)

    assert "Proponer una actividad" in page
    assert "/tramites/actividad-productiva/nuevo" in page
    assert "Unidades" not in page


def test_a_religious_group_is_led_to_its_agents_and_visits(client: FlaskClient, officer, institution):
    registered(institution, officer, days=300, role="religious_group")

    page = home(client, institution, Role.RELIGIOUS_REPRESENTATIVE)

    assert f"/instituciones/{institution.id}/visitas/nueva" in page
    assert f"/instituciones/{institution.id}/agentes/" in page


def test_who_answers_for_nothing_yet_is_led_to_the_procedures(client: FlaskClient):
    page = Browser(client).sign_in(make_account(Role.INSTITUTION_MANAGER)).get("/")

    assert "Todavía no tiene inscripciones" in page


def test_more_units_ask_nothing_more_of_the_database(client: FlaskClient, officer, institution):
    registered(institution, officer, days=300)
    make_vacancy(officer=officer, unit=make_unit(officer=officer, institution=institution))
    browser = Browser(client).sign_in(make_manager(institution))
    browser.get("/")

    one = count_queries(lambda: browser.get("/"))
    for _ in range(3):
        make_vacancy(officer=officer, unit=make_unit(officer=officer, institution=institution))
    several = count_queries(lambda: browser.get("/"))

    assert list_institutions(officer=officer).total == 2
    assert several == one
