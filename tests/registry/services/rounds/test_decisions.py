from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, PlaceTaken, WrongState
from registry.models import Proposal
from registry.services.accounts.accounts import Account
from registry.services.institutions.vacancies import get_vacancy
from registry.services.placements.notifying import notify
from registry.services.placements.placements import get_placement
from registry.services.rounds import decisions, rounds
from registry.services.rounds.proposals import get_proposal, places_today
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.rounds import DecisionKind, ProposalState, RoundState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, saturday_morning
from tests.factories.people import TODAY, make_person, make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal, make_round, proposals_of
from tests.threads import at_once


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


def reread(proposal: Proposal, officer: Account) -> Proposal:
    return get_proposal(proposal.id, officer=officer)


def one_proposal(officer: Account) -> Proposal:
    """The only waiting person is proposed the only place."""
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    return make_proposal(officer=officer)


def two_proposals_of_one_place(officer: Account) -> list[Proposal]:
    """Proposals of two rounds, each for another person, of the only place there is."""
    make_vacancy(officer=officer, total_places=1)
    first = make_sentence(officer=officer)
    earlier = make_proposal(officer=officer)
    make_sentence(officer=officer, received_on=date(2026, 1, 5), prescribes_on=date(2027, 4, 1))
    later = proposals_of(make_round(officer=officer), officer=officer)
    return [earlier, next(one for one in later if one.sentence_id != first.id)]


def test_a_confirmation_takes_the_places_and_notes_who_decided(officer: Account):
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)

    placement = decisions.confirm(proposal.id, officer=officer)

    taken = get_vacancy(vacancy.id, officer=officer)
    assert taken.places_taken == 1
    assert [shift.places_taken for shift in taken.shifts] == [1, 1]
    (decision,) = reread(proposal, officer).decisions
    assert (decision.kind, decision.placement_id) == (DecisionKind.CONFIRM, placement.id)
    assert (decision.officer_name, decision.officer_post) == (officer.full_name, officer.post)


def test_a_placement_starts_on_a_day_of_its_pattern_that_leaves_time_for_the_letters():
    monday = date(2026, 3, 2)

    first = decisions.first_day([(Shift.SATURDAY_AM, 480, 780)], monday)

    assert first == date(2026, 3, 14)


def test_a_proposal_is_confirmed_once(officer: Account):
    proposal = one_proposal(officer)
    decisions.confirm(proposal.id, officer=officer)

    with pytest.raises(WrongState) as refusal:
        decisions.confirm(proposal.id, officer=officer)

    assert refusal.value.code == "proposal_decided"


def test_a_proposal_of_no_place_cannot_be_confirmed(officer: Account):
    make_sentence(officer=officer)

    with pytest.raises(WrongState):
        decisions.confirm(make_proposal(officer=officer).id, officer=officer)


def test_a_place_that_has_gone_is_refused_and_changes_nothing(officer: Account):
    first, second = two_proposals_of_one_place(officer)
    decisions.confirm(second.id, officer=officer)

    with pytest.raises(PlaceTaken) as refusal:
        decisions.confirm(first.id, officer=officer)

    assert refusal.value.facts["proposal_id"] == first.id
    assert reread(first, officer).state is ProposalState.TO_REVIEW


def test_after_a_lost_place_todays_alternatives_are_offered(officer: Account):
    first, second = two_proposals_of_one_place(officer)
    other = make_vacancy(officer=officer)
    decisions.confirm(second.id, officer=officer)

    places = places_today(first.id, officer=officer, on=TODAY)

    assert [place.vacancy_id for place in places] == [other.id]


