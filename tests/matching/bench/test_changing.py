"""A changed round: as many leave as come, and nobody else is touched."""

import numpy as np

from matching.bench.changing import changed
from matching.bench.problems import compact_problem, listed_problem


def test_one_in_a_hundred_leaves_and_as_many_come():
    problem = listed_problem(compact_problem("S", 1), "S", 5)

    change = changed(problem, seed=1)

    before, after = (set(one.option_applicant.tolist()) for one in (change.before, change.after))
    everybody = set(problem.option_applicant.tolist())
    assert 1 <= len(everybody - before) <= 25
    assert 1 <= len(everybody - after) <= 25
    assert before | after == everybody


def test_the_rounds_before_and_after_are_different_problems():
    problem = listed_problem(compact_problem("XS", 1), "XS", 5)

    change = changed(problem, seed=1)

    assert len({problem.sha256, change.before.sha256, change.after.sha256}) == 3
    assert np.array_equal(change.before.capacity, change.after.capacity)
