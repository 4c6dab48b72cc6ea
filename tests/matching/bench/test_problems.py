"""The problems of the benchmark in the forms that contestants need."""

from collections.abc import Iterator

import numpy as np
import pytest

from matching.bench.problems import admissible_options, compact_problem, listed_problem
from matching.compact.writing import every_option
from matching.problem import Problem


def test_the_options_of_a_small_size_are_counted_one_by_one():
    problem = compact_problem("S", 1)

    assert admissible_options(problem) == len(every_option(problem).value)


def test_the_options_of_a_larger_size_are_estimated_well():
    problem = compact_problem("M", 1)

    assert admissible_options(problem) == pytest.approx(len(every_option(problem).value), rel=0.1)


def test_an_assignment_has_one_option_a_pair_and_one_place_each():
    problem = listed_problem(compact_problem("A", 1), "A", 50)
    pairs = np.column_stack([problem.option_applicant, problem.option_opening])

    assert len(np.unique(pairs, axis=0)) == len(pairs)
    assert (np.diff(problem.use_start) == 1).all()
    assert (problem.use_resource == problem.option_opening * 15).all()


def test_a_longer_shortlist_holds_the_shorter():
    compact = compact_problem("XS", 1)
    short, long = (set(pairs(listed_problem(compact, "XS", count))) for count in (3, 6))

    assert short < long


def pairs(problem: Problem) -> Iterator[tuple[int, int]]:
    return zip(problem.option_applicant.tolist(), problem.option_opening.tolist(), strict=True)
