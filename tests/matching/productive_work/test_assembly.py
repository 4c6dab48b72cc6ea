"""The rows of a prison's problem: what can run out, the crews, and the even shares of the pavilions."""

from dataclasses import replace

import pytest

from matching.input.workplace import Room
from matching.problem import Problem
from matching.productive_work.admission import admit
from matching.productive_work.assembly import assemble_work, even_shares
from matching.productive_work.round import PrisonRound
from tests.matching.workers import make_activity, make_carpentry, make_vacancy, make_worker, make_workshop


def problem_of(round_: PrisonRound) -> Problem:
    return assemble_work(round_, admit(round_)).problem


def capacities(round_: PrisonRound) -> dict[str, float]:
    problem = problem_of(round_)
    return dict(zip(problem.resource_ids, problem.capacity.tolist(), strict=True))


def shares(round_: PrisonRound) -> dict[str, int]:
    return dict(even_shares(round_, admit(round_)))


def crowd(pavilion: str, count: int):
    return [make_worker(f"{pavilion}{number}", "joiner", pavilion=pavilion) for number in range(count)]


def test_an_activity_is_an_opening_of_the_crew_that_must_and_may_still_come():
    round_ = make_carpentry(
        make_activity("bread", minimum_crew=5, maximum_crew=9, crew=2), make_activity("chairs", crew=1)
    )

    problem = problem_of(round_)

    assert problem.minimum.tolist() == [3, 0]
    assert problem.maximum.tolist() == [7, float("inf")]


def test_a_workshop_with_room_for_all_vacancies_has_no_row():
    assert capacities(make_carpentry(make_workshop(places=3), make_vacancy(places=3))) == {"vacancy/joiner": 3}


def test_half_days_of_the_same_vacancies_have_the_row_of_the_scarcest():
    rooms = (Room(0, 9), Room(2, 4, present=2), Room(4, 3))
    round_ = make_carpentry(make_workshop(rooms=rooms), make_vacancy(places=8, shifts=frozenset({0, 2, 4})))

    assert capacities(round_) == {"vacancy/joiner": 8, "room/carpentry/tuesday-am": 2}


def test_half_days_that_other_vacancies_share_have_rows_of_their_own():
    round_ = make_carpentry(
        make_workshop(places=3),
        make_vacancy("joiner", places=4, shifts=frozenset({0, 2})),
        make_vacancy("painter", places=4, shifts=frozenset({2, 4})),
    )

    rooms = {name for name in capacities(round_) if name.startswith("room/")}

    assert rooms == {f"room/carpentry/{day}-am" for day in ("monday", "tuesday", "wednesday")}


def test_even_shares_follow_the_people_who_could_be_assigned():
    idle = make_worker("idle", pavilion="1")
    round_ = make_carpentry(make_vacancy(places=4), idle, *crowd("1", 6), *crowd("2", 2))

    assert shares(round_) == {"1": 3, "2": 1}


@pytest.mark.parametrize(
    "rows",
    [
        [*crowd("1", 6)],
        [*crowd("1", 2), *crowd("2", 2)],
    ],
)
def test_one_pavilion_or_places_for_all_leave_nothing_to_balance(rows):
    assert shares(make_carpentry(make_vacancy(places=4), *rows)) == {}


def test_nothing_is_balanced_where_it_weighs_nothing():
    round_ = make_carpentry(make_vacancy(places=2), *crowd("1", 6), *crowd("2", 2))
    weights = replace(round_.weights, skill=30, balance=0)

    assert shares(replace(round_, weights=weights)) == {}


def test_the_safe_capacity_limits_what_there_is_to_share():
    rooms = (Room(0, 2), Room(2, 2))
    round_ = make_carpentry(
        make_workshop(rooms=rooms),
        make_vacancy(places=8, shifts=frozenset({0, 2})),
        *crowd("1", 6),
        *crowd("2", 6),
    )

    assert shares(round_) == {"1": 1, "2": 1}
