import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, WrongState
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions, instructions
from registry.services.rounds.proposals import explain, get_proposal
from registry.vocabulary.rounds import DecisionKind, InstructionKind, ProposalState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def places(officer: Account):
    """A vacancy, and one that any round would rather not use; one person waits."""
    make_sentence(officer=officer)
    return make_vacancy(officer=officer), make_vacancy(officer=officer, duties="")


def test_a_pin_binds_the_next_round(officer: Account, places):
    better, worse = places
    first = make_proposal(officer=officer)

    instructions.pin(first.id, worse.id, reason="Ya lo conocen ahí", officer=officer)

    assert first.vacancy_id == better.id
    assert make_proposal(officer=officer).vacancy_id == worse.id


def test_an_exclusion_binds_the_next_round_and_closes_the_proposal(officer: Account, places):
    _better, worse = places
    first = make_proposal(officer=officer)

    closed = instructions.exclude(first.id, reason="Trabaja en la misma unidad", officer=officer)

    assert closed.state is ProposalState.CHANGED
    assert make_proposal(officer=officer).vacancy_id == worse.id


def test_a_pin_leaves_the_proposal_open(officer: Account, places):
    proposal = make_proposal(officer=officer)

    assert instructions.pin(proposal.id, reason="Ya lo conocen ahí", officer=officer).state is ProposalState.TO_REVIEW


def test_undoing_an_instruction_frees_the_next_round(officer: Account, places):
    better, worse = places
    first = make_proposal(officer=officer)
    instructions.pin(first.id, worse.id, reason="Ya lo conocen ahí", officer=officer)

    decisions.undo(first.id, officer=officer)

    assert make_proposal(officer=officer).vacancy_id == better.id


def test_a_sentence_is_pinned_to_one_vacancy_at_a_time(officer: Account, places):
    better, worse = places
    first = make_proposal(officer=officer)
    instructions.pin(first.id, worse.id, reason="Ya lo conocen ahí", officer=officer)

    with pytest.raises(WrongState) as refusal:
        instructions.pin(first.id, better.id, reason="Mejor aquí", officer=officer)

    assert refusal.value.code == "already_pinned"


def test_standing_instructions_are_told_with_the_explanation(officer: Account, places):
    proposal = make_proposal(officer=officer)
    instructions.exclude(proposal.id, reason="Trabaja en la misma unidad", officer=officer)

    (standing,) = explain(proposal.id, officer=officer).instructions

    assert (standing.kind, standing.vacancy_id) == (InstructionKind.EXCLUDE, proposal.vacancy_id)


def test_an_instruction_is_noted_as_a_decision_with_its_reason(officer: Account, places):
    proposal = make_proposal(officer=officer)

    instructions.pin(proposal.id, reason="Ya lo conocen ahí", officer=officer)

    (decision,) = get_proposal(proposal.id, officer=officer).decisions
    assert (decision.kind, decision.reason) == (DecisionKind.PIN, "Ya lo conocen ahí")


def test_an_instruction_needs_a_reason(officer: Account, places):
    with pytest.raises(InvalidFields):
        instructions.pin(make_proposal(officer=officer).id, reason=" ", officer=officer)


def test_who_has_no_place_is_pinned_to_a_named_vacancy_only(officer: Account):
    make_sentence(officer=officer)
    proposal = make_proposal(officer=officer)

    with pytest.raises(InvalidFields) as refusal:
        instructions.pin(proposal.id, reason="Lo pidió", officer=officer)

    assert list(refusal.value.problems) == ["vacancy_id"]


def test_nobody_is_pinned_to_another_office_s_vacancy(officer: Account, places):
    elsewhere = make_vacancy(officer=make_officer())

    with pytest.raises(NotFound):
        instructions.pin(make_proposal(officer=officer).id, elsewhere.id, reason="Lo pidió", officer=officer)


def test_an_instruction_of_an_earlier_round_can_be_lifted(officer: Account, places):
    better, worse = places
    first = make_proposal(officer=officer)
    instructions.pin(first.id, worse.id, reason="Ya lo conocen ahí", officer=officer)
    later = make_proposal(officer=officer)
    (standing,) = explain(later.id, officer=officer).instructions

    instructions.withdraw(standing.id, officer=officer)

    assert instructions.count_standing(officer=officer) == {}
    assert make_proposal(officer=officer).vacancy_id == better.id


def test_an_instruction_is_lifted_once(officer: Account, places):
    proposal = make_proposal(officer=officer)
    instructions.pin(proposal.id, reason="Ya lo conocen ahí", officer=officer)
    (standing,) = explain(proposal.id, officer=officer).instructions
    instructions.withdraw(standing.id, officer=officer)

    with pytest.raises(WrongState, match="instruction_lifted"):
        instructions.withdraw(standing.id, officer=officer)


def test_another_office_lifts_nothing(officer: Account, places):
    proposal = make_proposal(officer=officer)
    instructions.pin(proposal.id, reason="Ya lo conocen ahí", officer=officer)
    (standing,) = explain(proposal.id, officer=officer).instructions

    with pytest.raises(NotFound):
        instructions.withdraw(standing.id, officer=make_officer())
