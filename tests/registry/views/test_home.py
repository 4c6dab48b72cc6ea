"""What each role finds on its first page, and that every door there opens."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions import clock
from registry.reference.months import month_before
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.placements import placements
from registry.views.attendance import today
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.factories.attendance import make_placement, make_supervisor
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_desk_officer

LINK = re.compile(r'href="(/[^"#?]*)')
SATURDAY = date(2026, 9, 12)


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_the_first_page_opens(client: FlaskClient, role: Role):
    browser = Browser(client).sign_in(make_account(role))

    page = browser.get("/")

    for path in set(LINK.findall(page)) - {"/salir"}:
        if not path.startswith("/static/"):
            browser.get(path)


def test_a_supervisor_is_led_to_the_month_that_nobody_signed_for(client: FlaskClient):
    officer = make_desk_officer()
    month = month_before(month_before(clock.today()))
    placement = placements.get_placement(make_placement(officer=officer, starts_on=month).id, officer=officer)

    page = Browser(client).sign_in(make_supervisor(placement.vacancy.unit_id)).get("/")

    assert f'href="/asistencia/{placement.vacancy.unit_id}/meses/{month:%Y-%m}"' in page
    assert "venció el" in page


def test_an_administrator_is_shown_no_people(client: FlaskClient):
    page = Browser(client).sign_in(make_account(Role.ADMINISTRATOR)).get("/")

    assert 'href="/personas/"' not in page


def test_an_auditor_is_offered_nothing_that_changes_a_unit(client: FlaskClient):
    unit = make_unit(officer=(officer := make_desk_officer()))
    auditor = make_account(Role.AUDITOR, office_id=officer.office_id)

    page = Browser(client).sign_in(auditor).get(f"/unidades/{unit.id}")

    assert "Corregir datos" not in page
    assert "Cerrar unidad" not in page
    assert "Quiénes sirven aquí" not in page


@pytest.fixture
def expected_at(app: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[Account, int]:
    """An officer, and a unit of theirs to which Rosa Quispe comes this Saturday."""
    monkeypatch.setattr(today, "today", lambda: SATURDAY)
    officer = make_desk_officer()
    person = make_person(officer=officer, first_surname="Quispe", given_names="Rosa")
    vacancy = make_vacancy(officer=officer)
    start = placements.Start(
        make_sentence(officer=officer, person=person).id,
        vacancy.id,
        [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)],
        date(2026, 9, 5),
        state=PlacementState.ACTIVE,
    )
    placements.begin(start, officer=officer)
    return officer, vacancy.unit_id


def test_a_supervisor_sees_who_comes_today_and_nothing_else_of_them(
    client: FlaskClient, expected_at: tuple[Account, int]
):
    _, unit_id = expected_at
    supervisor = make_account(Role.UNIT_SUPERVISOR, scopes=(Scope(ScopeKind.UNIT, str(unit_id)),))

    page = Browser(client).sign_in(supervisor).get(f"/asistencia/{unit_id}")

    assert "Quispe Mamani, Rosa" in page
    assert "8:00–13:00" in page
    assert "/personas/" not in page


def test_another_unit_s_day_is_not_found(client: FlaskClient, expected_at: tuple[Account, int]):
    officer, unit_id = expected_at
    other = make_unit(officer=officer)
    supervisor = make_account(Role.UNIT_SUPERVISOR, scopes=(Scope(ScopeKind.UNIT, str(other.id)),))

    Browser(client).sign_in(supervisor).get(f"/asistencia/{unit_id}", status=404)
    Browser(client).sign_in(supervisor).get(f"/unidades/{unit_id}", status=404)


def test_who_is_not_yet_presented_to_the_unit_is_not_on_its_day(
    client: FlaskClient, expected_at: tuple[Account, int], monkeypatch: pytest.MonkeyPatch
):
    officer, unit_id = expected_at
    monkeypatch.setattr(today, "today", lambda: date(2026, 9, 13))

    page = Browser(client).sign_in(officer).get(f"/asistencia/{unit_id}")

    assert "Hoy no viene nadie" in page
