"""Pages of a sentence that was served and owes again."""

from datetime import timedelta

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.browsing import Browser
from tests.factories.placements import WEEK, make_completed


@pytest.fixture
def completed(app: Flask, officer: Account) -> Placement:
    """Somebody who served what a court had left on two Saturdays, a month ago."""
    first = today() - timedelta(days=today().weekday() + 2) - 4 * WEEK
    return make_completed(officer=officer, starts_on=first, on=today())


def raise_jornadas(browser: Browser, placement: Placement, officer: Account, part: str = "") -> str:
    sentence = get_placement(placement.id, officer=officer).sentence
    path = f"/personas/{sentence.person_id}/penas/{sentence.id}/mandatos/nuevo{part}"
    ordered_on = today().isoformat()
    return browser.send(path, {"kind": "jornadas_changed", "jornadas": "5", "ordered_on": ordered_on, "number": "12"})


def test_an_order_is_still_entered_of_a_sentence_that_was_served(browser: Browser, officer: Account, completed):
    person_id = get_placement(completed.id, officer=officer).sentence.person_id

    assert "Registrar mandato judicial" in browser.get(f"/personas/{person_id}")


def test_its_effect_is_told_before_it_is_entered(browser: Browser, officer: Account, completed):
    page = raise_jornadas(browser, completed, officer, "/efecto")

    assert "Ya se dio por cumplida y con este mandato vuelve a deber" in page
    assert "Carta de cambio a la persona" in page
    assert "Plazas" not in page


def test_the_day_leads_to_what_to_do(browser: Browser, officer: Account, completed):
    raise_jornadas(browser, completed, officer)

    day = browser.get("/")
    listed = browser.get("/avisos/?asunto=owing_again")
    page = browser.get(f"/ubicaciones/{completed.id}")

    assert "1 pena concluida vuelve a deber" in day
    assert f"/ubicaciones/{completed.id}" in listed
    assert "vuelve a deber 30 h" in page
    assert "Volver a esta plaza" in page
    assert "Sugerir otra plaza" in page


def test_the_person_comes_back_to_the_same_place(browser: Browser, officer: Account, completed):
    raise_jornadas(browser, completed, officer)

    page = browser.send(f"/ubicaciones/{completed.id}/volver", {"reason": "La reciben otra vez"})

    assert "La persona vuelve a la plaza" in page
    assert "vuelve a deber" not in browser.get("/")


def test_nothing_is_opened_again_where_nothing_is_owed(browser: Browser, completed):
    page = browser.send(
        f"/ubicaciones/{completed.id}/reabrir",
        {"effective_on": today().isoformat(), "reason": "Se anuló una anotación"},
        status=422,
    )

    assert "Revise su saldo" in page
    assert "Reabrir la pena" not in browser.get(f"/ubicaciones/{completed.id}")
