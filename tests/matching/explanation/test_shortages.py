"""Where places are short, in plain numbers."""

from matching.candidates import find_candidates
from matching.explanation.holdings import decode
from matching.explanation.market import Market, Tariff
from matching.explanation.room import with_room
from matching.explanation.shortages import Shortage, days_of, shortages
from matching.propose import propose
from tests.matching.explanation.test_explainer import away
from tests.matching.factories import make_applicant, make_instance, make_opening, open_shift

SATURDAY = frozenset({10, 11})
WHOLE_SATURDAY = (open_shift(10, 2), open_shift(11, 2))


def short(*rows, group_of=None) -> tuple[Shortage, ...]:
    instance = make_instance(*rows)
    plan = propose(instance).plan
    market = Market(instance, Tariff.of_plan(instance, plan.prices), decode(instance, plan).holdings)
    groups = group_of or {applicant.id: "juliaca" for applicant in instance.applicants}
    return shortages(market, find_candidates(with_room(instance)), groups)


def people(count: int, **fields) -> list:
    return [make_applicant(f"p{index}", free_shifts=SATURDAY, **fields) for index in range(count)]


def test_places_near_by_are_set_against_the_people_who_want_them():
    opening = make_opening("library", total_places=2, shifts=WHOLE_SATURDAY)

    (shortage,) = short(*people(5), opening)

    assert (shortage.group, shortage.days, shortage.km) == ("juliaca", "saturday", 15)
    assert (shortage.places, shortage.people, shortage.unplaced) == (2, 5, 3)


def test_a_vacancy_full_with_people_of_other_days_counts_them():
    saturday = make_applicant("p0", free_shifts=SATURDAY, waiting_days=180)
    sunday = make_applicant("sunny", free_shifts=frozenset({12, 13}))
    opening = make_opening(total_places=1, shifts=tuple(open_shift(shift) for shift in (10, 11, 12, 13)))

    (shortage,) = short(saturday, sunday, opening)

    assert (shortage.days, shortage.places, shortage.people, shortage.unplaced) == ("sunday", 1, 2, 1)


def test_nobody_is_short_where_everybody_has_a_place():
    assert short(*people(2), make_opening(total_places=2, shifts=WHOLE_SATURDAY)) == ()


def test_people_whom_no_place_more_would_help_are_left_out():
    assert short(make_applicant(age=18), make_opening(minimum_age=40)) == ()


def test_people_of_other_places_or_days_are_groups_of_their_own():
    sunday = make_applicant("sunny", free_shifts=frozenset({12, 13}))
    open_all_weekend = tuple(open_shift(shift, 0) for shift in (10, 11, 12, 13))
    groups = {"p0": "juliaca", "p1": "puno", "sunny": "juliaca"}

    found = short(*people(2), sunday, make_opening(shifts=open_all_weekend), group_of=groups)

    assert {(one.group, one.days, one.unplaced) for one in found} == {
        ("juliaca", "saturday", 1),
        ("puno", "saturday", 1),
        ("juliaca", "sunday", 1),
    }


def test_where_nothing_is_near_the_places_within_reach_count():
    far = make_opening("far", total_places=0, **away(20))

    (shortage,) = short(*people(1), far)

    assert (shortage.places, shortage.people) == (0, 1)
    assert 19 < shortage.km < 21


def test_who_to_call_begins_with_the_vacancies_of_fewest_places():
    big = make_opening("big", total_places=0, capacity_total=9)
    small = make_opening("small", total_places=0, capacity_total=1, **away(3))

    (shortage,) = short(*people(2), big, small)

    assert [(call.opening_id, call.people) for call in shortage.calls] == [("small", 2), ("big", 2)]


def test_days_are_named_by_what_somebody_may_serve():
    assert days_of(make_applicant(free_shifts=frozenset({10}))) == "saturday"
    assert days_of(make_applicant(free_shifts=frozenset({13}))) == "sunday"
    assert days_of(make_applicant(free_shifts=frozenset({10, 13}))) == "weekend"
    assert days_of(make_applicant(free_shifts=frozenset({0, 10}), weekday_authorised=True)) == "week"
    assert days_of(make_applicant(free_shifts=frozenset({0, 10}))) == "saturday"
