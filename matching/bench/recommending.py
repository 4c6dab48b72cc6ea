"""How long the instant recommendation takes at the prices of a national plan."""

import time
from collections.abc import Iterator
from datetime import date

import numpy as np

from matching.bench.generator import WEIGHTS
from matching.compact.columns import Bits
from matching.compact.problem import CompactProblem
from matching.explanation.market import Market, Tariff
from matching.input.applicant import Applicant
from matching.input.opening import Opening, OpeningShift
from matching.input.shifts import SHIFT_COUNT
from matching.instance import Instance, Norms
from matching.plan import Plan
from matching.recommend import Recommender

PEOPLE = 200
"""New people who ask; the 95th of a hundred is told."""

HOURS = ((480, 780), (840, 1140))
"""Minutes from midnight of a morning and of an afternoon."""


def recommendation_seconds(problem: CompactProblem, plan: Plan) -> float:
    """The 95th percentile of the seconds that one recommendation of ten places takes, the plan's market at hand."""
    instance = Instance(
        applicants=(),
        openings=tuple(_openings(problem)),
        weights=WEIGHTS,
        norms=Norms(weekly_hours=10),
        date=date(2025, 1, 2),
    )
    recommender = Recommender(Market(instance, Tariff.of_plan(instance, plan.prices), holdings={}))
    return float(np.percentile([_seconds(recommender, one) for one in _newcomers(problem)], 95))


def _seconds(recommender: Recommender, newcomer: Applicant) -> float:
    started = time.perf_counter()
    recommender.best_places(newcomer)
    return time.perf_counter() - started


def _openings(problem: CompactProblem) -> Iterator[Opening]:
    """The vacancies as an office knows them; ids keep their order."""
    columns = problem.openings
    for index, places in enumerate(columns.places.tolist()):
        yield Opening(
            id=f"{index:06d}",
            unit_id=f"{index:06d}",
            latitude=float(columns.latitude[index]),
            longitude=float(columns.longitude[index]),
            district="",
            task=f"task {columns.task[index]}",
            shifts=tuple(
                OpeningShift(shift, *HOURS[shift % 2], places=places[1 + shift])
                for shift in range(SHIFT_COUNT)
                if places[1 + shift]
            ),
            total_places=places[0],
            capacity_total=places[0],
            duties_are_specific=bool(columns.duties_points[index]),
            skills=_codes(columns.skills, index),
            demands=_codes(columns.demands, index),
        )


def _newcomers(problem: CompactProblem) -> Iterator[Applicant]:
    """People from all over the country, free at weekends, one in four authorised to serve on weekdays too."""
    columns = problem.applicants
    for rank, index in enumerate(np.linspace(0, len(columns) - 1, PEOPLE).astype(int).tolist()):
        yield Applicant(
            id=str(rank),
            person_id=str(rank),
            latitude=float(columns.latitude[index]),
            longitude=float(columns.longitude[index]),
            age=30,
            free_shifts=frozenset(range(SHIFT_COUNT)),
            weekday_authorised=rank % 4 == 0,
            jornadas=40,
            waiting_days=60,
            skills=_codes(columns.held, index),
            unable=_codes(columns.unable, index),
            travel_limit_km=float(columns.reach_km[index]),
        )


def _codes(words: Bits, row: int) -> frozenset[str]:
    """The codes whose bits are set in one row."""
    held = int(words[row])
    return frozenset(str(bit) for bit in range(held.bit_length()) if held >> bit & 1)
