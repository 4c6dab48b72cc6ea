"""Prices: their bound is valid at any prices, and tight at good ones."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from matching.effort import Effort
from matching.prices import Prices, free_of_charge, net_values, priced, stage_bounds
from matching.problem import Floats, Problem
from matching.search.ascent import ascend
from matching.search.canonical import canonical
from matching.search.dual import dual_of
from matching.stages import combined, stages_of
from matching.strategy import solve
from tests.matching.problems import feasible_plans, make_problem, problems, worth

few = settings(max_examples=60, deadline=None)


def two_for_one_place(**columns: Any) -> Problem:
    """Two applicants worth 10 and 7 want the one place of one opening."""
    return make_problem([(0, 0, 10.0, [(0, 1.0)]), (1, 0, 7.0, [(0, 1.0)])], objective=("value",), **columns)


@few
@given(problems(), st.randoms())
def test_any_prices_bound_every_plan(problem, chance):
    weights = np.array([chance.uniform(0.1, 9) for _ in problem.objective])
    y = np.array([chance.uniform(-1, 9) for _ in problem.resource_ids])
    z = np.array([chance.uniform(-1, 9) for _ in problem.opening_ids])

    prices = priced(problem, weights, y, z)

    most = max(float(np.dot(weights, worth(problem, plan))) for plan in feasible_plans(problem))
    assert prices.bound >= most - 1e-6 * max(1.0, abs(most))


@few
@given(problems())
def test_stage_bounds_hold_for_every_plan_that_reaches_as_much(problem):
    prices = free_of_charge(problem, np.ones(len(problem.objective)))
    plans = [worth(problem, plan) for plan in feasible_plans(problem)]

    for reached in plans:
        bounds = stage_bounds(problem, prices, reached[0])

        assert all(other[0] <= bounds[0] + 1e-6 for other in plans)
        assert all(other[-1] <= bounds[-1] + 1e-6 for other in plans if other[0] >= reached[0])


def test_the_price_of_a_contested_place_is_what_the_loser_would_pay():
    problem = two_for_one_place()

    prices = priced(problem, np.ones(1), np.array([7.0]), np.zeros(1))

    assert prices.bound == 10
    assert net_values(problem, stages_of(problem)[0], prices.resources, prices.openings).tolist() == [3, 0]


def test_a_maximum_has_a_price_and_no_maximum_has_none():
    limited = two_for_one_place(capacity=[9.0], maximum=[1.0])
    unlimited = two_for_one_place(capacity=[9.0])

    assert priced(limited, np.ones(1), np.zeros(1), np.array([7.0])).bound == 10
    assert priced(unlimited, np.ones(1), np.zeros(1), np.array([7.0])).openings.tolist() == [0]


def test_negative_and_missing_prices_become_nothing():
    prices = priced(two_for_one_place(), np.ones(1), np.array([-3.0]), np.array([np.nan]))

    assert prices.resources.tolist() == [0]
    assert prices.bound == 17


def test_a_plan_at_its_prices_needs_no_solver_to_be_proven():
    plan = solve(two_for_one_place())

    assert plan.prices.bound == pytest.approx(10)
    assert (plan.status, plan.proof) == ("optimal", "prices")


def test_ascent_reaches_the_bound_of_the_linear_relaxation():
    problem, weights = canonical(crowd(people=300, places=40)).problem, np.array([200.0, 1.0])

    assert ascended(problem, weights).bound == pytest.approx(relaxation_bound(problem, weights), rel=3e-5)


def test_a_finer_gap_asked_for_gives_finer_prices():
    problem, weights = canonical(crowd(people=300, places=40)).problem, np.array([200.0, 1.0])

    coarse, fine = (ascended(problem, weights, gap=gap).bound for gap in (1e-2, 1e-4))

    assert fine < coarse <= fine * (1 + 5e-3)


def test_what_is_used_is_what_the_shares_take():
    options = [(0, 0, 5.0, [(0, 1.0)]), (0, 1, 4.0, [(0, 2.0), (1, 3.0)]), (1, 1, 6.0, [(1, 1.0)]), (2, 0, 1.0, [])]
    problem = make_problem(options, capacity=[1.0, 2.0])
    dual, prices = dual_of(problem, stages_of(problem)[1]), np.array([0.5, 2.0])

    share = dual.shares(prices, temperature=2.0)

    taken = (share[:, None] * problem.uses.toarray()).sum(axis=0) / dual.rows.scale
    assert dual.use(prices, temperature=2.0) == pytest.approx(taken, rel=1e-6)


def test_ascent_without_time_still_gives_a_valid_bound():
    problem = canonical(crowd(people=50, places=10)).problem

    hasty = ascended(problem, np.ones(2), time_limit_seconds=0)

    assert hasty.bound >= ascended(problem, np.ones(2)).bound


def test_ascent_leaves_what_nobody_competes_for_free():
    problem = make_problem([(0, 0, 1.0, [(0, 1.0)]), (1, 1, 1.0, [(1, 1.0)])], capacity=[1.0, 5.0])

    assert ascended(problem, np.ones(2)).resources.tolist() == [0, 0]


def ascended(problem: Problem, weights: Floats, **limits: Any) -> Prices:
    """Prices found by ascent, with their bound."""
    dual = dual_of(problem, combined(stages_of(problem), weights))
    return priced(problem, weights, *dual.rows.split(problem, ascend(dual, Effort(**limits)).prices))


def crowd(people: int, places: int) -> Problem:
    """More people than places, with values that differ: prices have to sort them out."""
    chance = np.random.default_rng(5)
    options = [
        (person, int(place), float(chance.integers(0, 100)), [(int(place), 1.0)])
        for person in range(people)
        for place in chance.choice(places, size=5, replace=False)
    ]
    return make_problem(options, capacity=chance.integers(1, 8, size=places).astype(float))


def relaxation_bound(problem: Problem, weights: Floats) -> float:
    options = len(problem.option_applicant)
    own = csr_array((np.ones(options), (problem.option_applicant, np.arange(options))))
    rows, limits = vstack([problem.uses.T, own]), np.concatenate([problem.capacity, np.ones(own.shape[0])])
    return -float(linprog(-combined(stages_of(problem), weights).option, A_ub=rows, b_ub=limits).fun)
