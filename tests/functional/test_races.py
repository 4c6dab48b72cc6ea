"""Officers who decide in the same instant: the last place, one proposal, one number; on every database."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest
from flask import Flask

from registry.models import Placement, Proposal, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.institutions import vacancies
from registry.services.institutions.details import ShiftPlaces
from registry.services.placements import notifying
from registry.services.rounds import decisions, proposals, rounds
from registry.vocabulary.rounds import ProposalState
from tests.factories.institutions import make_vacancy, saturday_afternoon, saturday_morning, vacancy_details
from tests.factories.people import TODAY, make_sentence
from tests.factories.rounds import make_desk_officer, make_round, proposals_of, round_details
from tests.functional.rivals import DONE, Act, check_registry, race

RIVALS = 8
CROWD = 20


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer whose office has all that its letters must say."""
    return make_desk_officer()


def shifts(places: int) -> tuple[ShiftPlaces, ShiftPlaces]:
    return (saturday_morning(places), saturday_afternoon(places))


def offered(officer: Account, places: int) -> Vacancy:
    """A vacancy with so many places in each of its half days."""
    return make_vacancy(officer=officer, total_places=places, shifts=shifts(places))


def proposed(officer: Account, people: int) -> list[Proposal]:
    """What a round proposes to so many people who wait."""
    for _ in range(people):
        make_sentence(officer=officer)
    return proposals_of(make_round(officer=officer), officer=officer)


def shrink(vacancy: Vacancy, officer: Account, places: int) -> None:
    details = vacancy_details(total_places=places, shifts=shifts(places))
    vacancies.change(vacancy.id, details, version=1, officer=officer)


def confirmations(proposals: Sequence[Proposal], officer: Account) -> list[Act]:
    return [partial(decisions.confirm, proposal.id, officer=officer) for proposal in proposals]


def undoings(proposals: Sequence[Proposal], officer: Account) -> list[Act]:
    return [partial(decisions.undo, proposal.id, officer=officer) for proposal in proposals]


def notifications(placements: Sequence[Placement], officer: Account) -> list[Act]:
    return [partial(notifying.notify, placement.id, officer=officer, on=TODAY) for placement in placements]


def test_of_twenty_who_confirm_the_last_place_one_gets_it(app: Flask, officer: Account) -> None:
    vacancy = offered(officer, CROWD)
    contested = proposed(officer, CROWD)
    shrink(vacancy, officer, 1)

    outcomes = race(app, confirmations(contested, officer))

    assert Counter(outcomes) == {DONE: 1, "place_taken": CROWD - 1}
    check_registry()


def test_one_proposal_is_confirmed_once(app: Flask, officer: Account) -> None:
    offered(officer, RIVALS)
    contested = proposed(officer, 1)

    outcomes = race(app, confirmations(contested * RIVALS, officer))

    assert Counter(outcomes) == {DONE: 1, "proposal_decided": RIVALS - 1}
    check_registry()


def test_proposals_confirmed_together_apply_their_round(app: Flask, officer: Account) -> None:
    for _ in range(RIVALS):
        offered(officer, 1)
    all_of_them = proposed(officer, RIVALS)

    outcomes = race(app, confirmations(all_of_them, officer))

    assert outcomes == [DONE] * RIVALS
    check_registry()


def test_confirming_and_undoing_together_leave_no_place_behind(app: Flask, officer: Account) -> None:
    offered(officer, RIVALS)
    some = proposed(officer, RIVALS)
    for proposal in some[::2]:
        decisions.confirm(proposal.id, officer=officer)

    race(app, confirmations(some, officer) + undoings(some, officer))

    check_registry()


def test_lists_confirmed_in_opposite_orders_do_not_wait_for_each_other(app: Flask, officer: Account) -> None:
    for _ in range(6):
        offered(officer, 4)
    keys = [proposal.id for proposal in proposed(officer, CROWD)]
    orders = (keys, keys[::-1], keys[10:] + keys[:10])

    outcomes = race(app, [partial(decisions.confirm_many, order, officer=officer) for order in orders])

    assert outcomes == [DONE] * 3
    states = {proposals.get_proposal(key, officer=officer).state for key in keys}
    assert states == {ProposalState.CONFIRMED}
    check_registry()


def test_moving_and_confirming_share_the_places(app: Flask, officer: Account) -> None:
    offered(officer, RIVALS)
    all_of_them = proposed(officer, RIVALS)
    narrow = partial(decisions.move, vacancy_id=offered(officer, 2).id, reason="Vive al lado", officer=officer)
    moves: list[Act] = [partial(narrow, proposal.id) for proposal in all_of_them]

    outcomes = race(app, confirmations(all_of_them, officer) + moves)

    assert outcomes.count(DONE) == RIVALS
    check_registry()


def test_a_vacancy_changed_or_closed_in_the_same_instant_keeps_whom_it_took(app: Flask, officer: Account) -> None:
    vacancy = offered(officer, RIVALS)
    all_of_them = proposed(officer, RIVALS)
    others: list[Act] = [
        partial(shrink, vacancy, officer, 1),
        partial(vacancies.close, vacancy.id, version=1, officer=officer),
    ]

    race(app, confirmations(all_of_them, officer) + others)

    check_registry()


def test_one_round_starts_at_a_time(app: Flask, officer: Account) -> None:
    outcomes = race(app, [partial(rounds.open_round, round_details(), officer=officer)] * RIVALS)

    assert Counter(outcomes) == {DONE: 1, "round_under_way": RIVALS - 1}
    check_registry()


def test_a_stop_asked_for_by_all_at_once_is_heeded(app: Flask, officer: Account) -> None:
    opened = rounds.open_round(round_details(), officer=officer)

    outcomes = race(app, [partial(rounds.request_stop, opened.public_id, officer=officer)] * RIVALS)

    assert outcomes == [DONE] * RIVALS
    assert rounds.get_round(opened.public_id, officer=officer).is_stop_requested


def test_letters_issued_together_are_numbered_without_a_gap(app: Flask, officer: Account) -> None:
    offered(officer, RIVALS)
    placed = [decisions.confirm(proposal.id, officer=officer) for proposal in proposed(officer, RIVALS)]

    outcomes = race(app, notifications(placed, officer))

    assert outcomes == [DONE] * RIVALS
    check_registry()


def test_notifying_and_undoing_a_placement_ends_in_one_of_the_two(app: Flask, officer: Account) -> None:
    offered(officer, RIVALS)
    some = proposed(officer, RIVALS)
    placed = [decisions.confirm(proposal.id, officer=officer) for proposal in some]

    outcomes = race(app, notifications(placed, officer) + undoings(some, officer))

    assert outcomes.count(DONE) == RIVALS
    check_registry()
