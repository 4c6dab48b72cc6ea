"""A round's input as a compact problem: the real rules and scores, in columns.

The options and values are exactly those of `find_candidates` and `assemble`; what differs is only that they are never
written out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.compact.checks import build_compact
from matching.compact.codes import Demand, Vocabulary, demands_of, unmet
from matching.compact.columns import ROWS_AN_OPENING, ApplicantColumns, OpeningColumns, Points
from matching.compact.marks import marks_of
from matching.compact.problem import CompactProblem
from matching.compact.weeks import Weeks, weeks_of
from matching.grid import Grid
from matching.input.opening import Opening
from matching.input.patterns import Pattern
from matching.input.shifts import SHIFT_COUNT
from matching.instance import Instance
from matching.problem import Floats, Indexes
from matching.scoring import (
    DECIMALS,
    HALVING_KM,
    load_score,
    placed_weight,
    specific_task_score,
    unit_record_score,
    urgency,
)

METRES = 90_000
"""Far beyond where a score of distance rounds to nothing."""

COMPILED_RULES = frozenset(
    {"registration", "purpose", "free_of_charge", "schedule", "deadline", "pinned", "excluded", "court_place"}
    | {"court_programme", "reserved", "education", "abilities", "age", "reach", "places"}
)
"""The rules that stand in the columns; one more needs a column first."""


@dataclass(frozen=True, eq=False)
class Compiled:
    """A round in columns; applicants and openings stand in the instance's order, `patterns` in that of the keys."""

    problem: CompactProblem
    patterns: tuple[Pattern, ...]


def compile_instance(instance: Instance) -> Compiled:
    """Put a round into columns.

    Raises:
        ProblemError: The openings use more codes of one kind than a word has bits; only a listed problem holds them.
    """
    weeks = weeks_of(instance)
    problem = build_compact(
        _applicants(instance, weeks),
        _openings(instance, weeks),
        weeks.offers,
        _points(instance),
        persons=len(instance.shared_people),
    )
    return Compiled(problem, weeks.patterns)


def resources_in_columns(instance: Instance) -> int:
    """Number of resources that the round has in columns: more than when it is written out."""
    return ROWS_AN_OPENING * len(instance.openings) + SHIFT_COUNT * len(instance.shared_people)


def _skills(instance: Instance) -> Vocabulary[str]:
    return Vocabulary("openings.skills", (skill for opening in instance.openings for skill in sorted(opening.skills)))


def _tasks(instance: Instance) -> Vocabulary[str]:
    return Vocabulary("openings.task", (opening.task for opening in instance.openings))


def _demands(instance: Instance) -> Vocabulary[Demand]:
    return Vocabulary("openings.demands", (demand for demands in demands_of(instance) for demand in demands))


def _applicants(instance: Instance, weeks: Weeks) -> ApplicantColumns:
    people, norms, marks = instance.applicants, instance.norms, marks_of(instance)
    demands, skills, tasks = _demands(instance), _skills(instance), _tasks(instance)
    share = instance.weights.urgency / 100
    return ApplicantColumns(
        latitude=_floats([one.latitude for one in people]),
        longitude=_floats([one.longitude for one in people]),
        reach_km=_floats([norms.reach_km(one) for one in people]),
        weight=_floats([placed_weight(one, instance.weights) for one in people]),
        urgency_points=_floats([urgency(one) for one in people]).round(DECIMALS) * share,
        unable=demands.words([unmet(one, demands.bit_of) for one in people]),
        held=skills.words([one.held for one in people]),
        held_tasks=tasks.words([one.held for one in people]),
        preferred_tasks=tasks.words([one.preferred_tasks for one in people]),
        objected_tasks=tasks.words([one.objected_tasks for one in people]),
        schedule=weeks.schedule,
        person=_persons(instance),
        settled=np.array([one.current_opening_id is not None for one in people], dtype=bool),
        restricted=marks.restricted,
        mark_start=marks.start,
        mark_opening=marks.opening,
        mark=marks.mark,
    )


def _persons(instance: Instance) -> Indexes:
    """Number the people with several sentences; -1 for the others."""
    number = {person: index for index, person in enumerate(sorted(instance.shared_people))}
    return np.array([number.get(one.person_id, -1) for one in instance.applicants], dtype=np.int32)


def _openings(instance: Instance, weeks: Weeks) -> OpeningColumns:
    openings, weights = instance.openings, instance.weights
    grid, tasks = Grid((), openings, instance.norms), _tasks(instance)
    return OpeningColumns(
        latitude=_floats([opening.latitude for opening in openings]),
        longitude=_floats([opening.longitude for opening in openings]),
        demands=_demands(instance).words(demands_of(instance)),
        skills=_skills(instance).words([opening.skills for opening in openings]),
        task=np.array([tasks.bit_of[opening.task] for opening in openings], dtype=np.int32),
        week=weeks.week,
        places=_places(openings),
        duties_points=specific_task_score(grid)[0].round(DECIMALS) * (weights.specific_task / 100),
        load_points=load_score(grid)[0].round(DECIMALS) * (weights.load / 100),
        record_points=unit_record_score(grid)[0].round(DECIMALS) * (weights.unit_record / 100),
    )


def _places(openings: Sequence[Opening]) -> Indexes:
    """Free places in total, then of each half day; (J, 15)."""
    places = np.zeros((len(openings), 1 + SHIFT_COUNT), dtype=np.int32)
    for row, opening in enumerate(openings):
        places[row, 0] = opening.total_places
        for shift in opening.shifts:
            places[row, 1 + shift.shift] = shift.places
    return places


def _points(instance: Instance) -> Points:
    """The tables of every criterion, rounded before they are weighed as `matching.scoring` does."""
    weights = instance.weights
    counts = np.arange(1 + max((len(opening.skills) for opening in instance.openings), default=0))
    share = np.minimum(1.0, counts[None, :] / np.maximum(1, counts[:, None]))
    share[0] = 0.5
    nearness = np.exp2(-(np.arange(METRES + 1) / 1000) / HALVING_KM)
    return Points(
        skill=(100 * share).round(DECIMALS) * (weights.skill / 100),
        full_skill=100.0 * (weights.skill / 100),
        distance=(100 * nearness).round(DECIMALS) * (weights.distance / 100),
        preference=np.array([0.0, 50.0, 100.0]) * (weights.preference / 100),
        stability=np.array([0.0, 100.0]) * (weights.stability / 100),
    )


def _floats(numbers: Sequence[float]) -> Floats:
    return np.array(numbers, dtype=np.float64)
