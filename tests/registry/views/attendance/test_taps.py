from typing import Any

import pytest
from flask.testing import FlaskClient

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.views.attendance.taps import ADDRESS
from registry.vocabulary.attendance import EntrySource, Outcome
from tests.browsing import Browser
from tests.factories.attendance import FIRST, LATER, make_entry
from tests.registry.services.attendance.ledgers import entries_of

KEY, NEXT_KEY = "a" * 32, "b" * 32


def send(phone: Browser, placement: Placement, **changes: Any) -> Any:
    sent = {"key": KEY, "placement": placement.id, "day": FIRST.isoformat(), "shift": 10, "outcome": "present"}
    given = {**sent, "arrived": "08:04", "tapped_at": "2026-03-07T13:04:00.000Z", **changes}
    told = {name: value for name, value in given.items() if value is not None}
    return phone.client.post(ADDRESS, json=told, headers={"X-CSRFToken": phone.token()})


def test_a_note_is_taken_with_the_hour_of_its_touch(unit_phone: Browser, expected: Placement):
    answer = send(unit_phone, expected)

    [entry] = entries_of(expected)
    assert answer.get_json() == {"id": entry.id, "outcome": "present", "arrived": 484, "words": "Llegó 8:04"}
    assert (entry.source, entry.key) == (EntrySource.PHONE, KEY)
    assert entry.tapped_at is not None


def test_what_an_officer_notes_on_the_unit_s_page_comes_from_the_office(
    unit_phone: Browser, expected: Placement, officer: Account
):
    send(unit_phone.sign_in(officer), expected)

    assert [entry.source for entry in entries_of(expected)] == [EntrySource.OFFICE]


def test_a_note_that_is_sent_again_is_answered_alike_and_taken_once(unit_phone: Browser, expected: Placement):
    first, again = send(unit_phone, expected), send(unit_phone, expected)

    assert first.get_json() == again.get_json()
    assert len(entries_of(expected)) == 1


def test_another_note_under_the_same_key_is_refused(unit_phone: Browser, expected: Placement):
    send(unit_phone, expected)

    answer = send(unit_phone, expected, arrived="09:00")

    assert answer.status_code == 422
    assert "Esa clave ya llegó con otros datos" in answer.get_json()["detail"]


def test_a_departure_names_the_arrival_by_its_key(unit_phone: Browser, expected: Placement):
    send(unit_phone, expected)

    answer = send(unit_phone, expected, key=NEXT_KEY, outcome="attended", left="13:00", replaces_key=KEY)

    assert answer.get_json()["words"] == "Asistió, 8:04–13:00"
    assert [entry.outcome for entry in entries_of(expected)] == [Outcome.PRESENT, Outcome.ATTENDED]


def test_a_departure_whose_arrival_never_came_is_refused(unit_phone: Browser, expected: Placement):
    answer = send(unit_phone, expected, key=NEXT_KEY, outcome="attended", left="13:00", replaces_key=KEY)

    assert answer.status_code == 422


def test_what_somebody_else_noted_is_told_with_their_name(unit_phone: Browser, officer: Account, expected: Placement):
    entry = make_entry(expected, officer=officer, outcome=Outcome.UNEXCUSED)

    answer = send(unit_phone, expected)

    assert answer.status_code == 409
    kept = answer.get_json()["kept"]
    assert (kept["id"], kept["words"], kept["by"], kept["outcome"]) == (entry.id, "No vino", "Rosa Medina", "unexcused")


@pytest.mark.parametrize(
    "changes",
    [{"key": None}, {"key": "x"}, {"day": "mañana"}, {"shift": 14}, {"tapped_at": "ayer"}, {"extra": 1}],
)
def test_a_damaged_note_is_refused_with_words(unit_phone: Browser, expected: Placement, changes: dict[str, Any]):
    answer = send(unit_phone, expected, **changes)

    assert answer.status_code == 422
    assert answer.get_json()["detail"]
    assert entries_of(expected) == []


def test_what_is_no_object_is_refused(unit_phone: Browser):
    answer = unit_phone.client.post(ADDRESS, json=[1], headers={"X-CSRFToken": unit_phone.token()})

    assert answer.status_code == 422


def test_an_ended_session_is_told_to_the_script(client: FlaskClient, expected: Placement):
    answer = send(Browser(client), expected)

    assert answer.status_code == 401
    assert answer.get_json()["code"] == "http_401"


def test_a_page_of_another_session_is_told_to_the_script(unit_phone: Browser):
    answer = unit_phone.client.post(ADDRESS, json={})

    assert answer.status_code == 400
    assert answer.get_json()["code"] == "csrf"


def test_a_day_too_long_ago_is_the_office_s(unit_phone: Browser, expected: Placement, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.views.attendance.taps.today", lambda: LATER)

    answer = send(unit_phone, expected)

    assert answer.status_code == 422
    assert "avise a la oficina" in answer.get_json()["detail"]
