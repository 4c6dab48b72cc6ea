import pytest

from registry.models import Proposal
from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal
from tests.registry.api.programs import Program


@pytest.fixture
def proposal(officer: Account) -> Proposal:
    make_vacancy(officer=officer)
    make_sentence(officer=officer)
    return make_proposal(officer=officer)


def test_a_confirmation_begins_a_placement(program: Program, proposal: Proposal):
    decided = program.ask("POST", f"/proposals/{proposal.id}/decisions", {"kind": "confirm"}, status=201)

    assert decided["state"] == "confirmed"
    assert program.ask("GET", "/placements")["items"][0]["id"] == decided["decisions"][0]["placement_id"]


def test_a_decision_is_taken_once(program: Program, proposal: Proposal):
    program.ask("POST", f"/proposals/{proposal.id}/decisions", {"kind": "confirm"}, status=201)

    program.ask("POST", f"/proposals/{proposal.id}/decisions", {"kind": "confirm"}, status=409)


def test_a_confirmation_is_undone(program: Program, proposal: Proposal):
    program.ask("POST", f"/proposals/{proposal.id}/decisions", {"kind": "confirm"}, status=201)

    undone = program.ask("POST", f"/proposals/{proposal.id}/decisions", {"kind": "undo"}, status=201)

    assert undone["state"] == "to_review"
    assert [decision["kind"] for decision in undone["decisions"]] == ["confirm", "undo"]


@pytest.mark.parametrize("kind", ["leave_unplaced", "pin", "exclude"])
def test_an_override_gives_its_reason(program: Program, proposal: Proposal, kind: str):
    path = f"/proposals/{proposal.id}/decisions"

    assert list(program.ask("POST", path, {"kind": kind}, status=422)["errors"]) == ["reason"]
    decided = program.ask("POST", path, {"kind": kind, "reason": "Así lo pidió"}, status=201)

    assert decided["decisions"][0]["reason"] == "Así lo pidió"


def test_a_person_is_moved_to_another_vacancy(program: Program, officer: Account, proposal: Proposal):
    other = make_vacancy(officer=officer)
    sent = {"kind": "move", "vacancy_id": other.id, "reason": "Vive al lado"}

    decided = program.ask("POST", f"/proposals/{proposal.id}/decisions", sent, status=201)

    assert (decided["state"], decided["decisions"][0]["vacancy_id"]) == ("changed", other.id)


def test_a_move_names_its_vacancy(program: Program, proposal: Proposal):
    sent = {"kind": "move", "reason": "Vive al lado"}

    problem = program.ask("POST", f"/proposals/{proposal.id}/decisions", sent, status=422)

    assert list(problem["errors"]) == ["vacancy_id"]


def test_many_are_confirmed_with_an_answer_each(program: Program, proposal: Proposal):
    answer = program.ask("POST", "/confirmations", {"proposal_ids": [proposal.id, 99_999]})

    assert answer["done"] == 1
    assert answer["items"][0]["placement_id"]
    assert answer["items"][1]["problem"]["status"] == 404


def test_another_office_decides_nothing(stranger: Program, program: Program, proposal: Proposal):
    stranger.ask("POST", f"/proposals/{proposal.id}/decisions", {"kind": "confirm"}, status=404)

    assert stranger.ask("POST", "/confirmations", {"proposal_ids": [proposal.id]})["done"] == 0
    assert program.read(f"/proposals/{proposal.id}")[0]["state"] == "to_review"


def test_an_instruction_is_lifted(program: Program, stranger: Program, proposal: Proposal):
    decide = {"kind": "pin", "reason": "Ya lo conocen ahí"}
    program.ask("POST", f"/proposals/{proposal.id}/decisions", decide, status=201)
    (standing,) = program.ask("GET", f"/proposals/{proposal.id}/explanation")["instructions"]
    path = f"/instructions/{standing['id']}"

    stranger.ask("DELETE", path, status=404)
    program.ask("DELETE", path, status=204)

    assert program.ask("GET", f"/proposals/{proposal.id}/explanation")["instructions"] == []
