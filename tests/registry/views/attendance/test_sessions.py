import re

import pytest

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.vocabulary.attendance import Outcome
from tests.browsing import Browser
from tests.factories.attendance import FIRST, make_entry
from tests.registry.services.attendance.ledgers import entries_of

KEY = "c" * 32


@pytest.fixture
def address(unit_id: int, expected: Placement) -> str:
    return f"/asistencia/{unit_id}/sesiones/{expected.id}-{FIRST:%Y%m%d}-10"


def test_a_session_is_noted_with_its_hours(unit_phone: Browser, expected: Placement, address: str):
    sent = {"key": KEY, "outcome": "attended", "arrived": "08:00", "left": "13:00"}

    page = unit_phone.send(address, sent)

    assert "Quedó anotado: Asistió, 8:00–13:00" in page
    assert [entry.outcome for entry in entries_of(expected)] == [Outcome.ATTENDED]


def test_the_hours_of_the_form_say_nothing_of_somebody_who_did_not_come(
    unit_phone: Browser, expected: Placement, address: str
):
    unit_phone.send(address, {"key": KEY, "outcome": "unexcused", "arrived": "08:00", "left": "18:00"})

    [entry] = entries_of(expected)
    assert (entry.outcome, entry.arrived, entry.left_at) == (Outcome.UNEXCUSED, None, None)


def test_only_what_may_be_said_is_offered(unit_phone: Browser, address: str):
    page = unit_phone.get(address)

    assert 'value="excused_health"' in page
    for outcome in ("recovered", "withdrawn", "present"):
        assert f'value="{outcome}"' not in page


def test_what_stood_there_is_struck_out_and_the_office_s_words_are_not_told(
    unit_phone: Browser, officer: Account, expected: Placement, address: str
):
    first = make_entry(expected, officer=officer, outcome=Outcome.UNEXCUSED)
    excused = {"outcome": Outcome.EXCUSED_HEALTH, "remark": "Constancia de la posta", "replaces_id": first.id}
    make_entry(expected, officer=officer, **excused)

    page = unit_phone.get(address)

    assert "<s>No vino</s>" in page
    assert "Falta justificada: salud" in page
    assert "Constancia de la posta" not in page


def test_both_are_shown_where_somebody_noted_it_meanwhile(
    unit_phone: Browser, officer: Account, expected: Placement, address: str
):
    make_entry(expected, officer=officer, outcome=Outcome.UNEXCUSED)

    page = unit_phone.send(address, {"key": KEY, "outcome": "attended", "arrived": "08:00", "left": "13:00"}, 409)

    assert "Rosa Medina ya anotó esta asistencia" in page
    assert re.search(r'value="attended"[^>]* checked', page)
    assert len(entries_of(expected)) == 1


def test_a_refused_form_names_what_is_missing(unit_phone: Browser, address: str):
    page = unit_phone.send(address, {"key": KEY}, status=422)

    assert "Falta «Qué pasó»" in page


@pytest.mark.parametrize(
    "session",
    ["x", "0-20260307-10", "1-20261340-10", "{}-20260308-12", "{}-20260307-0", "{}-99991231-8", "{}-00010101-0"],
)
def test_a_session_that_is_none_is_not_found(unit_phone: Browser, unit_id: int, expected: Placement, session: str):
    unit_phone.get(f"/asistencia/{unit_id}/sesiones/{session.format(expected.id)}", status=404)
