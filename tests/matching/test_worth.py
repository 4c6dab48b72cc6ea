"""What one more place is worth: promised by the prices, found by solving."""

import pytest
from hypothesis import HealthCheck, given, settings

from matching.instance import Instance
from matching.propose import propose
from matching.worth import Appraisal, Worth
from tests.matching.explanation.test_explainer import away
from tests.matching.factories import make_applicant, make_instance, make_opening, make_town, open_shift
from tests.matching.strategies import crowded

SECONDS = 10


def appraised(*rows) -> Appraisal:
    instance = make_instance(*rows)
    return Appraisal(instance, propose(instance).plan)


def weighted(appraisal: Appraisal, worth: Worth) -> float:
    """The promise in units of the weighted sum."""
    return worth.promise.points * appraisal.plan.prices.stage_weights[1]


def test_a_place_more_is_worth_most_where_people_are_left_out():
    people = [make_applicant(f"p{index}", travel_limit_km=5) for index in range(3)]
    appraisal = appraised(*people, make_opening("wanted"), make_opening("far", **away(20)))

    (worth,) = appraisal.rank(5)

    assert worth.opening_id == "wanted"
    assert [hours.shift for hours in worth.pattern] == [10, 11]
    assert worth.people == 2
    assert worth.promise.persons >= 1


def test_a_place_that_nobody_needs_is_worth_nothing():
    roomy = make_opening(total_places=3, shifts=(open_shift(10, 3), open_shift(11, 3)))

    assert appraised(make_applicant(), roomy).rank(5) == ()


@pytest.mark.parametrize(
    "full",
    [
        {"total_places": 0},
        {"shifts": (open_shift(10, 0), open_shift(11, 0))},
        {"shifts": (open_shift(10), open_shift(11, 0))},
    ],
)
def test_the_first_place_of_a_full_vacancy_has_a_worth_too(full):
    appraisal = appraised(make_applicant(), make_opening("full", **full))

    (worth,) = appraisal.rank(5)

    assert (worth.opening_id, worth.people) == ("full", 1)
    assert worth.promise.persons >= 1
    assert appraisal.try_out(worth, SECONDS).persons == 1


def test_a_solve_finds_what_the_prices_promise():
    appraisal = appraised(make_applicant("ana"), make_applicant("rosa"), make_opening())

    (worth,) = appraisal.rank(5)
    found = appraisal.try_out(worth, SECONDS)

    assert (found.persons, found.is_proven) == (1, True)
    assert found.gain.points <= worth.promise.points + 0.01
    assert found.seconds < SECONDS


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowded(people=5))
def test_no_place_gives_more_than_its_promise_and_what_the_plan_left_unproven(instance: Instance):
    appraisal = Appraisal(instance, propose(instance).plan)
    plan = appraisal.plan
    weights = plan.prices.stage_weights
    reached = weights[0] * plan.objective["placed"] + weights[1] * plan.objective["value"]

    for worth in appraisal.rank(3):
        found = appraisal.try_out(worth, SECONDS)
        gained = found.gain.points * weights[1]
        assert gained <= weighted(appraisal, worth) + plan.prices.bound - reached + 0.02 * weights[1]


def test_the_worth_of_a_town_s_places_is_told_best_first():
    town = make_town(60, 12, 3, places=0.5)

    told = Appraisal(town, propose(town).plan).rank(8)

    promises = [worth.promise.points for worth in told]
    assert promises == sorted(promises, reverse=True)
    assert len({worth.opening_id for worth in told}) == len(told)
