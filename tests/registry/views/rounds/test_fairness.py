"""The tab «Equidad»."""

from registry.services.accounts.accounts import Account
from registry.views.rounds.fairness import _floor
from registry.vocabulary.shifts import Shift
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_round


def two_districts(officer: Account) -> None:
    """Five people of a district in reach of places and five of one far away, with places for some."""
    for _ in range(5):
        make_sentence(officer=officer, person=make_person(officer=officer, ubigeo="211101"))
        make_sentence(officer=officer, person=make_person(officer=officer, ubigeo="211105"))
    make_vacancy(officer=officer, total_places=4)


def test_each_group_is_told_with_its_share_and_count(browser: Browser, officer: Account):
    two_districts(officer)
    round_ = make_round(officer=officer, travel_limit_km=300)

    page = browser.get(f"/rondas/{round_.public_id}/equidad")

    assert "Juliaca" in page
    assert "(4 de 10)" in page or "de 5)" in page
    assert "se cuentan juntos" in page
    assert 'aria-current="page"' in page


def test_groups_of_few_who_could_have_a_place_are_not_told(browser: Browser, officer: Account):
    for ubigeo, free, busy in (("211101", 6, 0), ("211105", 7, 0), ("210101", 2, 4)):
        for shifts in [(Shift.SATURDAY_AM, Shift.SATURDAY_PM)] * free + [()] * busy:
            make_sentence(officer=officer, person=make_person(officer=officer, ubigeo=ubigeo, free_shifts=shifts))
    make_vacancy(officer=officer, total_places=4)

    page = browser.get(f"/rondas/{make_round(officer=officer, travel_limit_km=300).public_id}/equidad")

    assert "menos de 5" in page
    assert "no se muestra" in page
    assert "de 2)" not in page


def test_no_drawing_has_a_style_of_its_own(browser: Browser, officer: Account):
    two_districts(officer)

    page = browser.get(f"/rondas/{make_round(officer=officer).public_id}/equidad")

    assert "style=" not in page


def test_the_price_of_a_floor_is_told(browser: Browser, officer: Account):
    two_districts(officer)
    round_ = make_round(officer=officer, floor_share=0.8)

    page = browser.get(f"/rondas/{round_.public_id}/equidad")

    assert "Garantizar 80" in page


def test_a_floor_s_price_counts_places_and_distance():
    free, kept = {"placed": 20, "median_km": 3.0}, {"placed": 18, "median_km": 3.3}

    told = _floor({"share": 0.8, "holds": True, "gap": 0.0, "free": free, "kept": kept})

    assert told.replace("\u00a0", " ") == (
        "Garantizar 80 % del promedio en cada distrito cuesta 2 ubicaciones y 0.3 km de mediana."
    )


def test_a_floor_that_was_not_reached_is_said():
    assert "No se halló" in _floor({"share": 0.8, "holds": False, "gap": 0.0, "free": {}, "kept": {}})


def test_an_empty_round_has_nothing_to_compare(browser: Browser, officer: Account):
    make_sentence(officer=officer)

    assert "0 de 0" in browser.get(f"/rondas/{make_round(officer=officer).public_id}/equidad")


def test_another_office_s_report_is_not_found(browser: Browser, officer: Account):
    browser.get(f"/rondas/{make_round(officer=make_officer()).public_id}/equidad", status=404)
