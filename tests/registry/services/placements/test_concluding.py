"""A sentence of which nothing is owed, though no place holds it any more."""

from datetime import date

import pytest
from flask import Flask

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.models import Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.attendance.alerts import list_matter
from registry.services.placements.placements import Start, begin
from registry.vocabulary.attendance import Matter
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState
from tests.factories.institutions import make_vacancy
from tests.factories.placements import FIRST_SATURDAY, SATURDAY, change, make_completed, make_serving, note_attended
from tests.factories.rounds import make_desk_officer
from tests.registry.services.placements.test_reopening import APRIL, COMPLETED, MAY, SECOND, enter, raising, waits


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def vacancy(officer: Account) -> Vacancy:
    return make_vacancy(officer=officer)


@pytest.fixture
def completed(officer: Account, vacancy: Vacancy) -> Placement:
    return make_completed(officer=officer, vacancy=vacancy, on=APRIL)


def test_what_was_opened_again_and_then_lowered_is_completed_where_it_ended(officer, completed, vacancy):
    enter(completed, officer, raising(3))
    before = taken(vacancy)
    lowered = enter(completed, officer, raising(2))

    done = change(lowered, COMPLETED, officer=officer, on=MAY)

    assert (done.state, done.end_reason) == (PlacementState.COMPLETED, None)
    assert taken(vacancy) == before
    assert not waits(completed, officer)


def test_nobody_is_placed_once_a_later_order_leaves_nothing_owed_again(officer, completed, vacancy):
    enter(completed, officer, raising(3))

    enter(completed, officer, raising(2))

    assert not waits(completed, officer)
    with pytest.raises(WrongState) as refusal:
        begin(Start(completed.sentence_id, vacancy.id, SATURDAY, MAY), officer=officer)
    assert refusal.value.code == "nothing_owed"


def test_what_is_completed_a_second_time_is_opened_a_second_time(officer, completed):
    enter(completed, officer, raising(3))
    change(enter(completed, officer, raising(2)), COMPLETED, officer=officer, on=APRIL)

    again = enter(completed, officer, raising(4, ordered_on=MAY), on=MAY)

    assert (again.state, again.end_reason) == (PlacementState.ENDED, EndReason.REOPENED)
    assert waits(completed, officer)


def test_whoever_was_excluded_and_owes_nothing_any_more_is_completed(officer, vacancy):
    serving = make_serving(officer=officer, vacancy=vacancy)
    note_attended(serving, FIRST_SATURDAY, SECOND, officer=officer)
    excluded = change(serving, PlacementChange.EXCLUDED, officer=officer, on=APRIL, reason="La unidad lo pide")
    with pytest.raises(WrongState, match="jornadas_still_owed"):
        change(excluded, COMPLETED, officer=officer, on=APRIL)
    lowered = enter(excluded, officer, raising(2))

    done = change(lowered, COMPLETED, officer=officer, on=MAY)

    assert (done.state, taken(vacancy)) == (PlacementState.COMPLETED, 0)


def test_an_end_that_another_place_followed_is_completed_there(officer, vacancy):
    serving = make_serving(officer=officer, vacancy=vacancy)
    note_attended(serving, FIRST_SATURDAY, SECOND, officer=officer)
    excluded = change(serving, PlacementChange.EXCLUDED, officer=officer, on=APRIL, reason="La unidad lo pide")
    begun = Start(serving.sentence_id, vacancy.id, SATURDAY, date(2026, 4, 11), state=PlacementState.ACTIVE)
    begin(begun, officer=officer)
    lowered = enter(excluded, officer, raising(2))

    with pytest.raises(WrongState, match="placement_followed"):
        change(lowered, COMPLETED, officer=officer, on=MAY)


def test_the_officer_s_day_tells_of_what_is_left_to_complete(officer, completed):
    enter(completed, officer, raising(3))
    owing = list_matter(Matter.SERVED, officer=officer, on=MAY).items
    enter(completed, officer, raising(2))

    told = list_matter(Matter.SERVED, officer=officer, on=MAY).items
    change(completed, COMPLETED, officer=officer, on=MAY)

    assert owing == []
    assert [row.placement.id for row in told] == [completed.id]
    assert list_matter(Matter.SERVED, officer=officer, on=MAY).items == []


def taken(vacancy: Vacancy) -> int:
    with reading() as session:
        return session.get_one(Vacancy, vacancy.id).places_taken
