from datetime import date, timedelta
from io import BytesIO

import pytest

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.photos import list_photos
from registry.services.attendance.sheets import open_sheet
from registry.views.attendance import closing
from registry.vocabulary.attendance import Outcome
from tests.browsing import Browser
from tests.factories.attendance import LATER, make_entry
from tests.factories.sessions import age_sessions
from tests.files import launching_pdf, photo

MARCH = date(2026, 3, 1)


@pytest.fixture
def address(unit_id: int) -> str:
    return f"/asistencia/{unit_id}/meses/2026-03"


@pytest.fixture
def in_april(monkeypatch: pytest.MonkeyPatch, unit_phone: Browser) -> Browser:
    """The same phone, once March is over."""
    monkeypatch.setattr(closing, "today", lambda: LATER)
    return unit_phone


def is_closed(unit_id: int, officer: Account) -> bool:
    return open_sheet(unit_id, MARCH, officer=officer).is_closed


def test_a_month_that_is_not_over_cannot_be_signed(unit_phone: Browser, address: str):
    assert "Se cierra cuando pase el último turno del mes" in unit_phone.get(address)


def test_one_signature_closes_the_month(in_april: Browser, address: str, unit_id: int, officer: Account):
    page = in_april.get(address)
    assert "Firmar y cerrar la planilla de marzo de 2026" in page
    assert f'href="/unidades/{unit_id}/planillas/2026-03">Ver lo anotado' in page

    page = in_april.send(address)

    assert "La planilla quedó cerrada con su firma" in page
    assert is_closed(unit_id, officer)


def test_whoever_proved_it_too_long_ago_proves_it_first(
    in_april: Browser, address: str, unit_id: int, officer: Account
):
    age_sessions(timedelta(minutes=20))

    answer = in_april.post(address, headers={"Referer": f"http://localhost{address}"})

    assert (answer.status_code, answer.location) == (303, f"/confirmar-identidad?siguiente={address}")
    assert not is_closed(unit_id, officer)


def test_somebody_who_has_not_left_keeps_the_month_open(
    in_april: Browser, address: str, unit_id: int, officer: Account, expected: Placement
):
    make_entry(expected, officer=officer, outcome=Outcome.PRESENT, arrived=480)

    page = in_april.send(address, status=409)

    assert "Hay un problema" in page
    assert not is_closed(unit_id, officer)


def test_a_photo_is_kept_beside_the_sheet(unit_phone: Browser, address: str, unit_id: int, officer: Account):
    page = unit_phone.send(f"{address}/foto", {"file": (BytesIO(photo()), "planilla marzo.jpg")})

    assert "planilla marzo.jpg" in page
    assert [one.file_name for one in list_photos(unit_id, MARCH, officer=officer)] == ["planilla marzo.jpg"]


def test_no_file_at_all_is_told(unit_phone: Browser, address: str):
    assert "Falta la foto" in unit_phone.send(f"{address}/foto", status=422)


def test_a_file_that_acts_is_refused(unit_phone: Browser, address: str):
    sent = {"file": (BytesIO(launching_pdf()), "planilla.pdf")}

    assert "Hay un problema" in unit_phone.send(f"{address}/foto", sent, status=422)


@pytest.mark.parametrize("month", ["2026-13", "marzo", "2026-04", "2031-01"])
def test_a_month_that_is_none_or_has_not_begun_is_not_found(unit_phone: Browser, unit_id: int, month: str):
    unit_phone.get(f"/asistencia/{unit_id}/meses/{month}", status=404)
