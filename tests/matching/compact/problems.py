"""Small compact problems in which every column can matter."""

from dataclasses import replace

import numpy as np

from matching.bench.generator import Size, generate
from matching.compact.checks import build_compact
from matching.compact.columns import ALLOWED, CLOSED, OBJECTED, PREFERRED, STAYS
from matching.compact.problem import CompactProblem

MARKS = np.array(
    [CLOSED, ALLOWED | CLOSED, ALLOWED, ALLOWED | STAYS, PREFERRED, OBJECTED, PREFERRED | OBJECTED], dtype=np.uint8
)


def town(people: int = 150, places: int = 40, seed: int = 5) -> CompactProblem:
    """A generated problem in which some people serve already, some are restricted and some have two sentences."""
    problem = generate(Size(people, places, 2, 0.9, 0.9), seed)
    chance = np.random.default_rng(seed)
    applicants = problem.applicants
    named, opening = np.nonzero(chance.random((people, places)) < 0.1)
    twice = np.repeat(np.arange(people // 10, dtype=np.int32), 2)
    changed = replace(
        applicants,
        mark_start=np.searchsorted(named, np.arange(people + 1)).astype(np.int64),
        mark_opening=opening.astype(np.int32),
        mark=chance.choice(MARKS, len(named)),
        settled=chance.random(people) < 0.2,
        restricted=chance.random(people) < 0.1,
        person=np.concatenate([twice, np.full(people - len(twice), -1, dtype=np.int32)]),
        reach_km=np.where(chance.random(people) < 0.1, np.inf, applicants.reach_km),
    )
    return build_compact(changed, problem.openings, problem.offers, problem.points, persons=people // 10)


def some_prices(problem: CompactProblem, seed: int = 0) -> np.ndarray:
    """Prices of which half are nothing."""
    chance = np.random.default_rng(seed)
    return chance.gamma(0.5, 60.0, len(problem.capacity)) * (chance.random(len(problem.capacity)) < 0.5)
