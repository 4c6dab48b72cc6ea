from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.models import BeneficiaryUnit, Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from registry.services.rounds import decisions, rounds
from registry.services.rounds.displaced import read_displaced, start_round_for
from registry.vocabulary.placements import EndReason, PlacementState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_sentence
from tests.factories.placements import make_serving
from tests.factories.rounds import FakeQueue, compute, make_round, proposals_of


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    return make_unit(officer=officer)


@pytest.fixture
def displaced(officer: Account, unit: BeneficiaryUnit) -> list[Placement]:
    """Two people at the unit, and somebody elsewhere and somebody waiting whom nobody is to move."""
    vacancy = make_vacancy(officer=officer, unit=unit)
    make_serving(officer=officer, starts_on=last_saturday())
    make_sentence(officer=officer)
    return [make_serving(officer=officer, vacancy=vacancy, starts_on=last_saturday()) for _ in range(2)]


def test_who_would_have_to_go_is_told(officer, unit, displaced):
    told = read_displaced(unit.id, officer=officer, on=today())

    assert {one.id for one in told.placements} == {one.id for one in displaced}
    assert told.receives


def test_the_round_is_for_them_alone_and_elsewhere(queue: FakeQueue, officer, unit, displaced):
    make_vacancy(officer=officer)

    opened = start_round_for(unit.id, officer=officer, on=today())
    compute(opened.public_id)

    proposed = proposals_of(opened, officer=officer)
    assert queue.held == [opened.public_id]
    assert {one.sentence_id for one in proposed} == {one.sentence_id for one in displaced}
    assert all(one.vacancy.unit_id != unit.id for one in proposed if one.vacancy_id)


def test_they_go_on_where_they_are_until_an_officer_confirms(queue: FakeQueue, officer, unit, displaced):
    make_vacancy(officer=officer)
    opened = start_round_for(unit.id, officer=officer, on=today())
    compute(opened.public_id)
    before = [get_placement(one.id, officer=officer).state for one in displaced]
    first = proposals_of(opened, officer=officer)[0]

    placement = decisions.confirm(first.id, officer=officer)

    left = next(one for one in displaced if one.sentence_id == first.sentence_id)
    ended = get_placement(left.id, officer=officer)
    assert before == [PlacementState.ACTIVE] * 2
    assert (ended.state, ended.end_reason) == (PlacementState.ENDED, EndReason.MOVED)
    assert placement.state is PlacementState.CONFIRMED


def test_a_proposal_may_be_moved_to_another_place_that_is_free_today(queue: FakeQueue, officer, unit, displaced):
    make_vacancy(officer=officer)
    opened = start_round_for(unit.id, officer=officer, on=today())
    compute(opened.public_id)
    other = make_vacancy(officer=officer)

    placement = decisions.move(
        proposals_of(opened, officer=officer)[0].id, other.id, reason="Vive cerca", officer=officer
    )

    assert placement.vacancy_id == other.id


def test_the_office_s_rounds_go_on_beside_it(queue: FakeQueue, officer, unit, displaced):
    make_vacancy(officer=officer)
    earlier = make_round(officer=officer, reference_date=today())

    opened = start_round_for(unit.id, officer=officer, on=today())
    compute(opened.public_id)

    assert rounds.find_newer(earlier) is None
    assert rounds.find_solved(officer=officer).id == earlier.id
    assert rounds.list_replaced([rounds.get_round(earlier.public_id, officer=officer)]) == frozenset()


def test_nobody_there_needs_no_round(queue: FakeQueue, officer):
    with pytest.raises(WrongState) as refusal:
        start_round_for(make_unit(officer=officer).id, officer=officer, on=today())

    assert refusal.value.code == "nobody_to_move"
