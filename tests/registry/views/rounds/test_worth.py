import pytest

from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_appraised_round, make_round
from tests.statements import counting_statements


@pytest.fixture
def crowd(officer: Account) -> None:
    """Three people of one district for one place."""
    unit = make_unit(officer=officer, name="Parque", phone="051 321 114")
    make_vacancy(officer=officer, unit=unit, total_places=1)
    for name in ("Ana", "Luz", "Sol"):
        make_sentence(officer=officer, person=make_person(officer=officer, given_names=name))


def test_the_places_that_would_help_most_are_told_with_promise_and_finding(
    browser: Browser, officer: Account, crowd: None
):
    round_ = make_appraised_round(officer=officer)

    page = browser.get(f"/rondas/{round_.public_id}/una-plaza-mas")

    assert "hasta 1 persona más" in page
    assert "+1 persona, comprobado" in page
    assert "051 321 114" in page


def test_a_round_that_is_not_appraised_yet_says_so(browser: Browser, officer: Account, crowd: None):
    round_ = make_round(officer=officer)

    assert "todavía no se evaluaron" in browser.get(f"/rondas/{round_.public_id}/una-plaza-mas")


def test_a_round_where_nobody_needs_a_place_says_so(browser: Browser, officer: Account):
    make_vacancy(officer=officer)
    make_sentence(officer=officer)
    round_ = make_appraised_round(officer=officer)

    assert "Ninguna plaza más cambiaría la propuesta" in browser.get(f"/rondas/{round_.public_id}/una-plaza-mas")


def test_who_has_no_place_is_told_where_places_are_short_and_whom_to_call(
    browser: Browser, officer: Account, crowd: None
):
    round_ = make_appraised_round(officer=officer)

    page = browser.get(f"/rondas/{round_.public_id}/sin-ubicacion")
    calls = browser.get(f"/rondas/{round_.public_id}/sin-ubicacion/1")

    assert "1 plaza" in page
    assert "para 3 personas; 2 quedan sin ubicación" in page
    assert "Parque" in calls
    assert "0 de 1" in calls
    assert "2 personas" in calls


def test_whom_to_call_is_no_other_office_s_to_see(browser: Browser, officer: Account):
    other = make_officer()
    make_vacancy(officer=other, total_places=1)
    for name in ("Ana", "Luz"):
        make_sentence(officer=other, person=make_person(officer=other, given_names=name))
    round_ = make_appraised_round(officer=other)

    for part in ("una-plaza-mas", "sin-ubicacion/1"):
        browser.get(f"/rondas/{round_.public_id}/{part}", status=404)


def test_as_many_queries_tell_many_places_as_one(browser: Browser, officer: Account, crowd: None):
    first = make_appraised_round(officer=officer)
    for name in ("Eva", "Ada", "Ida"):
        make_vacancy(officer=officer, total_places=1)
        for number in ("Uno", "Dos"):
            make_sentence(officer=officer, person=make_person(officer=officer, given_names=f"{name} {number}"))
    second = make_appraised_round(officer=officer)

    with counting_statements() as one:
        browser.get(f"/rondas/{first.public_id}/una-plaza-mas")
    with counting_statements() as four:
        browser.get(f"/rondas/{second.public_id}/una-plaza-mas")

    assert four.count == one.count
