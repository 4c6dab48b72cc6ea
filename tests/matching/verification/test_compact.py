"""A compact plan is accepted when it is right, and refused for every single thing that is wrong."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching.compact.problem import CompactProblem
from matching.compact.writing import every_option, written_out
from matching.plan import Plan
from matching.problem import Problem
from matching.strategy import solve
from matching.verification import verify
from matching.verification.claims import Case
from matching.verification.compact import CompactSubject
from matching.verification.listed import ListedSubject
from tests.matching.compact.problems import some_prices, town

PROBLEM = town(100, 25)
LISTED = written_out(PROBLEM)
WRITTEN = every_option(PROBLEM)
KEYS = PROBLEM.keys(WRITTEN.applicant, WRITTEN.opening, WRITTEN.pattern)


def of_compact(plan: Plan, problem: CompactProblem, keys: np.ndarray) -> Plan:
    """The same plan with keys for positions: resources and openings stand in the same order."""
    return replace(plan, problem_sha256=problem.sha256, chosen=tuple(keys[list(plan.chosen)].tolist()))


def proven_by_prices(plan: Plan) -> Plan:
    """The same plan with no tighter bound than its prices give."""
    prices, subject = plan.prices, CompactSubject(PROBLEM)
    y, z = np.array(prices.resources), np.array(prices.openings)
    placed_weight, value_weight = prices.stage_weights
    alone = Case({"placed": 1.0, "value": 0.0}, y / placed_weight, z)
    both = Case({"placed": placed_weight, "value": value_weight}, y, z)
    first, whole = subject.price_bounds([alone, both])
    bound = {"placed": first, "value": (whole - placed_weight * plan.objective["placed"]) / value_weight}
    gap = max((bound[stage] - plan.objective[stage]) / max(1.0, bound[stage]) for stage in bound)
    return replace(plan, proof="prices", bound=bound, gap=gap, status="feasible")


PLAN = of_compact(solve(LISTED), PROBLEM, KEYS)
PRICED = proven_by_prices(PLAN)


def failures(plan: Plan = PLAN, **changes: Any) -> list[str]:
    return verify(PROBLEM, replace(plan, **changes))


def with_prices(**changes: Any) -> Plan:
    return replace(PRICED, prices=replace(PRICED.prices, **changes))


def first_key(holds: np.ndarray) -> int:
    return int(KEYS[np.flatnonzero(holds)[0]])


def test_a_right_plan_is_accepted_whoever_proved_it():
    assert verify(PROBLEM, PLAN) == []
    assert verify(PROBLEM, PRICED) == []
    assert len(PLAN.chosen) > 30


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_plan_of_the_problem_written_out_is_accepted(seed):
    problem = town(60, 15, seed)
    written = every_option(problem)
    listed = written_out(problem)
    plan = solve(listed)

    keys = problem.keys(written.applicant, written.opening, written.pattern)

    assert verify(listed, plan) == []
    assert verify(problem, of_compact(plan, problem, keys)) == []


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_price_bounds_agree_with_those_of_the_problem_written_out(seed):
    problem = town(60, 15, seed)
    listed: Problem = written_out(problem)
    z = np.linspace(0, 3, 15)
    cases = [
        Case({"placed": placed, "value": value}, some_prices(problem, seed), z)
        for placed, value in ((1.0, 0.0), (0.0, 1.0), (7.0, 2.0))
    ]

    found = CompactSubject(problem).price_bounds(cases)

    unlimited = [case._replace(openings=np.zeros(15)) for case in cases]
    assert CompactSubject(problem).price_bounds(unlimited) == pytest.approx(
        ListedSubject(listed).price_bounds(unlimited), rel=1e-12
    )
    assert all(one < other for one, other in zip(found, CompactSubject(problem).price_bounds(unlimited), strict=True))


def test_a_plan_for_another_problem_is_refused():
    assert failures(problem_sha256="0" * 64) == ["problem_sha256: the plan was made for another problem"]


@pytest.mark.parametrize("key", [-1, 10**12])
def test_an_option_that_does_not_exist_is_refused(key):
    assert failures(chosen=(key,))[0].startswith(f"chosen: option {key} does not exist")


def test_every_option_that_no_rule_admits_is_refused():
    every = np.arange(PROBLEM.keys(100, 0, 0))
    chance = np.random.default_rng(0)
    others = chance.choice(np.setdiff1d(every, KEYS), 500, replace=False).tolist()

    found = list(CompactSubject(PROBLEM).choice(sorted(others)))

    assert found[: len(others)] == [f"chosen: option {key} is not admissible" for key in sorted(others)]


def test_every_option_that_the_rules_admit_is_accepted_alone():
    assert [key for key in KEYS.tolist() if list(CompactSubject(PROBLEM).choice([key]))] == []


def test_two_options_for_one_applicant_are_refused():
    applicant = int(np.flatnonzero(np.bincount(WRITTEN.applicant) > 1)[0])
    two = tuple(KEYS[WRITTEN.applicant == applicant][:2].tolist())

    assert failures(chosen=two)[0] == f"chosen: applicant {applicant} has 2 options"


def test_too_many_in_one_opening_are_refused():
    opening = int(np.bincount(WRITTEN.opening).argmax())
    there = np.flatnonzero(WRITTEN.opening == opening)
    _, first = np.unique(WRITTEN.applicant[there], return_index=True)

    found = failures(chosen=tuple(sorted(KEYS[there[first]].tolist())))

    assert any(failure.startswith(f"chosen: resource {15 * opening} is used") for failure in found)


def test_a_person_in_two_places_at_once_is_refused():
    person = PROBLEM.applicants.person[WRITTEN.applicant]
    half_days = PROBLEM.offers.occupied[WRITTEN.pattern]
    pairs = (
        (one, other)
        for one in np.flatnonzero(person >= 0)
        for other in np.flatnonzero(person == person[one])
        if WRITTEN.applicant[one] < WRITTEN.applicant[other] and half_days[one] & half_days[other]
    )
    one, other = next(pairs)

    found = failures(chosen=(int(KEYS[one]), int(KEYS[other])))

    assert any(failure.startswith(f"chosen: person {person[one]} is in 2 places in half day") for failure in found)


@pytest.mark.parametrize("stage", ["placed", "value"])
def test_a_wrong_objective_is_refused(stage):
    found = failures(objective={**PLAN.objective, stage: PLAN.objective[stage] + 1})

    assert found[0].startswith(f"objective.{stage}: ")


def test_a_missing_choice_is_refused():
    assert failures(chosen=PLAN.chosen[1:])[0].startswith("objective.placed: ")


@pytest.mark.parametrize("stage", ["placed", "value"])
def test_a_bound_below_the_objective_is_refused(stage):
    found = failures(bound={**PLAN.bound, stage: PLAN.objective[stage] - 1})

    assert any(failure.startswith(f"bound.{stage}: ") for failure in found)


@pytest.mark.parametrize("stage", ["placed", "value"])
def test_a_bound_tighter_than_the_prices_give_is_refused(stage):
    found = failures(PRICED, bound={**PRICED.bound, stage: PRICED.bound[stage] * 0.9999})

    assert any(failure.startswith(f"bound.{stage}: ") for failure in found)


@pytest.mark.parametrize("factor", [0.0, 0.9, 2.0])
def test_other_prices_are_refused(factor):
    others = tuple((factor * np.array(PRICED.prices.resources)).tolist())

    assert verify(PROBLEM, with_prices(resources=others))[0].startswith("prices.bound: ")


def test_a_stated_price_bound_that_does_not_follow_is_refused():
    assert verify(PROBLEM, with_prices(bound=PRICED.prices.bound * 0.999))[0].startswith("prices.bound: ")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"resources": ()}, "prices.resources: has 0 entries"),
        ({"openings": ()}, "prices.openings: has 0 entries"),
        ({"resources": (-1.0,) * len(PROBLEM.capacity)}, "prices.resources: a price or weight is negative"),
        ({"resources": (float("nan"),) * len(PROBLEM.capacity)}, "prices.resources: a price or weight is negative"),
        ({"openings": (1.0,) * 25}, "prices.openings: opening 0 has no maximum, so no price"),
        ({"stage_weights": (1.0,)}, "prices.stage_weights: has 1 entries"),
    ],
)
def test_malformed_prices_are_refused(changes, words):
    assert verify(PROBLEM, with_prices(**changes))[0].startswith(words)


def test_a_weight_of_nothing_proves_nothing():
    found = verify(PROBLEM, with_prices(stage_weights=(0.0, 1.0)))

    assert "prices.stage_weights: a weight of 0 proves nothing about its stage" in found


def test_a_wrong_gap_is_refused():
    assert failures(gap=0.1)[0].startswith("gap: 0.1 is stated")


def test_a_wrong_status_is_refused():
    assert failures(PRICED, status="optimal")[0].startswith("status: 'optimal' is stated")


def test_nobody_can_be_placed_nowhere():
    empty = town(0, 0)
    written = written_out(empty)

    assert verify(empty, of_compact(solve(written), empty, np.zeros(0, dtype=np.int64))) == []
