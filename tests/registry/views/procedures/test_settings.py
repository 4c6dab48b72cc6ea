from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.reference.holidays import add_business_days
from registry.services.procedures.deadlines.entering import list_closed_days
from registry.services.procedures.deadlines.settings import closed_days, detail_at
from registry.views.formats.numbers import soles
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import ProcedureCode, ProcedureDetail
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_officer
from tests.factories.procedures import make_filed

DETAIL = "/procedimientos/public_unit/validity"
FEE = "/procedimientos/public_unit/fee"
DAYS = "/dias-no-laborables/"
DAY = add_business_days(today(), 2).isoformat()


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    """The administrator's browser."""
    return Browser(client).sign_in(make_account(Role.ADMINISTRATOR))


def noted_day() -> int:
    """Key of the only closed day."""
    (noted,) = list_closed_days(officer=make_account(Role.ADMINISTRATOR))
    return noted.id


def test_every_detail_is_told_with_its_source_and_what_is_to_be_confirmed(browser: Browser) -> None:
    page = browser.get("/procedimientos/")

    assert "Inscripción de unidad beneficiaria pública" in page
    assert "Silencio positivo" in page
    assert "arts. 33-35 LPAG" in page
    assert "Por confirmar" in page
    assert "por confirmar. Las páginas lo dicen así" in page


def test_a_value_is_entered_from_a_day_on(browser: Browser) -> None:
    browser.get(DETAIL)
    sent = {"value": "24", "source": "TUPA 2026", "valid_from": today().isoformat(), "is_confirmed": "true"}

    page = browser.send(DETAIL, sent)

    assert "24 meses" in page
    found = detail_at(ProcedureCode.PUBLIC_UNIT, ProcedureDetail.VALIDITY, today())
    assert (found.number, found.source, found.is_confirmed) == (24, "TUPA 2026", True)


@pytest.mark.parametrize(("typed", "kept"), [("41.50", 4150), ("41,5", 4150), ("12", 1200), ("0", 0)])
def test_a_fee_is_typed_in_soles(browser: Browser, typed: str, kept: int) -> None:
    page = browser.get(FEE)
    sent = {"value": typed, "source": "TUPA 2026", "valid_from": today().isoformat(), "is_confirmed": "true"}

    entered = browser.send(FEE, sent)

    assert soles(kept) in entered or "Gratuito" in entered
    assert "En soles, con dos decimales" in page
    assert detail_at(ProcedureCode.PUBLIC_UNIT, ProcedureDetail.FEE, today()).number == kept


@pytest.mark.parametrize("typed", ["doce", "-1", "12.505", "10000.01", "1,250.00"])
def test_what_is_no_fee_is_refused_as_it_was_typed(browser: Browser, typed: str) -> None:
    page = browser.send(FEE, {"value": typed, "source": "TUPA", "valid_from": today().isoformat()}, status=422)

    assert "Escriba el monto en soles" in page
    assert f'name="value" value="{typed}"' in page


def test_a_wrong_value_is_told_beside_its_box(browser: Browser) -> None:
    sent = {"value": "muchos", "source": "TUPA 2026", "valid_from": today().isoformat()}

    assert "Escriba un número entero" in browser.send(DETAIL, sent, status=422)
    assert "Falta «Norma o acto que lo dice»" in browser.send(DETAIL, {}, status=422)


def test_silence_is_chosen_among_two(browser: Browser) -> None:
    address = "/procedimientos/public_unit/deemed"
    assert "Silencio negativo" in browser.get(address)

    browser.send(address, {"value": "denied", "source": "TUPA 2026", "valid_from": today().isoformat()})

    assert "Hoy rige: <strong>Silencio negativo</strong>" in browser.get(address)


def test_an_unknown_procedure_or_detail_is_not_found(browser: Browser) -> None:
    browser.get("/procedimientos/nada/term", status=404)
    browser.get("/procedimientos/public_unit/nada", status=404)


def test_what_a_closed_day_moves_is_read_before_it_is_noted(browser: Browser) -> None:
    make_officer()
    make_filed(on=today())
    sent = {"day": DAY, "decree": "DS 42-2026-PCM"}

    asked = browser.send(DAYS, sent)
    assert "Mueve el plazo de 1 expediente" in asked
    assert not closed_days()

    page = browser.send(DAYS, {**sent, "confirmed": "true"})
    assert "1 expediente cambió de plazo" in page
    assert "DS 42-2026-PCM" in page
    assert closed_days()


def test_a_closed_day_is_taken_back(browser: Browser) -> None:
    browser.send(DAYS, {"day": DAY, "decree": "DS 42-2026-PCM", "confirmed": "true"})

    assert "No mueve ningún plazo" in browser.get(f"{DAYS}{noted_day()}/quitar")
    assert "vuelve a contar como día hábil" in browser.send(f"{DAYS}{noted_day()}/quitar")
    assert not closed_days()


def test_a_day_of_rest_a_known_day_and_a_word_are_refused(browser: Browser) -> None:
    sunday = today() + timedelta(days=6 - today().weekday())
    browser.get(DAYS)

    assert "Ese día ya es feriado o fin de semana" in browser.send(
        DAYS, {"day": sunday.isoformat(), "decree": "DS 1"}, status=422
    )
    assert "Falta «Decreto»" in browser.send(DAYS, {"day": DAY}, status=422)
    browser.get(f"{DAYS}1/quitar", status=404)


def test_nobody_else_opens_these_pages(client: FlaskClient) -> None:
    page = Browser(client).sign_in(make_officer())

    page.get("/procedimientos/", status=403)
    page.get(DAYS, status=403)
