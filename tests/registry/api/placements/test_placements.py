import pytest

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.rounds.decisions import confirm
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal
from tests.registry.api.programs import Program


@pytest.fixture
def placement(officer: Account) -> Placement:
    make_vacancy(officer=officer)
    make_sentence(officer=officer)
    return confirm(make_proposal(officer=officer).id, officer=officer)


def test_placements_are_listed_by_state(program: Program, placement: Placement):
    assert [row["id"] for row in program.ask("GET", "/placements?state=confirmed")["items"]] == [placement.id]
    assert program.ask("GET", "/placements?state=active")["items"] == []


def test_a_placement_is_read_with_its_history(program: Program, placement: Placement):
    read, _ = program.read(f"/placements/{placement.id}")

    assert [event["state"] for event in read["events"]] == ["confirmed"]


def test_notifying_issues_both_letters_once(program: Program, placement: Placement):
    letters = program.ask("POST", f"/placements/{placement.id}/notification", status=201)
    program.ask("POST", f"/placements/{placement.id}/notification", status=409)

    assert {letter["kind"] for letter in letters} == {"presentation_to_unit", "notification_to_person"}
    assert program.read(f"/placements/{placement.id}")[0]["state"] == "notified"


def test_many_are_notified_with_an_answer_each(program: Program, placement: Placement):
    answer = program.ask("POST", "/notifications", {"placement_ids": [placement.id, 99_999]})

    assert len(answer["items"][0]["documents"]) == 2
    assert answer["items"][1]["problem"]["status"] == 404


def test_another_office_s_placement_is_not_found(stranger: Program, placement: Placement):
    path = f"/placements/{placement.id}"

    stranger.ask("GET", path, status=404)
    stranger.ask("GET", f"{path}/documents", status=404)
    stranger.ask("POST", f"{path}/notification", status=404)
