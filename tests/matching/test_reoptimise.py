"""Curves of moved people against what is gained."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.problem import Problem
from matching.reoptimise import Curve, reoptimise, stay_options
from matching.search.conditions import ChangeBudget
from matching.strategy import solve
from matching.verification import verify
from tests.matching.problems import feasible_plans, make_problem, problems, worth

LIMITS = {"time_limit_seconds": 30.0}


def swap() -> Problem:
    """Two people who would both gain by changing places with each other, one place each."""
    rows = [(0, 0, 1.0, [(0, 1.0)]), (0, 1, 5.0, [(1, 1.0)]), (1, 1, 1.0, [(1, 1.0)]), (1, 0, 5.0, [(0, 1.0)])]
    return make_problem(rows)


def curve_of(problem: Problem, opening: list[int], **limits: object) -> Curve:
    return reoptimise(problem, stay_options(problem, np.array(opening)), **{**LIMITS, **limits})


def test_nobody_moves_within_a_budget_of_nobody():
    curve = curve_of(swap(), [0, 1], budgets=(0.0,))

    assert (curve.points[0].moved, curve.points[0].plan.objective["value"]) == (0, 2.0)


def test_as_many_move_as_pays_without_a_budget():
    curve = curve_of(swap(), [0, 1], budgets=(None,))

    assert (curve.points[0].moved, curve.points[0].plan.objective["value"]) == (2, 10.0)


def test_a_budget_that_allows_only_half_of_an_exchange_keeps_everybody():
    curve = curve_of(swap(), [0, 1], budgets=(0.5,))

    assert curve.points[0].moved == 0


def test_points_come_in_the_order_of_their_budgets():
    curve = curve_of(swap(), [0, 1], budgets=(None, 1.0, 0.0))

    assert [point.budget for point in curve.points] == [0.0, 1.0, None]


def test_whoever_lost_the_place_moves_without_being_counted():
    curve = curve_of(swap(), [7, 1], budgets=(0.0,))

    assert (curve.before, curve.points[0].moved) == (1, 0)


def test_places_that_are_gone_make_somebody_move_whatever_the_budget():
    rows = [(0, 0, 1.0, [(0, 1.0)]), (1, 0, 1.0, [(0, 1.0)]), (1, 1, 1.0, [(1, 1.0)])]

    curve = curve_of(make_problem(rows), [0, 0], budgets=(0.0,))

    assert (curve.before, curve.points[0].moved, len(curve.points[0].plan.chosen)) == (2, 1, 2)


def test_budgets_that_cannot_be_kept_are_all_proven_at_the_fewest_moves():
    rows = [(0, 0, 1.0, [(0, 1.0)]), (1, 0, 1.0, [(0, 1.0)]), (1, 1, 1.0, [(1, 1.0)]), (0, 1, 9.0, [(1, 1.0)])]

    curve = curve_of(make_problem(rows), [0, 0], budgets=(0.0, 0.01))

    assert [(point.moved, point.gap) for point in curve.points] == [(1, 0.0), (1, 0.0)]


def test_an_empty_problem_has_a_curve_of_nobody():
    curve = curve_of(make_problem([]), [], budgets=(0.0, None))

    assert [(point.moved, point.gap) for point in curve.points] == [(0, 0.0), (0, 0.0)]


@settings(max_examples=40, deadline=None)
@given(problems(people=4), st.data())
def test_each_point_is_the_best_plan_that_moves_no_more(problem, data):
    opening = np.array([data.draw(st.integers(-1, len(problem.opening_ids) - 1)) for _ in problem.applicant_ids])
    stays = stay_options(problem, opening.astype(np.int64))
    curve = reoptimise(problem, stays, budgets=(0.0, 0.5, None), **LIMITS)
    plans = [np.array(plan, dtype=np.int64) for plan in feasible_plans(problem)]

    for point in curve.points:
        allowed = [plan for plan in plans if curve.before - stays[plan].sum() <= point.moved]
        weights = np.array(point.plan.prices.stage_weights)
        best = max(float(np.dot(weights, worth(problem, plan.tolist()))) for plan in allowed)
        assert point.value == pytest.approx(best, rel=1e-5, abs=1e-5) or point.budget is None
        assert point.bound >= best - 1e-5 * max(1.0, abs(best))


@settings(max_examples=30, deadline=None)
@given(problems(people=4), st.data())
def test_every_point_is_a_plan_that_anybody_can_verify(problem, data):
    opening = np.array([data.draw(st.integers(-1, len(problem.opening_ids) - 1)) for _ in problem.applicant_ids])

    curve = reoptimise(problem, stay_options(problem, opening.astype(np.int64)), budgets=(0.0, None), **LIMITS)

    assert [verify(problem, point.plan) for point in curve.points] == [[], []]


def test_a_budget_holds_where_enough_stay():
    budget = ChangeBudget(np.array([True, False]), 1)

    assert [budget.holds(np.array([option])) for option in (0, 1)] == [True, False]


def test_a_plan_that_is_best_already_moves_nobody():
    problem = swap()
    chosen = np.array(solve(problem, **LIMITS).chosen)
    opening = np.full(2, -1)
    opening[problem.option_applicant[chosen]] = problem.option_opening[chosen]

    curve = reoptimise(problem, stay_options(problem, opening), **LIMITS)

    assert {point.moved for point in curve.points} == {0}
