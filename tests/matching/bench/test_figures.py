"""The figures to reach: reached, missed, or honestly not measured."""

from matching.bench.figures import LIKE_FOR_LIKE, OVER_ALL, Figure, figures
from matching.bench.summary import lines
from matching.bench.task import Ending, Reading
from tests.matching.bench.readings import reading


def figure(start: str, *readings: Reading) -> Figure:
    """The one figure whose work begins so."""
    (found,) = [one for one in figures(lines(readings)) if one.work.startswith(start)]
    return found


def test_nothing_is_reached_that_was_not_measured():
    assert {(one.measured, one.reached) for one in figures([])} == {("not measured", None)}


def test_a_gap_within_the_figure_is_reached():
    assert figure(f"{OVER_ALL}: certified gap", reading("M")).reached is True


def test_a_gap_beyond_the_figure_is_missed():
    assert figure(f"{OVER_ALL}: certified gap", reading("M", gaps={"weighted": 0.002})).reached is False


def test_the_engine_is_compared_with_the_relaxation_alone():
    found = figure(f"{OVER_ALL}: time over", reading("M", seconds=3.0), reading("M", "highspy-lp", 10.0))

    assert (found.measured, found.reached) == ("0.30", True)


def test_medium_is_told_on_the_same_options_and_over_all_apart():
    runs = [reading("M", seconds=2.0), reading("M", "engine-listed", 1.0), reading("M", "pulp-cbc", 100.0)]

    like, apart = (figure(f"{condition}: naive", *runs) for condition in (LIKE_FOR_LIKE, OVER_ALL))

    assert [(one.measured, one.reached) for one in (like, apart)] == [("100", True), ("50", False)]


def test_a_relaxation_out_of_time_measures_nothing():
    stopped = reading("M", "highspy-lp", 10.0, ending=Ending.OUT_OF_TIME)

    assert figure(f"{OVER_ALL}: time over", reading("M"), stopped).reached is None


def test_a_peer_stopped_at_its_limit_took_at_least_that_long():
    stopped = reading("M", "pulp-cbc", 600.0, ending=Ending.STOPPED)

    assert figure(f"{OVER_ALL}: naive", reading("M", seconds=2.0), stopped).measured == "300"


def test_checking_the_plan_counts_in_the_national_time():
    found = figure("N, arrays", reading("N", seconds=58.0, verify_seconds=4.0))

    assert (found.measured, found.reached) == ("62.00 s", False)


def test_a_failed_run_reaches_nothing():
    assert figure("XL, time", reading("XL", ending=Ending.FAILED)).reached is None


def test_small_problems_must_all_be_proven():
    numbers = {"ratio": 0.9, "proven": 19.0, "problems": 20.0}

    assert figure("small", reading("S", "small", figures=numbers)).reached is False
