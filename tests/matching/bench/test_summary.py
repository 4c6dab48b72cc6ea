"""Medians, ratios and the exponent."""

import pytest

from matching.bench.summary import exponent, find, lines, ratio, times_slower
from matching.bench.task import Ending
from tests.matching.bench.readings import reading


def test_medians_are_over_seeds():
    (line,) = lines([reading(seed=seed, seconds=seconds) for seed, seconds in ((1, 1.0), (2, 9.0), (3, 2.0))])

    assert line.seconds == 2.0


def test_memory_is_the_largest_of_all_seeds():
    (line,) = lines([reading(seed=1, peak_bytes=10), reading(seed=2, peak_bytes=30)])

    assert line.peak_bytes == 30


def test_a_peer_is_measured_against_the_engine_at_its_own_size():
    summary = lines([reading("S", seconds=1.0), reading("M", seconds=2.0), reading("M", "pulp-cbc", 100.0)])
    peer = find(summary, "M", "pulp-cbc")

    assert peer
    assert ratio(summary, peer) == 50.0


def test_a_run_without_seconds_has_no_ratio():
    summary = lines([reading("M"), reading("M", "pulp-cbc", None, ending=Ending.NOT_RUN)])

    assert ratio(summary, summary[1]) is None


def test_the_exponent_is_the_slope_of_the_logarithms():
    sizes = (("S", 1_000), ("M", 10_000), ("L", 40_000), ("XL", 200_000))
    summary = lines([reading(size, seconds=people**1.2 / 1e4) for size, people in sizes])

    assert exponent(summary) == pytest.approx(1.2)


def test_two_sizes_make_no_exponent():
    assert exponent(lines([reading("S"), reading("M")])) is None


def test_the_national_size_does_not_bend_the_exponent():
    sizes = [reading("S", seconds=0.1), reading("M", seconds=1.0), reading("L", seconds=4.0)]

    assert exponent(lines([*sizes, reading("N", seconds=900.0)])) == exponent(lines(sizes))


def test_only_seeds_that_both_ran_are_set_against_each_other():
    engine, peer = lines([reading(seconds=1.0), *(reading("M", "pulp-cbc", 30.0 * seed, seed=seed) for seed in (1, 2))])

    assert times_slower(peer, engine) == 30.0
