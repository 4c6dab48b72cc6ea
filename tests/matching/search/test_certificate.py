"""No claim lies below what another solver reaches: raw HiGHS, with rows of its own, on problems of every kind."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.compact.checks import build_compact
from matching.compact.columns import Offers
from matching.compact.problem import CompactProblem
from matching.effort import Effort
from matching.plan import Plan
from matching.search.scale import Scale
from matching.strategy import solve, solve_at
from matching.verification import verify
from tests.matching.compact.problems import town
from tests.matching.problems import problems
from tests.matching.raw_highspy import Rows, rows_of, rows_of_compact

PRICED = Scale(exact_options=-1)
WIDENED = Scale(exact_options=-1, held_options=0, shortlist=1)
CLOSED = Scale(plain_options=0)

CLOSE = 1e-5
"""HiGHS keeps rows and whole numbers to a millionth."""


def claims_too_little(plan: Plan, rows: Rows, stages: tuple[str, ...]) -> list[str]:
    """The bounds of a plan that lie below what raw HiGHS reaches."""
    weights = dict(zip(stages, plan.prices.stage_weights, strict=True))
    first, *second = stages
    best = {"weighted": rows.best(weights), first: rows.best({first: 1.0})}
    for stage in second:
        best[stage] = rows.best({stage: 1.0}, {first: plan.objective[first] - 1e-7})
    claimed = {"weighted": plan.prices.bound, **plan.bound}
    return [name for name, most in best.items() if most and claimed[name] < most - CLOSE * max(1.0, abs(most))]


@settings(max_examples=60, deadline=None)
@given(problems(people=7, places=4), st.sampled_from([Scale(), PRICED, WIDENED, CLOSED]))
def test_no_bound_lies_below_the_optimum_of_raw_highspy(problem, scale):
    assert claims_too_little(solve_at(problem, Effort(), scale), rows_of(problem), problem.objective) == []


@settings(max_examples=60, deadline=None)
@given(problems(people=9, places=4))
def test_a_proven_plan_is_as_good_as_that_of_raw_highspy(problem):
    plan, rows = solve(problem), rows_of(problem)

    first, *second = problem.objective
    assert plan.status == "optimal"
    assert plan.objective[first] == pytest.approx(rows.best({first: 1.0}), rel=CLOSE, abs=CLOSE)
    for stage in second:
        best = rows.best({stage: 1.0}, {first: plan.objective[first] - 1e-7})
        assert plan.objective[stage] == pytest.approx(best, rel=CLOSE, abs=CLOSE)


def odd_town(seed: int) -> CompactProblem:
    """Few vacancies and many people, in which half days overlap at will and most of them run out.

    Patterns have one or two to five half days, some lists are empty, some half days and vacancies have no places, and
    some people have two sentences.
    """
    chance = np.random.default_rng(seed)
    problem = town(int(chance.integers(10, 45)), int(chance.integers(1, 6)), seed)
    people, openings = len(problem.applicants), len(problem.openings)
    half_days, count = chance.choice(14, 6, replace=False), int(chance.integers(2, 12))
    sets = [chance.choice(half_days, chance.integers(1 + seed % 2, 6), replace=False) for _ in range(count)]
    attended = np.array([(1 << one).sum() for one in sets], dtype=np.int32)
    occupied = attended | (1 << chance.integers(0, 14, count)).astype(np.int32)
    lists = [np.flatnonzero(chance.random(count) < share) for share in (0.0, 0.3, 0.6, 0.9)]
    offers = Offers(
        chance.integers(0, len(lists), (3, 2)).astype(np.int32),
        np.cumsum([0, *map(len, lists)], dtype=np.int64),
        np.concatenate(lists).astype(np.int32),
        attended,
        occupied,
    )
    places = np.zeros_like(problem.openings.places)
    places[:, 0] = chance.integers(0, 8, openings)
    places[:, 1 + half_days] = np.minimum(*chance.integers(0, 7, (2, openings, len(half_days))))
    week = chance.integers(0, 2, openings).astype(np.int32)
    schedule = chance.integers(0, 3, people).astype(np.int32)
    return build_compact(
        replace(problem.applicants, schedule=schedule, weight=chance.integers(0, 300, people) / 2),
        replace(problem.openings, week=week, places=places),
        offers,
        problem.points,
        persons=problem.persons,
    )


@pytest.mark.parametrize("scale", [Scale(), Scale(shortlist=1)])
@pytest.mark.parametrize("seed", range(12))
def test_places_that_can_be_filled_prove_nothing_below_the_optimum(seed, scale):
    problem = odd_town(seed)

    plan = solve_at(problem, Effort(gap=1e-3), scale)

    assert claims_too_little(plan, rows_of_compact(problem), problem.objective) == []
    assert verify(problem, plan) == []


def test_odd_towns_have_places_that_nobody_can_fill():
    assert sum(bool((town.fillable < town.capacity).any()) for town in map(odd_town, range(12))) >= 6
