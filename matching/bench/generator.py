"""Seeded national problems of five sizes, with the columns that a real round fills.

Towns of very different weight lie over Peru's extent. People owe two half days in one to four weekly patterns, hold
skills, cannot do some work, and travel so far and no farther; a vacancy has places in total and fewer in each
half day. Places are scarce on purpose: about four in five can be placed.
"""

from dataclasses import dataclass

import numpy as np

from matching.compact.checks import build_compact
from matching.compact.columns import (
    CLOSED,
    OBJECTED,
    PREFERRED,
    ApplicantColumns,
    Bits,
    Marks,
    Offers,
    OpeningColumns,
    Points,
)
from matching.compact.problem import CompactProblem
from matching.input.shifts import SHIFT_COUNT
from matching.instance import Weights
from matching.problem import Floats, Indexes, Offsets

WEIGHTS = Weights(skill=25, distance=25, urgency=20, preference=10, specific_task=10, load=5, stability=5)
"""What each criterion counts, as in an ordinary round of units without any record yet."""

SOUTH, NORTH, WEST, EAST = -18.0, -3.5, -81.0, -69.5
"""Peru's extent in degrees."""

KM_A_DEGREE = 111.2
SCHEDULES, WEEKS = 240, 120
"""Kinds of week that people can serve, and kinds of week that vacancies open."""

SKILLS, TASKS, DEMANDS = 24, 12, 8
METRES = 100_000
"""Beyond this the distance is worth nothing."""


@dataclass(frozen=True)
class Size:
    """How many of what; `capital` is the share of people and vacancies in the largest town."""

    applicants: int
    openings: int
    towns: int
    capital: float
    places: float


SIZES = {
    "XS": Size(120, 30, 2, 0.9, 0.9),
    "S": Size(1_000, 200, 3, 0.9, 0.82),
    "M": Size(10_000, 1_500, 40, 0.3, 0.9),
    "L": Size(40_000, 5_000, 60, 0.42, 0.84),
    "N": Size(90_000, 5_000, 60, 0.42, 0.84),
    "XL": Size(200_000, 25_000, 80, 0.49, 0.84),
}


def generate(size: Size | str, seed: int = 1) -> CompactProblem:
    """Make the problem of this size and seed; the same problem every time."""
    shape = SIZES[size] if isinstance(size, str) else size
    chance = np.random.default_rng([seed, shape.applicants, shape.openings])
    towns = _towns(chance, shape)
    schedules, weeks = _schedules(chance), _weeks(chance)
    openings = _openings(chance, shape, towns, weeks)
    return build_compact(_applicants(chance, shape, towns), openings, _offers(schedules, weeks), _points())


@dataclass(frozen=True)
class _Towns:
    """Where towns are, their share of everything and how far they spread in kilometres."""

    latitude: Floats
    longitude: Floats
    share: Floats
    spread_km: Floats

    def homes(self, chance: np.random.Generator, count: int) -> tuple[Floats, Floats]:
        """Positions of *count* homes or vacancies."""
        town = chance.choice(len(self.share), size=count, p=self.share)
        step = chance.normal(0, 1, (2, count)) * self.spread_km[town] / KM_A_DEGREE
        latitude = np.clip(self.latitude[town] + step[0], -90, 90)
        return latitude, self.longitude[town] + step[1] / np.cos(np.radians(latitude))


def _towns(chance: np.random.Generator, size: Size) -> _Towns:
    share = 1 / np.arange(1, size.towns + 1) ** 0.9
    share[1:] *= (1 - size.capital) / share[1:].sum()
    share[0] = size.capital
    return _Towns(
        chance.uniform(SOUTH, NORTH, size.towns),
        chance.uniform(WEST, EAST, size.towns),
        share,
        2 + 16 * np.sqrt(share),
    )


def _applicants(chance: np.random.Generator, size: Size, towns: _Towns) -> ApplicantColumns:
    count = size.applicants
    latitude, longitude = towns.homes(chance, count)
    urgency = np.round(100 * chance.beta(1, 3, count), 2)
    start, opening, mark = _marks(chance, size)
    return ApplicantColumns(
        latitude=latitude,
        longitude=longitude,
        reach_km=chance.choice([5.0, 10.0, 20.0, 30.0, 50.0], size=count, p=[0.05, 0.15, 0.3, 0.3, 0.2]),
        weight=100 + np.round(urgency * WEIGHTS.urgency / 100),
        urgency_points=urgency * (WEIGHTS.urgency / 100),
        unable=_bits(chance, count, DEMANDS, 0.15),
        held=_bits(chance, count, SKILLS, 0.12),
        held_tasks=_bits(chance, count, TASKS, 0.06),
        preferred_tasks=_bits(chance, count, TASKS, 0.1),
        objected_tasks=_bits(chance, count, TASKS, 0.05),
        schedule=chance.integers(0, SCHEDULES, count, dtype=np.int32),
        person=np.full(count, -1, dtype=np.int32),
        settled=np.zeros(count, dtype=bool),
        restricted=np.zeros(count, dtype=bool),
        mark_start=start,
        mark_opening=opening,
        mark=mark,
    )


