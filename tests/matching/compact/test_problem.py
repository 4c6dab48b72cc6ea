"""Places of a compact problem that can be filled: no more in total than the half days let in."""

from dataclasses import replace

import numpy as np
import pytest

from matching.compact.checks import build_compact
from matching.compact.columns import Offers
from matching.compact.problem import CompactProblem
from matching.compact.shortlist import shortlist
from matching.compact.writing import written_out
from matching.strategy import solve
from matching.verification import verify
from tests.matching.compact.problems import town

TOTAL, MONDAY_MORNING, MONDAY_AFTERNOON, TUESDAY_MORNING = range(4)
PAIRS = (0b011, 0b101, 0b110)
"""Any two of the first three half days."""


def opening_with(places: list[int], patterns: tuple[int, ...] = PAIRS) -> CompactProblem:
    """A town whose first opening has these places, and where everybody is offered these patterns everywhere."""
    problem = town(30, 4)
    table = np.zeros_like(problem.openings.places)
    table[0, : len(places)] = places
    bits, count = np.array(patterns, dtype=np.int32), len(patterns)
    everywhere = np.zeros_like(problem.offers.list_of)
    offers = Offers(everywhere, np.array([0, count]), np.arange(count, dtype=np.int32), bits, bits)
    openings = replace(problem.openings, places=table)
    return build_compact(problem.applicants, openings, offers, problem.points, persons=problem.persons)


@pytest.mark.parametrize(
    ("places", "fillable"),
    [([3, 1, 1, 1], 1), ([3, 2, 2, 1], 2), ([2, 2, 2, 2], 2), ([3, 9, 1, 1], 2), ([3, 0, 0, 0], 0)],
)
def test_places_in_total_are_no_more_than_half_days_let_in(places, fillable):
    problem = opening_with(places)

    assert problem.capacity[TOTAL] == places[TOTAL]
    assert problem.fillable[TOTAL] == fillable
    assert problem.fillable[MONDAY_MORNING:].tolist() == problem.capacity[MONDAY_MORNING:].tolist()


def test_one_pattern_of_a_single_half_day_leaves_every_place():
    assert opening_with([3, 1, 1, 1], patterns=(0b011, 0b100)).fillable[TOTAL] == 3


def test_where_nobody_is_offered_anything_places_stay_as_they_are():
    assert opening_with([3, 1, 1, 1], patterns=()).fillable[TOTAL] == 3


@pytest.mark.parametrize("seed", range(4))
def test_fewer_places_in_total_refuse_no_plan(seed):
    problem = town(60, 15, seed)
    stated = shortlist(problem, 15)

    tightened, plan = replace(stated, capacity=problem.fillable), solve(stated)

    assert solve(tightened).objective == pytest.approx(plan.objective)
    assert verify(tightened, replace(solve(tightened), chosen=plan.chosen)) == []


def test_the_certificate_counts_the_places_that_can_be_filled():
    problem = opening_with([3, 1, 1, 1])

    assert (written_out(problem).capacity == problem.fillable).all()
    assert verify(problem, solve(problem)) == []
    assert solve(problem).bound["placed"] < 2 * problem.applicants.weight.max()
