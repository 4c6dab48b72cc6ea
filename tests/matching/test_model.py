"""The model's rules, two tests each: the rule binds, and it leaves alone what it is not about."""

from typing import Any

import pytest

from matching.effort import Effort
from matching.model import build, build_relaxation
from matching.problem import Problem
from matching.search.canonical import canonical
from matching.solve import duals, run
from matching.stages import stages_of
from tests.matching.problems import Option, make_problem
from tests.matching.test_solve import chosen_of


def optimum(problem: Problem, **options: Any) -> list[int]:
    """Options chosen for the last stage of the objective."""
    return chosen_of(run(build(problem, stages_of(problem)[-1], **options), Effort()))


def row_names(problem: Problem) -> set[str]:
    model = build(problem, stages_of(problem)[-1])
    return {row.name for row in model.program.constraints()}


def test_one_option_per_applicant_binds():
    assert optimum(make_problem([(0, 0, 3.0, []), (0, 1, 5.0, [])])) == [1]


def test_one_option_per_applicant_leaves_different_people_alone():
    assert optimum(make_problem([(0, 0, 3.0, []), (1, 1, 5.0, [])])) == [0, 1]


def test_capacity_binds():
    assert optimum(make_problem([(0, 0, 3.0, [(0, 2.0)]), (1, 1, 5.0, [(0, 2.0)])], capacity=[3.0])) == [1]


def test_capacity_leaves_alone_what_fits_to_the_last_digit():
    tenths = [(0, 0, 3.0, [(0, 0.1)]), (1, 1, 5.0, [(0, 0.2)])]

    assert optimum(make_problem(tenths, capacity=[0.3])) == [0, 1]


def test_capacity_counts_a_resource_named_twice_by_one_option():
    twice = [(0, 0, 5.0, [(0, 1.0), (0, 1.0)]), (1, 1, 3.0, [(0, 1.0)])]

    assert optimum(make_problem(twice, capacity=[2.0])) == [0]


def test_maximum_binds():
    assert optimum(make_problem([(0, 0, 3.0, []), (1, 0, 5.0, [])], maximum=[1.0])) == [1]


def test_maximum_leaves_other_openings_alone():
    assert optimum(make_problem([(0, 0, 3.0, []), (1, 1, 5.0, [])], maximum=[1.0, 1.0])) == [0, 1]


def test_minimum_binds():
    loners: list[Option] = [(0, 0, 3.0, []), (1, 0, -5.0, [])]

    assert optimum(make_problem(loners, minimum=[2.0])) == []


def test_minimum_leaves_a_closed_opening_alone():
    problem = make_problem([(0, 0, -3.0, []), (1, 0, -5.0, []), (2, 1, 1.0, [])], minimum=[2.0, 0.0])

    assert optimum(problem) == [2]


def test_a_fractional_minimum_asks_for_whole_people():
    three: list[Option] = [(person, 0, 1.0, []) for person in range(3)]

    assert optimum(make_problem(three, minimum=[2.5])) == [0, 1, 2]
    assert optimum(make_problem(three, minimum=[2.5], maximum=[2.9])) == []


def test_opening_use_charges_whoever_opens():
    assert optimum(make_problem([(0, 0, 3.0, [])], opening_value=[-4.0])) == []


def test_opening_use_charges_once_for_many():
    assert optimum(make_problem([(0, 0, 3.0, []), (1, 0, 3.0, [])], opening_value=[-4.0])) == [0, 1]


def test_opening_use_rewards_nobody_at_an_empty_opening():
    problem = make_problem([(0, 0, -6.0, [])], opening_value=[5.0])

    outcome = run(build(problem, stages_of(problem)[1]), Effort())

    assert chosen_of(outcome) == []
    assert outcome.bound == pytest.approx(0)


def test_opening_use_rewards_an_opening_with_somebody():
    assert optimum(make_problem([(0, 0, -4.0, [])], opening_value=[5.0])) == [0]


def test_floor_binds():
    problem = make_problem([(0, 0, -4.0, []), (1, 0, -1.0, [])])

    assert optimum(problem, floor=(stages_of(problem)[0], 1.0)) == [1]


def test_floor_leaves_alone_what_is_above_it():
    problem = make_problem([(0, 0, 4.0, []), (1, 0, 1.0, [])])

    assert optimum(problem, floor=(stages_of(problem)[0], 1.0)) == [0, 1]


def test_rows_are_named_after_rule_and_index():
    options = [(0, 0, 1.0, [(1, 2.0)]), (0, 0, 2.0, []), (1, 0, 3.0, [(1, 2.0)]), (2, 0, 3.0, [(1, 2.0)])]
    problem = make_problem(options, capacity=[9.0, 3.0], minimum=[2.0], maximum=[2.0])

    wanted = {"one_option_per_applicant__0", "capacity__1", "minimum__0", "maximum__0", "opening_use__0"}
    assert wanted <= row_names(problem)


def test_rows_that_cannot_bind_are_left_out():
    assert row_names(make_problem([(0, 0, 1.0, [(0, 1.0)])], capacity=[9.0])) == {"one_option_per_applicant__0"}


def test_duals_are_prices_in_the_units_of_the_problem():
    contested = make_problem([(0, 0, 10.0, [(0, 0.5)]), (1, 0, 7.0, [(0, 0.5)])], capacity=[0.5])

    found = duals(build_relaxation(contested, stages_of(contested)[1]), Effort())

    assert 14 <= found["capacity__0"] <= 20


def test_extreme_coefficients_are_scaled_and_told_in_their_own_units():
    tiny = make_problem([(0, 0, 3e-9, []), (0, 1, 5e-9, [])])
    huge = make_problem([(0, 0, 3e12, []), (0, 1, 5e12, [])])

    for problem, best in ((tiny, 5e-9), (huge, 5e12)):
        outcome = run(build(problem, stages_of(problem)[1]), Effort())

        assert outcome.bound == pytest.approx(best)
        assert chosen_of(outcome) == [1]


def test_the_canonical_form_is_the_same_for_every_order():
    options = [(0, 0, 1.0, [(0, 1.0)]), (1, 1, 2.0, [(1, 1.0), (0, 2.0)]), (1, 0, 2.0, [])]
    mirrored = [(0, 1, 2.0, []), (0, 0, 2.0, [(1, 2.0), (0, 1.0)]), (1, 1, 1.0, [(1, 1.0)])]

    one = canonical(make_problem(options, capacity=[3.0, 4.0]))
    other = canonical(
        make_problem(
            mirrored,
            capacity=[4.0, 3.0],
            resource_ids=["r1", "r0"],
            opening_ids=["o1", "o0"],
            applicant_ids=["p1", "p0"],
        )
    )

    assert one.problem.to_json() == other.problem.to_json()
    assert other.options.tolist() == [2, 0, 1]
