from types import SimpleNamespace

import pytest
from marshmallow import ValidationError

from registry.schemas.rounds.proposal import ProposalOutput, ProposalQuery
from registry.vocabulary.rounds import ProposalState


def refused(schema, given: dict) -> dict:
    with pytest.raises(ValidationError) as refusal:
        schema.load(given)
    return refusal.value.messages


@pytest.mark.parametrize(("cause", "shown"), [("outbid", "outbid"), ("abilities", "reserved")])
def test_a_cause_narrows_to_all_that_are_shown_as_it(cause: str, shown: str):
    assert ProposalQuery().load({"cause": cause})["cause"] == shown


def test_a_list_without_narrowing_holds_everything_by_name():
    query = ProposalQuery().load({})
    del query["page"], query["per_page"]

    assert query == {"search": "", "state": None, "cause": "", "order": "person"}


@pytest.mark.parametrize("given", [{"cause": "x"}, {"order": "x"}, {"state": "x"}])
def test_an_unknown_narrowing_is_refused(given: dict):
    assert list(refused(ProposalQuery(), given)) == list(given)


def test_a_proposal_without_place_shows_the_cause_and_nothing_else():
    person = SimpleNamespace(full_name="Quispe Mamani, Rosa")
    proposal = SimpleNamespace(
        id=1,
        state=ProposalState.UNPLACED,
        vacancy=None,
        vacancy_id=None,
        cause="abilities",
        attendances=[],
        sentence=SimpleNamespace(person=person, person_id=3, case_number="00516"),
    )

    shown = ProposalOutput().dump(proposal)

    assert (shown["cause"], shown["cause_label"]) == ("reserved", "Condición reservada del expediente")
    assert (shown["unit"], shown["person"]) == (None, "Quispe Mamani, Rosa")
