"""Rounds that go on from an earlier one: the form, the curve, and taking another alternative."""

from registry.models import Round
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions, rounds
from tests.browsing import Browser
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import FakeQueue, make_round, proposals_of

TERMS = {"preset": "balanced", "travel_limit_km": "30", "time_limit_seconds": "60"}


def round_on_another(officer: Account) -> Round:
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    earlier = make_round(officer=officer)
    return make_round(officer=officer, based_on=earlier.public_id, change_budget=0.0)


def test_a_round_can_go_on_from_the_last_one(browser: Browser, officer: Account, queue: FakeQueue):
    earlier = make_round(officer=officer)

    assert f"A partir de la ronda {earlier.number}" in browser.get("/rondas/nueva")
    browser.send("/rondas/", {**TERMS, "based_on": earlier.public_id, "change_budget": "0.01", "floor_share": "0.8"})

    started = rounds.get_round(queue.held[0], officer=officer)
    assert (started.based_on_id, started.change_budget, started.floor_share) == (earlier.id, 0.01, 0.8)


def test_the_curve_tells_how_many_change(browser: Browser, officer: Account):
    page = browser.get(f"/rondas/{round_on_another(officer).public_id}/cambios")

    assert "Lo que se gana por cada cambio" in page
    assert "La de esta ronda" in page
    assert page.count("Usar esta") == 4


def test_the_result_says_what_bound_it(browser: Browser, officer: Account):
    page = browser.get(f"/rondas/{round_on_another(officer).public_id}")

    assert "Cambia 0 de 1 propuesta anterior." in page
    assert ">Cambios</a>" in page


def test_taking_an_alternative_leads_to_its_round(browser: Browser, officer: Account):
    round_ = round_on_another(officer)

    page = browser.send(f"/rondas/{round_.public_id}/cambios/4", {})

    assert f"Ronda {round_.number + 1} de" in page


def test_an_alternative_is_refused_in_words_once_something_was_decided(browser: Browser, officer: Account):
    round_ = round_on_another(officer)
    decisions.confirm(proposals_of(round_, officer=officer)[0].id, officer=officer)

    assert "Ya hay decisiones" in browser.send(f"/rondas/{round_.public_id}/cambios/4", {})


def test_a_round_of_its_own_has_no_changes_to_show(browser: Browser, officer: Account):
    round_ = make_round(officer=officer)

    assert ">Cambios</a>" not in browser.get(f"/rondas/{round_.public_id}/propuestas")
    page = browser.get(f"/rondas/{round_.public_id}/cambios")

    assert "no parte de otra" in page
    assert f'<a href="/rondas/{round_.public_id}/cambios" aria-current="page">Cambios</a>' in page
