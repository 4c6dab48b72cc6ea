import pytest

from registry.models import Round
from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_appraised_round, make_round, proposals_of
from tests.registry.api.programs import Program


@pytest.fixture
def crowd(officer: Account) -> None:
    """Three people for one place."""
    make_vacancy(officer=officer, total_places=1)
    for name in ("Ana", "Luz", "Sol"):
        make_sentence(officer=officer, person=make_person(officer=officer, given_names=name))


@pytest.fixture
def appraised(officer: Account, crowd: None) -> Round:
    return make_appraised_round(officer=officer)


def test_the_worth_of_a_round_s_places_is_read(program: Program, appraised: Round):
    read = program.ask("GET", f"/rounds/{appraised.public_id}/worth")

    (worth,) = read["worths"]
    assert (read["is_ready"], worth["people"], worth["tried"]["persons"]) == (True, 2, 1)
    assert worth["vacancy_id"] == read["vacancies"][0]["id"]
    assert [(one["places"], one["people"], one["unplaced"]) for one in read["shortages"]] == [(1, 3, 2)]


def test_until_it_is_appraised_a_round_says_so(program: Program, officer: Account, crowd: None):
    round_ = make_round(officer=officer)

    read = program.ask("GET", f"/rounds/{round_.public_id}/worth")

    assert (read["is_ready"], read["worths"], read["shortages"]) == (False, [], [])


def test_another_office_s_worth_is_not_found(stranger: Program, appraised: Round):
    stranger.ask("GET", f"/rounds/{appraised.public_id}/worth", status=404)


def test_places_are_suggested_for_a_waiting_sentence(program: Program, officer: Account, appraised: Round):
    unplaced = next(one for one in proposals_of(appraised, officer=officer) if one.vacancy_id is None)

    read = program.ask("GET", f"/sentences/{unplaced.sentence_id}/suggestions")

    (only,) = read["places"]
    assert (only["is_free"], read["round"], read["proposal_id"]) == (False, appraised.public_id, unplaced.id)
    assert only["lost_persons"] > 0.5


def test_another_office_s_sentence_is_not_found(stranger: Program, officer: Account):
    sentence = make_sentence(officer=officer)

    stranger.ask("GET", f"/sentences/{sentence.id}/suggestions", status=404)
