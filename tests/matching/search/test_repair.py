"""Repairing a plan after a change, in problems too large for one model."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.effort import Effort
from matching.problem import Offsets, Problem
from matching.search.repair import repaired
from matching.strategy import solve
from tests.matching.factories import make_town
from tests.matching.problems import feasible_plans, problems, worth

SECONDS = 20.0


def town_after_a_change() -> tuple[Problem, Offsets, Problem]:
    """A town's problem, its plan, and the same problem after one of its fuller openings has gone."""
    instance = make_town(300, 60, seed=4)
    problem = assemble(instance, find_candidates(instance))
    chosen = np.array(solve(problem, time_limit_seconds=SECONDS).chosen)
    gone = int(np.bincount(problem.option_opening[chosen]).argmax())
    capacity = problem.capacity.copy()
    capacity[problem.resource_ids.index(f"total/{problem.opening_ids[gone]}")] = 0
    return problem, chosen, replace(problem, capacity=capacity)


def test_after_a_change_hardly_anybody_else_moves_and_little_is_given_up():
    problem, chosen, changed = town_after_a_change()
    stays = np.zeros(len(changed.option_applicant), dtype=bool)
    stays[chosen] = True
    lost = problem.uses[chosen] @ (changed.capacity == 0) > 0
    stays[chosen[lost]] = False
    start, free = solve(problem, time_limit_seconds=SECONDS), solve(changed, time_limit_seconds=SECONDS)
    weights = np.array(start.prices.stage_weights)

    best = repaired(changed, weights, stays, 3, start, Effort(time_limit_seconds=SECONDS)).best

    assert best.chosen is not None
    assert stays.sum() - stays[best.chosen].sum() <= 3
    assert best.value >= 0.99 * float(np.dot(weights, list(free.objective.values())))


@pytest.mark.parametrize("most", [0, 2, 10])
def test_no_more_are_set_free_than_may_move(most):
    problem, chosen, _ = town_after_a_change()
    stays = np.zeros(len(problem.option_applicant), dtype=bool)
    stays[chosen] = True
    start = solve(problem, time_limit_seconds=SECONDS)

    best = repaired(problem, np.array(start.prices.stage_weights), stays, most, start, Effort()).best

    assert best.chosen is not None
    assert stays.sum() - stays[best.chosen].sum() <= most


@settings(max_examples=40, deadline=None)
@given(problems(people=4), st.data())
def test_a_repaired_plan_is_feasible_and_its_bound_holds_for_every_plan_within_the_budget(problem, data):
    nothing = np.zeros(len(problem.opening_ids))
    problem = replace(problem, minimum=nothing, maximum=nothing + np.inf, opening_value=nothing)
    stays = np.zeros(len(problem.option_applicant), dtype=bool)
    known = data.draw(st.sampled_from(list(feasible_plans(problem))))
    stays[known] = True
    start, most = solve(problem, time_limit_seconds=SECONDS), data.draw(st.integers(0, len(known)))
    weights = np.array(start.prices.stage_weights)

    best = repaired(problem, weights, stays, most, start, Effort(time_limit_seconds=SECONDS)).best

    plans = {tuple(sorted(plan)): float(np.dot(weights, worth(problem, plan))) for plan in feasible_plans(problem)}
    if best.chosen is not None:
        assert plans[tuple(best.chosen.tolist())] == pytest.approx(best.value, rel=1e-6, abs=1e-6)
        assert len(known) - stays[best.chosen].sum() <= most
    for plan, value in plans.items():
        if len(known) - stays[list(plan)].sum() <= most:
            assert value <= best.bound + 1e-5 * max(1.0, abs(value))
