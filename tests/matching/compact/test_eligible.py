"""The compiled scan finds what looking at every pair in NumPy finds."""

import numpy as np
import pytest

from matching.compact.eligible import CompactSet
from matching.compact.shortlist import shortlist
from matching.compact.writing import every_option, written_out
from matching.eligible import ListedSet, Options
from tests.matching.compact.problems import some_prices, town

PROBLEM = town()
LISTED = ListedSet(written_out(PROBLEM))
WRITTEN = every_option(PROBLEM)
KEYS = PROBLEM.keys(WRITTEN.applicant, WRITTEN.opening, WRITTEN.pattern)
PRICES, NO_PRICES = some_prices(PROBLEM), np.zeros(len(PROBLEM.openings))
WEIGHTS = np.array([3.0, 1.0])


def assert_same(found: Options, listed: Options) -> None:
    """The same options, told by key on one side and by position on the other."""
    assert found.key.tolist() == KEYS[listed.key].tolist()
    for column in ("applicant", "opening", "value", "use_start", "use_resource", "use_amount"):
        assert getattr(found, column).tolist() == getattr(listed, column).tolist()


def test_the_problem_has_options_of_every_kind():
    people = PROBLEM.applicants

    kinds = people.settled, people.restricted, people.person >= 0, np.isinf(people.reach_km)
    assert all(kind[WRITTEN.applicant].any() for kind in kinds)
    assert len(KEYS) > 500


def test_options_have_the_columns_that_were_written_out():
    assert_same(CompactSet(PROBLEM).options(KEYS), LISTED.options(np.arange(len(KEYS))))


@pytest.mark.parametrize("threads", [1, 2])
def test_the_best_of_everybody_is_the_same(threads):
    found = CompactSet(PROBLEM, threads).best(WEIGHTS, PRICES, NO_PRICES)

    np.testing.assert_allclose(found, LISTED.best(WEIGHTS, PRICES, NO_PRICES), rtol=1e-12)
    assert (found > 0).sum() > 100


@pytest.mark.parametrize("weights", [(1.0, 0.0), (0.0, 1.0), (1.0, 100.0)])
def test_the_best_is_the_same_whichever_stage_counts(weights):
    found = CompactSet(PROBLEM).best(np.array(weights), PRICES, NO_PRICES)

    np.testing.assert_allclose(found, LISTED.best(np.array(weights), PRICES, NO_PRICES), rtol=1e-12, atol=1e-9)


def test_a_price_of_an_opening_is_paid_by_all_its_options():
    openings = np.linspace(0, 200, len(PROBLEM.openings))

    found = CompactSet(PROBLEM).best(WEIGHTS, PRICES, openings)

    np.testing.assert_allclose(found, LISTED.best(WEIGHTS, PRICES, openings), rtol=1e-12)


def test_all_options_above_the_floor_are_found():
    floor = LISTED.best(WEIGHTS, PRICES, NO_PRICES) - 20

    found = CompactSet(PROBLEM).above(WEIGHTS, PRICES, NO_PRICES, floor, len(KEYS))

    assert_same(found, LISTED.above(WEIGHTS, PRICES, NO_PRICES, floor, len(KEYS)))


def test_of_the_options_above_the_floor_the_best_few_are_kept():
    floor = LISTED.best(WEIGHTS, PRICES, NO_PRICES) - 200
    rising = PRICES + 1e-3 * np.arange(len(PRICES))

    found = CompactSet(PROBLEM).above(WEIGHTS, rising, NO_PRICES, floor, 3)

    assert_same(found, LISTED.above(WEIGHTS, rising, NO_PRICES, floor, 3))


def test_a_first_shortlist_has_the_best_openings_of_everybody():
    values = {count: CompactSet(PROBLEM).nearest(count) for count in (2, len(PROBLEM.openings))}

    assert_same(values[len(PROBLEM.openings)], LISTED.nearest(len(PROBLEM.openings)))
    assert sum(values[2].value) == pytest.approx(sum(LISTED.nearest(2).value))


def test_a_shortlist_has_the_nearest_openings_of_everybody():
    listed = shortlist(PROBLEM, 1)

    pairs = dict(zip(listed.option_applicant.tolist(), listed.option_opening.tolist(), strict=True))
    near = [one for one in sorted(set(WRITTEN.applicant.tolist())) if np.isfinite(PROBLEM.applicants.reach_km[one])]
    assert [pairs[applicant] for applicant in near] == [nearest_opening(applicant) for applicant in near]


def nearest_opening(applicant: int) -> int:
    people, openings = PROBLEM.applicants, PROBLEM.openings
    admissible = np.unique(WRITTEN.opening[WRITTEN.applicant == applicant])
    north = openings.latitude[admissible] - people.latitude[applicant]
    east = (openings.longitude[admissible] - people.longitude[applicant]) * np.cos(
        np.radians(people.latitude[applicant])
    )
    return int(admissible[np.argmin(north**2 + east**2)])


def test_the_frame_is_the_problem_without_options():
    frame = CompactSet(PROBLEM).frame

    assert frame.capacity.tolist() == LISTED.frame.capacity.tolist()
    assert frame.sha256 == PROBLEM.sha256
    assert len(frame.option_applicant) == 0


@pytest.mark.parametrize(("people", "places"), [(0, 5), (5, 0), (0, 0)])
def test_nobody_and_nowhere_have_no_options(people, places):
    problem = town(people, places)

    found = CompactSet(problem)

    assert len(found.nearest(3)) == 0
    assert found.best(WEIGHTS, some_prices(problem), np.zeros(places)).tolist() == [0.0] * people
