"""A compact problem whose columns contradict each other is refused by name."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching.compact.checks import build_compact
from matching.compact.problem import CompactProblem, columns_of
from matching.errors import ProblemError
from tests.matching.compact.problems import town

PROBLEM = town(20, 6)
COLUMNS = [name for name, _ in columns_of(PROBLEM)]

ANY_LENGTH = ("points.full_skill", "points.distance", "offers.list_of")


def with_column(name: str, column: Any) -> CompactProblem:
    part, field = name.split(".")
    parts = {part: getattr(PROBLEM, part) for part in ("applicants", "openings", "offers", "points")}
    parts[part] = replace(parts[part], **{field: column})
    return build_compact(**parts, persons=PROBLEM.persons, objective=PROBLEM.objective)


def column(name: str) -> Any:
    return dict(columns_of(PROBLEM))[name].copy()


def refusal(name: str, changed: Any) -> str:
    with pytest.raises(ProblemError) as caught:
        with_column(name, changed)
    return str(caught.value)


def test_fitting_columns_are_accepted():
    assert with_column("applicants.weight", column("applicants.weight")).sha256 == PROBLEM.sha256


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_of_another_kind_is_refused(name):
    assert refusal(name, column(name).astype(np.complex64)).startswith(f"{name}: is complex64 where")


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_with_another_number_of_dimensions_is_refused(name):
    assert "dimensions where" in refusal(name, column(name)[None])


@pytest.mark.parametrize("name", [name for name in COLUMNS if name not in ANY_LENGTH])
def test_a_column_that_is_too_short_is_refused(name):
    with pytest.raises(ProblemError):
        with_column(name, column(name)[:-1])


@pytest.mark.parametrize("name", [name for name, numbers in columns_of(PROBLEM) if numbers.dtype == np.float64])
@pytest.mark.parametrize("number", [np.nan, -np.inf, 1e300])
def test_a_number_that_is_none_is_refused(name, number):
    changed = column(name)
    changed[(0,) * changed.ndim] = number

    assert refusal(name, changed).startswith(f"{name}: not a finite number")


def test_only_a_reach_may_be_without_limit():
    reach = column("applicants.reach_km")
    reach[0] = np.inf

    assert with_column("applicants.reach_km", reach).applicants.reach_km[0] == np.inf


@pytest.mark.parametrize("name", ["applicants.weight", "applicants.reach_km", "openings.places"])
def test_a_negative_number_is_refused(name):
    assert refusal(name, np.full_like(column(name), -1)) == f"{name}: negative"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("applicants.schedule", 240),
        ("applicants.person", 2),
        ("applicants.person", -2),
        ("applicants.mark_opening", 6),
        ("openings.week", -1),
        ("openings.task", 64),
        ("offers.list_of", 10**6),
        ("offers.pattern", 10**6),
        ("offers.attended", 1 << 14),
        ("offers.occupied", -1),
    ],
)
def test_an_index_that_points_nowhere_is_refused(name, number):
    changed = column(name)
    changed.flat[-1] = number

    assert refusal(name, changed).startswith(f"{name}: an entry lies outside")


@pytest.mark.parametrize("name", ["applicants.latitude", "openings.longitude"])
def test_a_position_off_the_globe_is_refused(name):
    assert "off the globe" in refusal(name, column(name) + 300)


@pytest.mark.parametrize("name", ["applicants.mark_start", "offers.start"])
def test_rows_that_leave_gaps_are_refused(name):
    assert refusal(name, column(name) + 1) == f"{name}: does not cover the entries in order"


def test_an_opening_marked_twice_is_refused():
    assert "must rise" in refusal("applicants.mark_opening", column("applicants.mark_opening") * 0)


def test_more_wanted_skills_than_have_points_are_refused():
    every = column("openings.skills") * 0 + np.uint64(2**40 - 1)

    assert refusal("openings.skills", every).startswith("points.skill")


@pytest.mark.parametrize(("field", "value"), [("objective", ()), ("objective", ("placed", "placed")), ("persons", 99)])
def test_a_wrong_frame_is_refused(field, value):
    with pytest.raises(ProblemError, match=field):
        build_compact(
            PROBLEM.applicants, PROBLEM.openings, PROBLEM.offers, PROBLEM.points, **{"persons": 2, field: value}
        )
