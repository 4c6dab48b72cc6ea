"""Verification accepts what is right and refuses every single thing that is wrong."""

from dataclasses import replace
from typing import Any

import pytest

from matching.plan import Plan
from matching.strategy import solve
from matching.verification import verify
from tests.matching.problems import make_problem
from tests.matching.test_solve import knapsacks

RIVALS = [(0, 0, 10.0, [(0, 1.0)]), (1, 0, 7.0, [(0, 1.0)]), (1, 1, 2.0, []), (2, 1, 1.0, [])]
PROBLEM = make_problem(RIVALS, minimum=[0.0, 2.0], maximum=[2.0, 2.0], opening_value=[0.0, -1.0])
PLAN = solve(PROBLEM)
SINGLE = make_problem(RIVALS[:2], objective=("value",))
PRICED = solve(SINGLE)


def failures(**changes: Any) -> list[str]:
    return verify(PROBLEM, replace(PLAN, **changes))


def with_prices(**changes: Any) -> Plan:
    return replace(PRICED, prices=replace(PRICED.prices, **changes))


def test_a_right_plan_is_accepted():
    assert verify(PROBLEM, PLAN) == []


def test_a_plan_for_another_problem_is_refused():
    assert failures(problem_sha256="0" * 64) == ["problem_sha256: the plan was made for another problem"]


@pytest.mark.parametrize("index", [-1, 4])
def test_an_option_that_does_not_exist_is_refused(index):
    assert failures(chosen=(index,)) == [f"chosen: option {index} does not exist (4 in the problem)"]


@pytest.mark.parametrize("chosen", [(1, 2), (0, 0)])
def test_two_options_for_one_applicant_are_refused(chosen):
    assert "has 2 options" in failures(chosen=chosen)[0]


def test_one_assignment_over_capacity_is_refused():
    assert "chosen: resource 'r0' is used 2 times over a capacity of 1" in failures(chosen=(0, 1))


def test_an_opening_below_its_minimum_is_refused():
    assert "chosen: opening 'o1' has 1 applicants, its minimum is 2" in failures(chosen=(0, 3))


def test_an_opening_over_its_maximum_is_refused():
    problem = make_problem(RIVALS[:2], capacity=[2.0], maximum=[1.0])
    wide = solve(make_problem(RIVALS[:2], capacity=[2.0], maximum=[2.0]))

    found = verify(problem, replace(wide, problem_sha256=problem.sha256))

    assert "chosen: opening 'o0' has 2 applicants, its maximum is 1" in found


def test_a_wrong_objective_is_refused():
    found = failures(objective={"placed": 3.0, "value": 99.0})

    assert found[0].startswith("objective.value: 99.0 is stated, the chosen options give 12.0")


def test_missing_stages_are_refused():
    assert failures(bound={"placed": 3.0}) == ["bound: must have the stages placed, value"]


def test_a_bound_below_the_objective_is_refused():
    found = failures(bound={**PLAN.bound, "value": PLAN.objective["value"] - 1})

    assert any(failure.startswith("bound.value: ") for failure in found)


def test_a_price_bound_that_does_not_follow_is_refused():
    lowered = with_prices(bound=PRICED.prices.bound - 0.1)

    assert "prices.bound" in verify(SINGLE, lowered)[0]


def test_a_bound_tighter_than_the_prices_give_is_refused():
    loose = with_prices(resources=(9.0,), bound=10.0)
    looser = with_prices(resources=(12.0,), bound=12.0)

    assert verify(SINGLE, loose) == []
    assert verify(SINGLE, looser) == ["bound.value: 10.0 is tighter than the prices give, 12.0"]


def test_a_first_stage_tighter_than_the_prices_give_is_refused():
    free = replace(PLAN.prices, resources=(0.0,), openings=(0.0, 0.0), bound=3 * PLAN.prices.stage_weights[0] + 18)
    found = failures(proof="prices", prices=free)

    assert found == ["bound.value: 12.0 is tighter than the prices give, 18.0"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"resources": ()}, "prices.resources: has 0 entries where 1 are expected"),
        ({"resources": (-1.0,)}, "prices.resources: a price or weight is negative"),
        ({"openings": (1.0,)}, "prices.openings: opening 'o0' has no maximum, so no price"),
        ({"stage_weights": (1.0, 1.0)}, "prices.stage_weights: has 2 entries where 1 are expected"),
        ({"stage_weights": (0.0,), "bound": 7.0}, "prices.stage_weights: a weight of 0 proves nothing"),
    ],
)
def test_malformed_prices_are_refused(changes, words):
    assert verify(SINGLE, with_prices(**changes))[0].startswith(words)


def test_a_wrong_gap_is_refused():
    assert failures(gap=0.1)[0].startswith("gap: 0.1 is stated")


def test_a_wrong_status_is_refused():
    assert failures(status="feasible")[0].startswith("status: 'feasible' is stated")


def test_an_unproven_plan_may_not_call_itself_optimal():
    problem = knapsacks(100)
    plan = solve(problem, time_limit_seconds=0.1)

    assert verify(problem, plan) == []
    assert verify(problem, replace(plan, status="optimal"))[0].startswith("status: 'optimal' is stated")


def test_whole_numbers_a_unit_apart_are_not_optimal_however_small_the_gap():
    problem = make_problem([(0, 0, 1e7, [])], objective=("value",), opening_value=[1.0])
    plan = solve(problem)
    apart = replace(plan, bound={"value": 1e7 + 2}, gap=1e-7, proof="solver")

    assert verify(problem, apart)[0].startswith("status: 'optimal' is stated")
    assert verify(problem, replace(apart, status="feasible")) == []