def _openings(chance: np.random.Generator, size: Size, towns: _Towns, weeks: list[int]) -> OpeningColumns:
    count = size.openings
    latitude, longitude = towns.homes(chance, count)
    week = chance.integers(0, WEEKS, count, dtype=np.int32)
    wanted = _bits(chance, count, SKILLS, 0.08)
    return OpeningColumns(
        latitude=latitude,
        longitude=longitude,
        demands=_bits(chance, count, DEMANDS, 0.3),
        skills=wanted,
        task=chance.integers(0, TASKS, count, dtype=np.int32),
        week=week,
        places=_places(chance, size, np.array(weeks)[week]),
        duties_points=np.where(chance.random(count) < 0.5, 100.0, 0.0) * (WEIGHTS.specific_task / 100),
        load_points=np.round(100 * chance.beta(3, 1, count), 2) * (WEIGHTS.load / 100),
        record_points=np.zeros(count),
    )


def _places(chance: np.random.Generator, size: Size, open_shifts: Indexes) -> Indexes:
    """Places in total, and of each open half day at least half as many; (J, 15)."""
    mean = size.places * size.applicants / max(1, size.openings)
    total = 1 + chance.poisson(np.maximum(0.0, chance.gamma(2.0, mean / 2.0, size.openings) - 1))
    is_open = (open_shifts[:, None] >> np.arange(SHIFT_COUNT)) & 1
    share = chance.uniform(0.5, 1.0, (size.openings, SHIFT_COUNT))
    halves = np.maximum(1, np.round(total[:, None] * share)) * is_open
    return np.concatenate([total[:, None], halves], axis=1).astype(np.int32)


def _marks(chance: np.random.Generator, size: Size) -> tuple[Offsets, Indexes, Marks]:
    """Exclusions, wishes and objections of single people about single vacancies."""
    pairs = size.applicants * size.openings
    pair = np.unique(chance.integers(0, max(1, pairs), size.applicants // 8 if pairs else 0))
    start = np.searchsorted(pair // max(1, size.openings), np.arange(size.applicants + 1))
    mark = chance.choice(np.array([CLOSED, PREFERRED, OBJECTED], dtype=np.uint8), size=len(pair))
    return start.astype(np.int64), (pair % max(1, size.openings)).astype(np.int32), mark


def _bits(chance: np.random.Generator, count: int, codes: int, share: float) -> Bits:
    """One word a row, each code in it with this chance."""
    held = chance.random((count, codes)) < share
    words: Bits = np.bitwise_or.reduce(held.astype(np.uint64) << np.arange(codes, dtype=np.uint64), axis=1)
    return words


def _half_days(chance: np.random.Generator, count: int) -> int:
    """Some half days of a week as bits, two in three at the weekend."""
    chances = np.repeat([1 / 30, 1 / 6], [10, 4])
    return int((1 << chance.choice(SHIFT_COUNT, size=count, replace=False, p=chances)).sum())


def _schedules(chance: np.random.Generator) -> list[list[int]]:
    """One to four weekly patterns each, of two half days: the ten hours of a jornada."""
    counts = chance.integers(1, 5, SCHEDULES)
    return [sorted({_half_days(chance, 2) for _ in range(count)}) for count in counts]


def _weeks(chance: np.random.Generator) -> list[int]:
    return [_half_days(chance, int(chance.integers(3, 8))) for _ in range(WEEKS)]


def _offers(schedules: list[list[int]], weeks: list[int]) -> Offers:
    """In each kind of open week, the patterns of each kind of schedule that it holds."""
    attended = sorted({pattern for patterns in schedules for pattern in patterns})
    number = {pattern: index for index, pattern in enumerate(attended)}
    lists: dict[tuple[int, ...], int] = {}
    list_of = [
        [
            lists.setdefault(tuple(number[pattern] for pattern in patterns if pattern & ~week == 0), len(lists))
            for week in weeks
        ]
        for patterns in schedules
    ]
    return Offers(
        list_of=np.array(list_of, dtype=np.int32),
        start=np.cumsum([0, *map(len, lists)], dtype=np.int64),
        pattern=np.array([pattern for patterns in lists for pattern in patterns], dtype=np.int32),
        attended=np.array(attended, dtype=np.int32),
        occupied=np.array(attended, dtype=np.int32),
    )


def _points() -> Points:
    """The points of every criterion, weighed and rounded as `matching.scoring` does."""
    counts = np.arange(SKILLS + 1)
    share = np.minimum(1.0, counts[None, :] / np.maximum(1, counts[:, None]))
    share[0] = 0.5
    nearness = np.exp2(-np.arange(METRES + 1) / 1000 / 5)
    return Points(
        skill=np.round(100 * share, 2) * (WEIGHTS.skill / 100),
        full_skill=100 * (WEIGHTS.skill / 100),
        distance=np.round(100 * nearness, 2) * (WEIGHTS.distance / 100),
        preference=np.array([0.0, 50.0, 100.0]) * (WEIGHTS.preference / 100),
        stability=np.array([0.0, 100.0]) * (WEIGHTS.stability / 100),
    )