def test_of_two_officers_after_the_last_place_one_gets_it(app: Flask, officer: Account):
    first, second = two_proposals_of_one_place(officer)
    colleague = make_officer(office_id=officer.office_id)

    answers = at_once(
        app,
        lambda: decisions.confirm(first.id, officer=officer),
        lambda: decisions.confirm(second.id, officer=colleague),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["PlaceTaken", "Placement"]
    assert get_vacancy(first.vacancy_id, officer=officer).places_taken == 1


def test_a_sentence_confirmed_by_two_officers_at_once_is_placed_once(app: Flask, officer: Account):
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    other = make_proposal(officer=officer)

    answers = at_once(
        app,
        lambda: decisions.confirm(proposal.id, officer=officer),
        lambda: decisions.confirm(other.id, officer=officer),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["Placement", "WrongState"]
    assert get_vacancy(vacancy.id, officer=officer).places_taken == 1


def test_many_are_confirmed_and_one_refusal_stops_no_other(officer: Account):
    first, second = two_proposals_of_one_place(officer)
    make_sentence(officer=officer, person=make_person(officer=officer, given_names="Luz"))
    make_vacancy(officer=officer)
    third = proposals_of(make_round(officer=officer), officer=officer)
    placeable = next(one for one in third if one.vacancy_id and one.vacancy_id != second.vacancy_id)

    results = decisions.confirm_many([second.id, first.id, placeable.id], officer=officer)

    assert [result.refusal.code if result.refusal else "" for result in results] == ["", "place_taken", ""]
    assert reread(first, officer).state is ProposalState.TO_REVIEW


def test_staged_proposals_are_those_waiting_for_the_signature(officer: Account):
    proposal = one_proposal(officer)

    moved = decisions.stage([proposal.id], officer=officer)
    again = decisions.stage([proposal.id], officer=officer)

    assert (moved, again) == (1, 0)
    assert reread(proposal, officer).state is ProposalState.STAGED


def test_another_office_s_proposals_cannot_be_staged(officer: Account):
    proposal = one_proposal(officer)

    assert decisions.stage([proposal.id], officer=make_officer()) == 0


def test_a_move_places_the_person_where_the_officer_says(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    make_vacancy(officer=officer, duties="")
    proposal = make_proposal(officer=officer)
    other = next(p for p in places_today(proposal.id, officer=officer, on=TODAY) if p.vacancy_id != proposal.vacancy_id)

    placement = decisions.move(proposal.id, other.vacancy_id, reason="Vive al lado", officer=officer)

    assert placement.vacancy_id == other.vacancy_id
    changed = reread(proposal, officer)
    assert (changed.state, changed.decisions[-1].reason) == (ProposalState.CHANGED, "Vive al lado")


def test_a_move_keeps_every_hard_rule(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    too_short = make_vacancy(officer=officer, shifts=(saturday_morning(),))
    proposal = make_proposal(officer=officer)

    with pytest.raises(WrongState) as refusal:
        decisions.move(proposal.id, too_short.id, reason="Lo pidió", officer=officer)

    assert refusal.value.facts["rules"] == ["schedule"]
    assert reread(proposal, officer).state is ProposalState.TO_REVIEW


def test_a_move_to_a_full_vacancy_tells_that_its_place_has_gone(officer: Account):
    first, second = two_proposals_of_one_place(officer)
    decisions.confirm(second.id, officer=officer)

    with pytest.raises(PlaceTaken):
        decisions.move(first.id, first.vacancy_id, reason="Lo pidió", officer=officer)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_an_override_needs_a_reason_of_sensible_length(officer: Account, reason: str):
    make_sentence(officer=officer)
    proposal = make_proposal(officer=officer)

    with pytest.raises(InvalidFields) as refusal:
        decisions.leave_unplaced(proposal.id, reason=reason, officer=officer)

    assert list(refusal.value.problems) == ["reason"]


def test_leaving_somebody_unplaced_is_a_decision(officer: Account):
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)

    decisions.leave_unplaced(proposal.id, reason="Espera resolución del juzgado", officer=officer)

    assert reread(proposal, officer).state is ProposalState.CHANGED
    assert get_vacancy(vacancy.id, officer=officer).places_taken == 0


def test_undoing_a_confirmation_frees_the_places_and_keeps_the_record(officer: Account):
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    placement = decisions.confirm(proposal.id, officer=officer)

    decisions.undo(proposal.id, officer=officer)

    freed = get_vacancy(vacancy.id, officer=officer)
    assert [freed.places_taken, *(shift.places_taken for shift in freed.shifts)] == [0, 0, 0]
    assert get_placement(placement.id, officer=officer).state is PlacementState.ENDED
    undone = reread(proposal, officer)
    assert undone.state is ProposalState.TO_REVIEW
    assert [decision.kind for decision in undone.decisions] == [DecisionKind.CONFIRM, DecisionKind.UNDO]


def test_what_was_undone_can_be_decided_again(officer: Account):
    proposal = one_proposal(officer)
    decisions.confirm(proposal.id, officer=officer)
    decisions.undo(proposal.id, officer=officer)

    placement = decisions.confirm(proposal.id, officer=officer)

    assert placement.state is PlacementState.CONFIRMED


def test_nothing_is_undone_once_the_letters_are_out(officer: Account):
    proposal = one_proposal(officer)
    placement = decisions.confirm(proposal.id, officer=officer)
    notify(placement.id, officer=officer, on=TODAY)

    with pytest.raises(WrongState) as refusal:
        decisions.undo(proposal.id, officer=officer)

    assert refusal.value.code == "placement_notified"


def test_there_is_nothing_to_undo_before_a_decision(officer: Account):
    make_sentence(officer=officer)

    with pytest.raises(WrongState) as refusal:
        decisions.undo(make_proposal(officer=officer).id, officer=officer)

    assert refusal.value.code == "nothing_to_undo"


def test_a_round_is_applied_when_nothing_is_left_to_decide_and_reopened_by_an_undo(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    round_ = make_round(officer=officer)
    (proposal,) = proposals_of(round_, officer=officer)

    decisions.confirm(proposal.id, officer=officer)
    applied = rounds.get_round(round_.public_id, officer=officer).state
    decisions.undo(proposal.id, officer=officer)

    assert applied is RoundState.APPLIED
    assert rounds.get_round(round_.public_id, officer=officer).state is RoundState.READY


@pytest.mark.parametrize(
    "decide",
    [
        lambda key, officer: decisions.confirm(key, officer=officer),
        lambda key, officer: decisions.leave_unplaced(key, reason="No", officer=officer),
        lambda key, officer: decisions.undo(key, officer=officer),
    ],
)
def test_another_office_s_proposal_is_not_found(officer: Account, decide):
    proposal = one_proposal(officer)

    with pytest.raises(NotFound):
        decide(proposal.id, make_officer())
