"""The benchmark's problems are the same every time, and scarce."""

import numpy as np
import pytest

from matching.bench.generator import SIZES, generate
from matching.compact.writing import every_option


def test_the_same_seed_gives_the_same_problem():
    assert generate("S", 1).sha256 == generate("S", 1).sha256


def test_another_seed_gives_another_problem():
    assert generate("S", 1).sha256 != generate("S", 2).sha256


@pytest.mark.parametrize(("size", "options"), [("S", 31e3), ("M", 0.54e6)])
def test_a_size_has_about_as_many_admissible_options_as_promised(size, options):
    problem = generate(size)

    assert len(problem.applicants) == SIZES[size].applicants
    assert len(every_option(problem).value) == pytest.approx(options, rel=0.15)


def test_places_are_scarcer_than_people():
    places = generate("M").openings.places

    assert places[:, 0].sum() < 10_000
    assert (places[:, 1:].max(axis=1) <= places[:, 0]).all()


def test_values_lie_between_0_and_100_and_spread():
    values = every_option(generate("S")).value

    assert values.min() >= 0
    assert values.max() <= 100
    assert np.ptp(values) > 40
