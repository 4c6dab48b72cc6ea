from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, PlaceTaken, StaleVersion, WrongState
from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.expecting import read_days
from registry.services.institutions import vacancies
from registry.services.placements.placements import get_placement
from registry.services.placements.serving import list_at_unit
from registry.services.rounds.recommending import suggest_places
from registry.services.rounds.relocating import RelocationDetails, come_back, relocate
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState
from tests.factories.accounts import make_officer
from tests.factories.attendance import balance_of, make_supervisor
from tests.factories.institutions import make_vacancy, saturday_afternoon, saturday_morning
from tests.factories.placements import change, make_placement, make_serving, note_attended, version_of
from tests.threads import at_once

WEEK = timedelta(days=7)


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def serving(officer: Account) -> Placement:
    return make_serving(officer=officer, starts_on=last_saturday())


def move(placement: Placement, vacancy_id: int, officer: Account, **overrides) -> Placement:
    given = {"vacancy_id": vacancy_id, "reason": "Vive más cerca"} | overrides
    details, version = RelocationDetails(**given), version_of(placement)
    return relocate(placement.id, details, version=version, officer=officer, on=today())


def taken(vacancy_id: int, officer: Account) -> int:
    return vacancies.get_vacancy(vacancy_id, officer=officer).places_taken


def test_a_move_ends_one_placement_and_begins_another(officer, serving):
    other = make_vacancy(officer=officer)

    moved = move(serving, other.id, officer)

    left = get_placement(serving.id, officer=officer)
    assert (left.state, left.end_reason) == (PlacementState.ENDED, EndReason.MOVED)
    assert (moved.state, moved.vacancy_id) == (PlacementState.CONFIRMED, other.id)
    assert left.events[-1].effective_on == moved.starts_on
    assert (taken(serving.vacancy_id, officer), taken(other.id, officer)) == (0, 1)


def test_the_unit_that_somebody_leaves_expects_them_until_then(officer, serving):
    last_there, elsewhere = last_saturday() + 2 * WEEK, last_saturday() + 3 * WEEK
    unit_id = get_placement(serving.id, officer=officer).vacancy.unit_id
    supervisor = make_supervisor(unit_id)

    move(serving, make_vacancy(officer=officer).id, officer, starts_on=elsewhere)

    expected = [read_days(unit_id, officer=supervisor, on=day).today for day in (last_there, elsewhere)]
    assert [{one.row.placement_id for one in day} for day in expected] == [{serving.id}, set()]
    assert [one.id for one in list_at_unit(unit_id, officer=supervisor)] == [serving.id]
    assert not list_at_unit(unit_id, officer=officer)


def test_the_balance_goes_on_at_the_other_place(officer, serving):
    note_attended(serving, last_saturday(), officer=officer)

    move(serving, make_vacancy(officer=officer).id, officer)

    assert balance_of(serving.sentence_id, on=today()).credited_minutes == 600


def test_places_are_suggested_for_whoever_is_to_move(officer, serving):
    other = make_vacancy(officer=officer)

    waiting = suggest_places(serving.sentence_id, officer=officer, on=today())
    moving = suggest_places(serving.sentence_id, officer=officer, on=today(), is_moving=True)

    assert waiting.places is None
    assert other.id in {one.place.vacancy_id for one in moving.places or ()}


def test_nobody_moves_to_the_place_that_they_have(officer, serving):
    with pytest.raises(WrongState) as refusal:
        move(serving, serving.vacancy_id, officer)

    assert refusal.value.code == "move_to_same_place"


def test_a_move_to_a_full_vacancy_leaves_everything_as_it_was(officer, serving):
    full = make_vacancy(
        officer=officer, total_places=1, shifts=(saturday_morning(places=1), saturday_afternoon(places=1))
    )
    make_placement(officer=officer, vacancy=full)

    with pytest.raises(PlaceTaken):
        move(serving, full.id, officer)

    assert get_placement(serving.id, officer=officer).state is PlacementState.ACTIVE
    assert taken(serving.vacancy_id, officer) == 1


def test_a_move_says_why(officer, serving):
    with pytest.raises(InvalidFields) as refusal:
        move(serving, make_vacancy(officer=officer).id, officer, reason=" ")

    assert refusal.value.problems["reason"][0] == "change_reason_missing"


def test_nobody_begins_at_the_other_place_on_a_day_that_has_passed(officer, serving):
    with pytest.raises(InvalidFields) as refusal:
        move(serving, make_vacancy(officer=officer).id, officer, starts_on=today() - WEEK, accepts_entries=True)

    assert refusal.value.problems["starts_on"][0] == "starts_out_of_range"


def test_two_who_move_to_the_last_place_at_once_never_share_it(app: Flask, officer, serving):
    second = make_serving(officer=officer, starts_on=last_saturday())
    last = make_vacancy(
        officer=officer, total_places=1, shifts=(saturday_morning(places=1), saturday_afternoon(places=1))
    )

    answers = at_once(app, *(lambda one=one: move(one, last.id, officer) for one in (serving, second)))

    assert sorted(type(answer).__name__ for answer in answers) == ["PlaceTaken", "Placement"]
    assert taken(last.id, officer) == 1


def test_two_who_exchange_their_places_at_once_do_not_wait_for_each_other(app: Flask, officer, serving):
    second = make_serving(officer=officer, starts_on=last_saturday())

    answers = at_once(
        app,
        lambda: move(serving, second.vacancy_id, officer),
        lambda: move(second, serving.vacancy_id, officer),
    )

    assert all(isinstance(answer, Placement) for answer in answers)
    assert {taken(one.vacancy_id, officer) for one in (serving, second)} == {1}


def test_a_move_of_what_somebody_changed_meanwhile_is_refused(officer, serving):
    details = RelocationDetails(make_vacancy(officer=officer).id, "Vive más cerca")

    with pytest.raises(StaleVersion):
        relocate(serving.id, details, version=1, officer=officer, on=today())


def test_whoever_was_excluded_may_come_back(officer, serving):
    change(serving, PlacementChange.EXCLUDED, officer=officer, on=today())

    again = come_back(serving.id, reason="La unidad lo recibe otra vez", officer=officer, on=today())

    assert (again.vacancy_id, again.state) == (serving.vacancy_id, PlacementState.CONFIRMED)
    assert again.id != serving.id


@pytest.mark.parametrize("days", [-1, 366])
def test_nobody_comes_back_on_a_day_that_has_passed_or_is_a_year_away(officer, serving, days):
    change(serving, PlacementChange.EXCLUDED, officer=officer, on=today())
    starts_on = today() + timedelta(days=days)

    with pytest.raises(InvalidFields) as refusal:
        come_back(serving.id, reason="Vuelve", starts_on=starts_on, officer=officer, on=today())

    assert refusal.value.problems["starts_on"][0] == "starts_out_of_range"


def test_nobody_comes_back_to_where_they_are(officer, serving):
    with pytest.raises(WrongState) as refusal:
        come_back(serving.id, reason="Vuelve", officer=officer, on=today())

    assert refusal.value.code == "return_not_possible"


def test_another_office_moves_nobody(officer, serving):
    with pytest.raises(NotFound):
        move(serving, make_vacancy(officer=officer).id, make_officer())
