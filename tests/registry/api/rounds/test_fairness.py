"""A round's report and alternatives, for programs."""

from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_round
from tests.registry.api.programs import Program


def test_a_report_tells_everybody_and_each_aspect(program: Program, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)

    told = program.ask("GET", f"/rounds/{make_round(officer=officer).public_id}/fairness")

    assert (told["everybody"]["placed"], told["everybody"]["share"]) == (1, 1.0)
    assert told["aspects"][0]["aspect_label"] == "Distrito"


def test_another_alternative_opens_a_round(program: Program, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    earlier = make_round(officer=officer)
    round_ = make_round(officer=officer, based_on=earlier.public_id, change_budget=0.0)

    taken = program.ask("POST", f"/rounds/{round_.public_id}/alternatives/4/take", status=201)

    assert (taken["number"], taken["change_budget"]) == (round_.number + 1, None)
    assert [point["budget"] for point in taken["summary"]["curve"]["points"]] == [0, 0.005, 0.01, 0.02, None]


def test_an_alternative_that_was_not_studied_is_not_found(program: Program, officer: Account):
    program.ask("POST", f"/rounds/{make_round(officer=officer).public_id}/alternatives/0/take", status=404)
