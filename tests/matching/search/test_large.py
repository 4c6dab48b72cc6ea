"""The pipeline of large problems, forced upon small ones: feasible, truly bounded, the same for every order."""

from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.bench.generator import generate
from matching.bench.problems import compact_problem, listed_problem
from matching.compact.eligible import CompactSet
from matching.effort import Effort, Progress
from matching.eligible import ListedSet
from matching.search.canonical import canonical
from matching.search.certificate import bound_over
from matching.search.scale import Scale
from matching.search.widening import price_out, shortlist
from matching.strategy import solve, solve_at
from matching.verification import verify
from tests.matching.problems import best_worth, problems
from tests.matching.test_strategy import shuffled, town

some = settings(max_examples=40, deadline=None)

WIDENED = Scale(exact_options=-1, held_options=0, shortlist=1)
"""Prices, from the one best opening of each applicant on."""


@some
@given(problems())
def test_a_plan_from_a_shortlist_is_feasible_and_bounded_over_all_options(problem):
    plan = solve_at(problem, Effort(), WIDENED)

    best = best_worth(problem)
    assert verify(problem, plan) == []
    assert plan.bound[problem.objective[0]] >= best[0] - 1e-6 * max(1.0, abs(best[0]))


@settings(max_examples=20, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_objective(problem, chance):
    one, two = solve_at(problem, Effort(), WIDENED), solve_at(shuffled(problem, chance), Effort(), WIDENED)

    assert one.objective == pytest.approx(two.objective)


def test_a_widened_shortlist_is_priced_as_well_as_everything():
    eligible, weights = CompactSet(generate("XS")), np.array([10.0, 1.0])
    openings = len(eligible.frame.maximum)

    few, all_ = (
        price_out(eligible, shortlist(eligible, Scale(shortlist=size)), weights, Effort(), None)
        for size in (2, openings)
    )

    bounds = [bound_over(eligible, weights, market.resources, market.openings) for market in (few, all_)]
    assert [few.bound, all_.bound] == pytest.approx(bounds, rel=1e-12)
    assert bounds[0] == pytest.approx(bounds[1], rel=2e-3)
    assert len(few.options) < len(all_.options)


@some
@given(problems(), st.integers(0, 400))
def test_the_bound_of_widened_prices_is_that_over_all_options(problem, looks):
    form, passed = canonical(problem).problem, count()
    eligible, effort = ListedSet(form), Effort(should_stop=lambda: next(passed) >= looks)
    weights = np.array([10.0, 1.0])[: len(form.objective)]

    market = price_out(eligible, shortlist(eligible, WIDENED), weights, effort, None)

    whole = bound_over(eligible, weights, market.resources, market.openings)
    assert market.bound == pytest.approx(whole, rel=1e-9, abs=1e-9)


def test_a_national_problem_gets_a_plan_that_verifies_within_the_gap():
    problem = generate("S")

    plan = solve_at(problem, Effort(gap=5e-3), WIDENED)

    worth = sum(
        w * plan.objective[stage] for w, stage in zip(plan.prices.stage_weights, problem.objective, strict=True)
    )
    assert (plan.proof, plan.solver.options["strategy"]) == ("prices", "prices")
    assert plan.prices.bound - worth <= 5e-3 * plan.prices.bound
    assert verify(problem, plan) == []


@pytest.mark.parametrize("looks", [0, 5, 40, 150, 400])
def test_whoever_asks_to_stop_in_any_phase_gets_a_true_plan(looks):
    problem, passed = town(people=150, places=30, seed=1), count()

    plan = solve_at(problem, Effort(should_stop=lambda: next(passed) >= looks), WIDENED)

    assert verify(problem, plan) == []


@pytest.mark.parametrize("looks", [0, 10, 60])
def test_a_national_search_that_is_stopped_states_its_true_gap(looks):
    problem, passed = generate("XS"), count()

    plan = solve_at(problem, Effort(should_stop=lambda: next(passed) >= looks), WIDENED)

    assert verify(problem, plan) == []
    assert plan.gap >= 1 - plan.objective["placed"] / plan.bound["placed"] - 1e-9


def test_what_prices_leave_open_is_proven_where_one_model_can():
    problem = listed_problem(compact_problem("A", 1), "A", nearest=8)

    plan = solve_at(problem, Effort(), Scale(plain_options=0))

    assert (plan.solver.options["strategy"], plan.status) == ("prices", "optimal")
    assert plan.objective == pytest.approx(solve(problem).objective)
    assert verify(problem, plan) == []


def test_a_gap_that_is_near_enough_asks_for_no_proof():
    problem = listed_problem(compact_problem("XS", 1), "XS", nearest=8)

    plan = solve_at(problem, Effort(gap=0.02), Scale(plain_options=0))

    assert plan.proof == "prices"


def test_progress_names_the_phases_and_never_goes_back():
    heard: list[Progress] = []

    solve_at(town(people=150, places=30, seed=1), Effort(progress=heard.append), WIDENED)

    assert {"prices", "done"} <= {glance.stage for glance in heard}
    assert [glance.share for glance in heard] == sorted(glance.share for glance in heard)
    assert heard[-1].share == 1.0
