"""A compact problem's birth: columns of any origin are refused by name unless they fit together."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np

from matching.compact.columns import ApplicantColumns, Offers, OpeningColumns, Points
from matching.compact.problem import OBJECTIVE, CompactProblem, columns_of
from matching.errors import ProblemError
from matching.input.shifts import SHIFT_COUNT
from matching.problem import STAGES

LARGEST = 1e9
"""No number of a column is larger, except a reach without limit, so that every sum stays exact enough."""

CODES = 64
"""A set of codes is one word."""

Faults = Iterator[tuple[str, str]]

SHAPES = {
    **{f"applicants.{field.name}": ("I",) for field in fields(ApplicantColumns)},
    **{f"openings.{field.name}": ("J",) for field in fields(OpeningColumns)},
    "applicants.mark_start": ("I + 1",),
    "applicants.mark_opening": ("marks",),
    "applicants.mark": ("marks",),
    "openings.places": ("J", 1 + SHIFT_COUNT),
    "offers.list_of": ("schedules", "weeks"),
    "offers.start": ("lists + 1",),
    "offers.pattern": ("list entries",),
    "offers.attended": ("patterns",),
    "offers.occupied": ("patterns",),
    "points.skill": ("skill counts", "skill counts"),
    "points.full_skill": (),
    "points.distance": ("metres",),
    "points.preference": (3,),
    "points.stability": (2,),
}
"""The shape of each column; a name stands for one length everywhere."""

KINDS: dict[str, type[np.generic]] = {
    **dict.fromkeys(("mark_start", "start"), np.int64),
    **dict.fromkeys(("schedule", "person", "mark_opening", "task", "week", "places"), np.int32),
    **dict.fromkeys(("list_of", "pattern", "attended", "occupied"), np.int32),
    **dict.fromkeys(("unable", "held", "held_tasks", "preferred_tasks", "objected_tasks"), np.uint64),
    **dict.fromkeys(("demands", "skills"), np.uint64),
    **dict.fromkeys(("settled", "restricted"), np.bool_),
    "mark": np.uint8,
}
"""The kind of number in a column; float64 in all others."""


def build_compact(
    applicants: ApplicantColumns,
    openings: OpeningColumns,
    offers: Offers,
    points: Points,
    *,
    persons: int = 0,
    objective: tuple[str, ...] = OBJECTIVE,
) -> CompactProblem:
    """Make a compact problem, refusing columns that contradict each other.

    Raises:
        ProblemError: `place` names the column, such as `applicants.schedule`.
    """
    problem = CompactProblem(applicants, openings, offers, points, persons, objective)
    for check in (_frame, _shapes, _numbers, _positions, _tiles, _indexes):
        for place, reason in check(problem):
            raise ProblemError(place, reason)
    return problem


def _frame(problem: CompactProblem) -> Faults:
    stages = problem.objective
    if not stages or len(set(stages)) < len(stages) or not set(stages) <= set(STAGES):
        yield "objective", "must list 'placed', 'value' or both, each once"
    if not 0 <= problem.persons <= len(problem.applicants):
        yield "persons", "must lie between 0 and the number of applicants"


def _shapes(problem: CompactProblem) -> Faults:
    """Every column has its kind of number and its shape."""
    known: dict[str | int, int] = {"I": len(problem.applicants), "J": len(problem.openings)}
    known["I + 1"] = known["I"] + 1
    for name, column in columns_of(problem):
        kind = np.dtype(KINDS.get(name.partition(".")[2], np.float64))
        if column.dtype != kind:
            yield name, f"is {column.dtype} where {kind} is expected"
        expected = SHAPES[name]
        if column.ndim != len(expected):
            yield name, f"has {column.ndim} dimensions where {len(expected)} are expected"
        for length, of_what in zip(column.shape, expected, strict=True):
            wanted = of_what if isinstance(of_what, int) else known.setdefault(of_what, length)
            if length != wanted:
                yield name, f"has the length {length} where {wanted} is expected"


def _numbers(problem: CompactProblem) -> Faults:
    """Numbers are finite and of a sensible size; only a reach may be without limit."""
    for name, column in columns_of(problem):
        if column.dtype == np.float64:
            limited = column[column != np.inf] if name == "applicants.reach_km" else column
            if not (np.abs(limited) <= LARGEST).all():
                yield name, "not a finite number of sensible size"
    for part, name in (("applicants", "weight"), ("applicants", "reach_km"), ("openings", "places")):
        if (getattr(getattr(problem, part), name) < 0).any():
            yield f"{part}.{name}", "negative"
    if not len(problem.points.distance) or not len(problem.points.skill):
        yield "points", "a table without entries"


def _positions(problem: CompactProblem) -> Faults:
    for part in ("applicants", "openings"):
        group = getattr(problem, part)
        if (np.abs(group.latitude) > 90).any() or (np.abs(group.longitude) > 180).any():
            yield f"{part}.latitude", "off the globe"


def _tiles(problem: CompactProblem) -> Faults:
    """Marks and lists follow each other without a gap; within one, openings and patterns rise."""
    applicants, offers = problem.applicants, problem.offers
    for name, start, entries in (
        ("applicants.mark_start", applicants.mark_start, applicants.mark_opening),
        ("offers.start", offers.start, offers.pattern),
    ):
        if not len(start) or start[0] != 0 or start[-1] != len(entries) or (np.diff(start) < 0).any():
            yield name, "does not cover the entries in order"
            continue
        rising = np.diff(entries.astype(np.int64)) > 0
        rising[start[1:-1][(start[1:-1] > 0) & (start[1:-1] < len(entries))] - 1] = True
        if not rising.all():
            yield name.replace("mark_start", "mark_opening").replace("start", "pattern"), "must rise within each list"


def _indexes(problem: CompactProblem) -> Faults:
    """Every index points into its list; every wanted skill count has its points."""
    applicants, openings, offers = problem.applicants, problem.openings, problem.offers
    schedules, weeks = offers.list_of.shape
    most_skills = int(np.bitwise_count(openings.skills).max(initial=0))
    ranges: tuple[tuple[str, Any, int, int], ...] = (
        ("applicants.schedule", applicants.schedule, 0, schedules),
        ("applicants.person", applicants.person, -1, problem.persons),
        ("applicants.mark_opening", applicants.mark_opening, 0, len(openings)),
        ("openings.week", openings.week, 0, weeks),
        ("openings.task", openings.task, 0, CODES),
        ("offers.list_of", offers.list_of, 0, len(offers.start) - 1),
        ("offers.pattern", offers.pattern, 0, len(offers.attended)),
        ("offers.attended", offers.attended, 0, 1 << SHIFT_COUNT),
        ("offers.occupied", offers.occupied, 0, 1 << SHIFT_COUNT),
        ("points.skill", np.array([most_skills]), 0, len(problem.points.skill)),
    )
    for name, column, first, end in ranges:
        if ((column < first) | (column >= end)).any():
            yield name, f"an entry lies outside {first} to {end - 1}"
