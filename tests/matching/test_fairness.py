"""A floor for every district, and its price."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.effort import Effort
from matching.fairness import GroupShare, best_by_price, floor_of, group_shares, solve_with_floor
from matching.problem import Problem
from matching.verification import verify
from tests.matching.problems import feasible_plans, make_problem, problems, worth

LIMITS = {"time_limit_seconds": 30.0}


def rivals() -> Problem:
    """Two people of the valley and one of the heights, who scores least, over two places."""
    return make_problem([(0, 0, 9.0, [(0, 1.0)]), (1, 0, 8.0, [(0, 1.0)]), (2, 0, 1.0, [(0, 1.0)])], capacity=[2.0])


VALLEY = {"p0": "valley", "p1": "valley", "p2": "heights"}


def test_a_floor_moves_a_place_to_the_district_that_falls_behind():
    answer = solve_with_floor(rivals(), VALLEY, 0.6, **LIMITS)

    assert (answer.free.chosen, answer.kept.chosen, answer.holds) == ((0, 1), (0, 2), True)


def test_a_floor_that_holds_already_leaves_the_plan_alone():
    answer = solve_with_floor(rivals(), {"p0": "valley", "p1": "valley", "p2": "valley"}, 0.8, **LIMITS)

    assert answer.kept is answer.free


def test_who_stands_in_no_group_is_nobody_s_floor():
    assert solve_with_floor(rivals(), {"p0": "valley", "p1": "valley"}, 1.0, **LIMITS).kept.chosen == (0, 1)


def test_a_district_without_any_option_counts_as_none_and_binds_nobody():
    problem = make_problem([(0, 0, 9.0, [(0, 1.0)])], applicant_ids=["p0", "p1"])
    groups = {"p0": "valley", "p1": "heights"}

    answer = solve_with_floor(problem, groups, 1.0, **LIMITS)

    assert (answer.holds, answer.kept.chosen) == (True, (0,))
    assert group_shares(problem, groups, answer.kept.chosen) == (
        GroupShare("heights", 0, 0, 1),
        GroupShare("valley", 1, 1, 0),
    )


def test_what_keeps_the_floor_is_a_plan_that_anybody_can_verify():
    answer = solve_with_floor(rivals(), VALLEY, 0.6, **LIMITS)

    assert verify(rivals(), answer.kept) == []


def test_a_price_on_the_floor_finds_a_plan_that_keeps_it_and_bounds_all_that_do():
    floor = floor_of(rivals(), VALLEY, 0.6)

    best = best_by_price(rivals(), np.array([10.0, 1.0]), floor, Effort(**LIMITS))

    assert best.chosen is not None
    assert best.chosen.tolist() == [0, 2]
    assert best.bound >= best.value == 30.0


@settings(max_examples=40, deadline=None)
@given(problems(people=4), st.data())
def test_no_plan_that_keeps_the_floor_is_better(problem, data):
    groups = {one: data.draw(st.sampled_from(["north", "south"])) for one in problem.applicant_ids}
    share = data.draw(st.sampled_from([0.5, 0.8, 1.0]))

    answer = solve_with_floor(problem, groups, share, **LIMITS)

    floor = floor_of(problem, groups, share)
    plans = [plan for plan in feasible_plans(problem) if floor.holds(np.array(plan, dtype=np.int64))]
    weights = np.array(answer.kept.prices.stage_weights)
    best = max(float(np.dot(weights, worth(problem, plan))) for plan in plans)
    assert answer.holds
    assert floor.holds(np.array(answer.kept.chosen, dtype=np.int64))
    assert answer.value == pytest.approx(best, rel=1e-5, abs=1e-5) or answer.kept is answer.free
    assert answer.bound >= best - 1e-5 * max(1.0, abs(best))


@settings(max_examples=25, deadline=None)
@given(problems(people=4), st.data())
def test_the_price_s_bound_holds_for_every_plan_that_keeps_the_floor(problem, data):
    groups = {one: data.draw(st.sampled_from(["north", "south"])) for one in problem.applicant_ids}
    floor, weights = floor_of(problem, groups, 0.8), np.ones(len(problem.objective))

    best = best_by_price(problem, weights, floor, Effort(**LIMITS))

    for plan in feasible_plans(problem):
        if floor.holds(np.array(plan, dtype=np.int64)):
            value = float(np.dot(weights, worth(problem, plan)))
            assert value <= best.bound + 1e-5 * max(1.0, abs(value))
