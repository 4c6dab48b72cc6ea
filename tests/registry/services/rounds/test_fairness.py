"""How a round's outcome is reported by groups of people."""

from datetime import date

import pytest
from flask import Flask

from registry.errors import NotFound
from registry.services.accounts.accounts import Account
from registry.services.planning import Standing
from registry.services.rounds.fairness import OTHERS, SMALLEST_GROUP, Tally, few, get_fairness, report
from registry.vocabulary.people import EducationLevel
from registry.vocabulary.rounds import Aspect
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_round


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def standings(officer: Account, count: int, placed: int, **person: object) -> list[Standing]:
    """So many people, of whom the first few are placed at 2 km."""
    keys = [make_sentence(officer=officer, person=make_person(officer=officer, **person)).id for _ in range(count)]
    return [
        Standing(key, 30, 10, False, True, rank < placed, 2.0 if rank < placed else None, rank < placed)
        for rank, key in enumerate(keys)
    ]


def test_each_group_is_told_with_its_placed_and_those_who_could_be(officer: Account):
    told = report(standings(officer, 6, 3, ubigeo="211101") + standings(officer, 5, 5, ubigeo="210101"))

    districts = {group["code"]: group["tally"] for group in told["aspects"]["district"]}
    shares = {code: (tally["placed"], tally["eligible"]) for code, tally in districts.items()}
    assert shares == {"211101": (3, 6), "210101": (5, 5)}
    assert Tally(**told["everybody"]).share == pytest.approx(8 / 11)


def test_small_groups_are_told_together_with_the_next_while_they_are_few(officer: Account):
    people = standings(officer, 7, 3, education=EducationLevel.PRIMARY)
    people += standings(officer, 6, 3, education=EducationLevel.SECONDARY)
    people += standings(officer, 1, 1, education=EducationLevel.NONE)

    groups = {group["code"]: group["tally"]["persons"] for group in report(people)["aspects"]["education"]}

    assert groups == {"primary": 7, OTHERS: 7}


def test_no_group_that_is_told_is_small(officer: Account):
    told = report(standings(officer, 3, 1, ubigeo="210101") + standings(officer, 9, 4, ubigeo="211101"))

    sizes = [group["tally"]["persons"] for groups in told["aspects"].values() for group in groups]
    assert min(sizes) >= SMALLEST_GROUP


def test_an_empty_round_has_an_empty_report(officer: Account):
    assert report([])["everybody"]["persons"] == 0


def test_a_round_keeps_its_report(officer: Account):
    make_vacancy(officer=officer)
    make_sentence(officer=officer, received_on=date(2026, 1, 12))

    told = get_fairness(make_round(officer=officer).public_id, officer=officer)

    assert told is not None
    assert (told.everybody.persons, told.everybody.placed, set(told.aspects)) == (1, 1, set(Aspect))


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [((9, 8, 7), set()), ((9, 3, 7), {1, 2}), ((3, 2, 9), {0, 1}), ((0, 9, 8), set()), ((4, 0), {0}), ((), set())],
)
def test_a_count_of_few_hides_another_so_that_it_does_not_follow_from_the_total(
    counts: tuple[int, ...], hidden: set[int]
):
    assert few(counts) == hidden


def test_another_office_s_report_is_not_found(officer: Account):
    round_ = make_round(officer=officer)

    with pytest.raises(NotFound):
        get_fairness(round_.public_id, officer=make_officer())
