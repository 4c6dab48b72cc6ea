"""The ledger of a placement in the browser: read with its reasons, noted, corrected, and disputed."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.reading import ledger_of
from registry.services.attendance.recording import record
from registry.vocabulary.attendance import Outcome
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.attendance import make_placement, note
from tests.files import plain_pdf

#: The last Saturday that has come, and the ones before.
SATURDAY = today() - timedelta(days=(today().weekday() + 2) % 7)
BEFORE = SATURDAY - timedelta(days=7)
HOURS = {"arrived": "08:00", "left": "18:00"}


@pytest.fixture
def placement(officer: Account) -> Placement:
    return make_placement(officer=officer, starts_on=BEFORE)


def form(**overrides: Any) -> dict[str, Any]:
    given = {"day": SATURDAY.isoformat(), "shift": "10", "outcome": "attended", **HOURS, "key": "0" * 16}
    return {**given, **overrides}


def address(placement: Placement, ending: str = "") -> str:
    return f"/ubicaciones/{placement.id}/asistencia{ending}"


def test_the_ledger_tells_sessions_noted_or_not_and_the_balance(
    browser: Browser, officer: Account, placement: Placement
):
    record(note(placement, BEFORE, left=20 * 60), officer=officer, on=SATURDAY)

    page = browser.get(address(placement))

    assert "1 jornada de 60" in page
    assert "La semana ya tiene una jornada completa" in page
    assert "Nadie anotó nada" in page
    assert ": 1 cumplida" in page
    assert "0 justificadas" not in page


def test_a_session_is_noted_from_its_line(browser: Browser, officer: Account, placement: Placement):
    page = browser.get(address(placement, f"/anotar?dia={SATURDAY}&turno=10"))
    assert 'value="18:00"' in page

    assert "Quedó anotado: Asistió, 8:00–18:00." in browser.send(address(placement, "/anotar"), form())


def test_what_is_refused_is_told_beside_its_field(browser: Browser, placement: Placement):
    page = browser.send(address(placement, "/anotar"), form(left=""), status=422)

    assert "Falta la hora de salida" in page
    assert "Falta «Turno»" in browser.send(address(placement, "/anotar"), form(shift=""), status=422)


def test_a_correction_keeps_what_stood_before_struck_out(browser: Browser, officer: Account, placement: Placement):
    first = record(note(placement, SATURDAY, outcome=Outcome.UNEXCUSED), officer=officer, on=SATURDAY)

    page = browser.send(
        address(placement, "/anotar"), form(replaces_id=first.id, outcome="excused_health", remark="Trajo constancia")
    )

    assert "<s>No vino</s>" in page
    assert "Falta justificada: salud" in page


def test_a_paper_is_kept_with_its_entry(browser: Browser, officer: Account, placement: Placement):
    excuse = form(outcome="excused_health", file=(BytesIO(plain_pdf()), "constancia.pdf"))

    browser.send(address(placement, "/anotar"), excuse)

    (line,) = (line for line in ledger_of(placement.id, officer=officer, on=SATURDAY).lines if line.entries)
    assert line.entries[0].attachment_id is not None


def test_of_two_who_note_the_second_sees_both_and_decides(browser: Browser, officer: Account, placement: Placement):
    record(note(placement, SATURDAY, outcome=Outcome.UNEXCUSED), officer=officer, on=SATURDAY)

    page = browser.send(address(placement, "/anotar"), form(), status=409)

    assert f"{officer.full_name} anotó esta asistencia antes" in page
    assert "No vino" in page
    assert 'name="replaces_id"' in page


def test_another_office_s_ledger_is_not_found(client: FlaskClient, placement: Placement):
    stranger = Browser(client).sign_in(make_officer())

    stranger.get(address(placement), status=404)
    stranger.get(address(placement, "/anotar"), status=404)
