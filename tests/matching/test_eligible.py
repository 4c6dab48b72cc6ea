"""Options behind one door: what a listed problem answers about its options at any prices."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.eligible import ListedSet, working_problem
from matching.prices import net_values
from matching.problem import Floats, Problem
from matching.search.canonical import canonical
from matching.stages import combined, stages_of
from tests.matching.problems import make_problem, problems

some = settings(max_examples=60, deadline=None)


@st.composite
def priced_problems(draw: st.DrawFn) -> tuple[Problem, Floats, Floats, Floats]:
    """A problem in canonical form, stage weights, and prices of its resources and openings."""
    problem = canonical(draw(problems())).problem
    chance = np.random.default_rng(draw(st.integers(0, 99)))
    weights, y, z = (
        chance.uniform(0, 5, size) for size in (len(problem.objective), len(problem.capacity), len(problem.maximum))
    )
    return problem, weights, y, z


@some
@given(priced_problems())
def test_the_best_of_each_applicant_is_its_largest_net_value(case):
    problem, weights, y, z = case

    best = ListedSet(problem).best(weights, y, z)

    net = net_values(problem, combined(stages_of(problem), weights), y, z)
    for applicant, most in enumerate(best):
        assert most == max([0.0, *net[problem.option_applicant == applicant].tolist()])


@some
@given(priced_problems(), st.integers(1, 3))
def test_what_is_above_a_floor_is_the_best_of_each_applicant_beyond_it(case, most):
    problem, weights, y, z = case
    floor = np.linspace(-2, 2, len(problem.weight))

    found = ListedSet(problem).above(weights, y, z, floor, most)

    net = net_values(problem, combined(stages_of(problem), weights), y, z)
    for applicant, least in enumerate(floor):
        mine = np.flatnonzero((problem.option_applicant == applicant) & (net > least))
        taken = found.key[found.applicant == applicant]
        assert sorted(net[taken], reverse=True) == sorted(net[mine], reverse=True)[:most]


def test_the_nearest_openings_come_in_all_their_patterns():
    problem = make_problem([(0, 0, 1.0, []), (0, 1, 9.0, [(0, 1.0)]), (0, 1, 9.0, [(1, 1.0)])], capacity=[1.0, 1.0])

    found = ListedSet(problem).nearest(1)

    assert found.key.tolist() == [1, 2]
    assert working_problem(ListedSet(problem).frame, found).uses.toarray().tolist() == [[1.0, 0.0], [0.0, 1.0]]
