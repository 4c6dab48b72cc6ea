import pytest
from flask import Flask

from registry.errors import NotFound
from registry.services.accounts.accounts import Account
from registry.services.rounds.appraising import appraise
from registry.services.rounds.worth import read_shortage, read_worth
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_appraised_round, make_round


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def make_crowd(officer: Account, count: int = 3) -> None:
    for number in range(count):
        make_sentence(officer=officer, person=make_person(officer=officer, given_names=f"Ana {chr(65 + number)}"))


def test_the_place_that_would_help_most_is_held_against_a_solve(officer: Account):
    make_crowd(officer)
    vacancy = make_vacancy(officer=officer, total_places=1)
    round_ = make_appraised_round(officer=officer)

    (worth,) = read_worth(round_.public_id, officer=officer).worths

    assert (worth.vacancy_id, worth.people) == (vacancy.id, 2)
    assert worth.tried is not None
    assert (worth.tried.persons, worth.tried.is_proven) == (1, True)
    assert worth.promised_persons >= worth.tried.gained_persons - 0.01


def test_a_shortage_is_told_where_people_live_with_whom_to_call(officer: Account):
    make_crowd(officer)
    small = make_vacancy(officer=officer, total_places=1)
    make_vacancy(officer=officer, unit=make_unit(officer=officer, latitude=-14.0, longitude=-70.1))
    round_ = make_appraised_round(officer=officer)

    answer, shortage = read_shortage(round_.public_id, 1, officer=officer)

    assert (shortage.places, shortage.people, shortage.unplaced) == (1, 3, 2)
    assert [call.vacancy_id for call in shortage.calls] == [small.id]
    assert set(answer.vacancies) == {small.id}


@pytest.mark.parametrize("number", [0, 2])
def test_a_shortage_that_there_is_not_is_not_found(officer: Account, number: int):
    make_crowd(officer)
    make_vacancy(officer=officer, total_places=1)
    round_ = make_appraised_round(officer=officer)

    with pytest.raises(NotFound):
        read_shortage(round_.public_id, number, officer=officer)


def test_a_round_is_appraised_once(officer: Account):
    make_crowd(officer)
    make_vacancy(officer=officer, total_places=1)
    round_ = make_appraised_round(officer=officer)
    before = read_worth(round_.public_id, officer=officer)

    appraise(round_.public_id)

    after = read_worth(round_.public_id, officer=officer)
    assert after.round.version == before.round.version
    assert after.appraised == before.appraised


def test_a_round_without_a_plan_is_left_alone(officer: Account):
    round_ = make_round(officer=officer)

    appraise(round_.public_id)

    assert read_worth(round_.public_id, officer=officer).worths == ()


def test_an_unknown_round_is_not_found(officer: Account):
    with pytest.raises(NotFound):
        appraise("none")


def test_another_office_reads_nothing(officer: Account):
    make_crowd(officer)
    make_vacancy(officer=officer, total_places=1)
    round_ = make_appraised_round(officer=officer)

    with pytest.raises(NotFound):
        read_worth(round_.public_id, officer=make_officer())
