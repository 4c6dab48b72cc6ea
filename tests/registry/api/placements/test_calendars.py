from datetime import date, timedelta

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.factories.attendance import make_supervisor
from tests.factories.placements import make_serving
from tests.registry.api.programs import Program


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def serving(officer: Account) -> Placement:
    return make_serving(officer=officer, starts_on=last_saturday())


@pytest.fixture
def unit_id(officer: Account, serving: Placement) -> int:
    return get_placement(serving.id, officer=officer).vacancy.unit_id


def test_the_sessions_of_a_person_come_as_a_calendar(program: Program, serving: Placement):
    answer = program.send("GET", f"/placements/{serving.id}/calendar")

    assert answer.mimetype == "text/calendar"
    assert b"SUMMARY:Jornada en" in answer.data


def test_a_unit_s_calendar_is_read_by_whoever_supervises_it(app: Flask, unit_id: int):
    supervisor = Program(app, make_supervisor(unit_id))

    answer = supervisor.send("GET", f"/units/{unit_id}/calendar")

    assert b"SUMMARY:Viene 1 persona a su jornada" in answer.data
    assert b"Quispe" not in answer.data


def test_another_office_s_calendars_are_not_found(stranger: Program, serving: Placement, unit_id: int):
    stranger.ask("GET", f"/placements/{serving.id}/calendar", status=404)
    stranger.ask("GET", f"/units/{unit_id}/calendar", status=404)
