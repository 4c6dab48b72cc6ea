import re

import pytest
from flask.testing import FlaskClient

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.views.attendance import today
from registry.vocabulary.attendance import Outcome
from tests.browsing import Browser
from tests.factories.attendance import FIRST
from tests.factories.institutions import make_unit
from tests.factories.rounds import make_desk_officer
from tests.registry.services.attendance.ledgers import entries_of


def touch(placement: Placement, outcome: Outcome, **fields: object) -> dict[str, object]:
    sent = {"key": today.new_key(), "placement": placement.id, "day": FIRST.isoformat(), "shift": 10}
    return {**sent, "outcome": outcome.value, **fields}


def test_whoever_has_one_unit_is_led_to_it(unit_phone: Browser, unit_id: int):
    assert unit_phone.client.get("/asistencia/").location == f"/asistencia/{unit_id}"


def test_whoever_has_several_chooses(client: FlaskClient, officer: Account, unit_id: int):
    other = make_unit(officer=officer, name="Posta de Ácora")

    page = Browser(client).sign_in(officer).get("/asistencia/")

    assert f'href="/asistencia/{unit_id}"' in page
    assert f'href="/asistencia/{other.id}"' in page


def test_whoever_has_none_is_told_whom_to_ask(client: FlaskClient):
    page = Browser(client).sign_in(make_desk_officer()).get("/asistencia/")

    assert "Pida a la oficina que se la asigne" in page


def test_a_touch_notes_the_present_hour(unit_phone: Browser, unit_id: int, expected: Placement):
    page = unit_phone.send(f"/asistencia/{unit_id}/anotar", touch(expected, Outcome.PRESENT))

    assert re.search(r"Quedó anotado: Llegó \d", page)
    assert [entry.outcome for entry in entries_of(expected)] == [Outcome.PRESENT]


def test_the_same_touch_sent_again_is_no_other(unit_phone: Browser, unit_id: int, expected: Placement):
    sent = touch(expected, Outcome.UNEXCUSED)
    for _ in range(2):
        unit_phone.send(f"/asistencia/{unit_id}/anotar", sent)

    assert len(entries_of(expected)) == 1


def test_a_touch_that_came_at_another_minute_is_told_as_taken(unit_phone: Browser, unit_id: int, expected: Placement):
    sent = touch(expected, Outcome.UNEXCUSED)
    unit_phone.send(f"/asistencia/{unit_id}/anotar", sent)

    page = unit_phone.send(f"/asistencia/{unit_id}/anotar", {**sent, "outcome": "present"})

    assert "Ese toque ya había llegado" in page


def test_a_damaged_touch_is_told_and_notes_nothing(unit_phone: Browser, unit_id: int, expected: Placement):
    page = unit_phone.send(f"/asistencia/{unit_id}/anotar", touch(expected, Outcome.PRESENT, key="x"))

    assert "La clave de la anotación está dañada" in page
    assert entries_of(expected) == []


def test_the_page_tells_nothing_but_name_task_and_hours(unit_phone: Browser, unit_id: int, expected: Placement):
    page = unit_phone.get(f"/asistencia/{unit_id}")

    assert "Quispe Mamani, Rosa" in page
    assert "8:00–18:00" in page
    for words in ("/personas/", "2026-0-2111", "jornada"):
        assert words not in page


@pytest.mark.parametrize("path", ["/asistencia/{}", "/asistencia/{}/meses/2026-03"])
def test_another_s_unit_is_not_found(unit_phone: Browser, officer: Account, path: str):
    unit_phone.get(path.format(make_unit(officer=officer).id), status=404)


def test_the_unit_takes_its_turns_along_in_a_calendar(unit_phone: Browser, unit_id: int):
    path = f"/asistencia/{unit_id}/calendario.ics"
    assert path in unit_phone.get(f"/asistencia/{unit_id}")

    answer = unit_phone.client.get(path)

    assert answer.mimetype == "text/calendar"
    assert b"SUMMARY:Viene 1 persona a su jornada" in answer.data
    assert b"Quispe" not in answer.data
