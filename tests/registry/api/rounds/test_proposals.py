import pytest

from registry.models import Proposal
from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal, outdate
from tests.registry.api.programs import Program


@pytest.fixture
def proposal(officer: Account) -> Proposal:
    make_vacancy(officer=officer)
    make_sentence(officer=officer)
    return make_proposal(officer=officer)


def test_proposals_of_a_round_are_listed_by_state(program: Program, proposal: Proposal):
    path = f"/rounds/{proposal.round.public_id}/proposals"

    assert [row["id"] for row in program.ask("GET", f"{path}?state=to_review&order=score")["items"]] == [proposal.id]
    assert program.ask("GET", f"{path}?state=unplaced")["items"] == []


def test_a_proposal_is_read_with_its_decisions(program: Program, proposal: Proposal):
    read, _ = program.read(f"/proposals/{proposal.id}")

    assert read["decisions"] == []
    assert read["attendances"][0]["shift"] in (10, 11)


def test_a_proposal_is_explained(program: Program, proposal: Proposal):
    explained = program.ask("GET", f"/proposals/{proposal.id}/explanation")

    assert explained["place"]["vacancy_id"] == proposal.vacancy_id


def test_a_proposal_of_an_earlier_version_s_round_says_that_it_cannot_be_explained(
    program: Program, proposal: Proposal
):
    outdate(proposal.round)

    explained = program.ask("GET", f"/proposals/{proposal.id}/explanation")
    problem = program.ask("GET", f"/proposals/{proposal.id}/why-not/{proposal.vacancy_id}", status=409)

    assert explained["unexplained"] == problem["detail"]
    assert "versión anterior" in problem["detail"]


def test_one_vacancy_is_explained(program: Program, proposal: Proposal):
    answer = program.ask("GET", f"/proposals/{proposal.id}/why-not/{proposal.vacancy_id}")

    assert answer["vacancy_id"] == proposal.vacancy_id


def test_a_vacancy_outside_the_round_is_not_found(program: Program, proposal: Proposal):
    program.ask("GET", f"/proposals/{proposal.id}/why-not/999", status=404)


def test_another_office_s_proposal_is_not_found(stranger: Program, proposal: Proposal):
    path = f"/proposals/{proposal.id}"

    stranger.ask("GET", path, status=404)
    stranger.ask("GET", f"{path}/explanation", status=404)
    stranger.ask("GET", f"{path}/why-not/{proposal.vacancy_id}", status=404)
