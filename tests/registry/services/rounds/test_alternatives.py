"""Going on from an earlier round, and taking another of the alternatives it studied."""

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, WrongState
from registry.models import Round
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions
from registry.services.rounds.alternatives import alternatives_of, take
from registry.services.rounds.rounds import open_round
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_round, proposals_of, round_details

FAR, NEAR = (-15.60, -70.13), (-15.49, -70.13)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def place(officer: Account, at: tuple[float, float]) -> int:
    unit = make_unit(officer=officer, latitude=at[0], longitude=at[1])
    return make_vacancy(officer=officer, unit=unit).id


def round_after_a_better_place_opened(officer: Account, **overrides: object) -> tuple[int, int, Round]:
    """A person proposed far away; then a place opens next door, and a round goes on from the first."""
    make_sentence(officer=officer, person=make_person(officer=officer, latitude=NEAR[0], longitude=NEAR[1]))
    far = place(officer, FAR)
    earlier = make_round(officer=officer)
    near = place(officer, NEAR)
    return far, near, make_round(officer=officer, based_on=earlier.public_id, **overrides)


def test_within_a_budget_of_nobody_the_earlier_proposal_stays(officer: Account):
    far, _, round_ = round_after_a_better_place_opened(officer, change_budget=0.0)

    assert [proposal.vacancy_id for proposal in proposals_of(round_, officer=officer)] == [far]


def test_without_a_budget_the_better_place_is_proposed(officer: Account):
    _, near, round_ = round_after_a_better_place_opened(officer)

    assert [proposal.vacancy_id for proposal in proposals_of(round_, officer=officer)] == [near]


def test_the_alternatives_tell_how_many_move_for_how_much(officer: Account):
    _, _, round_ = round_after_a_better_place_opened(officer, change_budget=0.0)

    told = alternatives_of(round_)

    assert [(one.budget, one.moved, one.is_taken) for one in (told[0], told[-1])] == [(0, 0, True), (None, 1, False)]
    assert (told[-1].mean_score or 0) > (told[0].mean_score or 0)


def test_another_alternative_is_taken_as_a_round_of_its_own(officer: Account):
    _, near, round_ = round_after_a_better_place_opened(officer, change_budget=0.0)

    taken = take(round_.public_id, len(alternatives_of(round_)) - 1, officer=officer)

    assert taken.number == round_.number + 1
    assert [proposal.vacancy_id for proposal in proposals_of(taken, officer=officer)] == [near]


def test_an_alternative_is_not_taken_once_something_was_decided(officer: Account):
    _, _, round_ = round_after_a_better_place_opened(officer)
    decisions.confirm(proposals_of(round_, officer=officer)[0].id, officer=officer)

    with pytest.raises(WrongState, match="round_decided"):
        take(round_.public_id, 0, officer=officer)


@pytest.mark.parametrize("rank", [-1, 99])
def test_only_an_alternative_that_was_studied_is_taken(officer: Account, rank: int):
    _, _, round_ = round_after_a_better_place_opened(officer)

    with pytest.raises(NotFound):
        take(round_.public_id, rank, officer=officer)


def test_an_ordinary_round_has_no_alternatives(officer: Account):
    assert alternatives_of(make_round(officer=officer)) == []


def test_another_office_s_round_is_nothing_to_go_on_from(officer: Account):
    make_sentence(officer=officer)
    elsewhere = make_round(officer=officer)

    with pytest.raises(InvalidFields):
        open_round(round_details(based_on=elsewhere.public_id), officer=make_officer())


def test_another_office_s_alternatives_are_not_found(officer: Account):
    _, _, round_ = round_after_a_better_place_opened(officer)

    with pytest.raises(NotFound):
        take(round_.public_id, 0, officer=make_officer())


@pytest.mark.parametrize("field", ["change_budget", "floor_share"])
def test_shares_beyond_the_whole_are_refused(officer: Account, field: str):
    with pytest.raises(InvalidFields):
        open_round(round_details(**{field: 1.5}), officer=officer)


def test_a_floor_is_priced_beside_the_plan_without_it(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)

    floor = make_round(officer=officer, floor_share=0.8).summary["floor"]

    assert (floor["share"], floor["holds"], floor["free"]["placed"], floor["kept"]["placed"]) == (0.8, True, 1, 1)


def test_a_floor_binds_a_round_that_goes_on_from_another(officer: Account):
    _, _, round_ = round_after_a_better_place_opened(officer, floor_share=0.8)

    assert {"floor", "curve"} <= set(round_.summary)
