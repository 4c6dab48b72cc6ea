"""A compact problem's nearest openings as a listed problem, for whoever cannot work options out."""

from dataclasses import replace

import numpy as np

from matching.compact.columns import Points
from matching.compact.eligible import CompactSet
from matching.compact.problem import CompactProblem
from matching.eligible import working_problem
from matching.problem import Problem


def shortlist(problem: CompactProblem, count: int, threads: int = 2) -> Problem:
    """List the options of each applicant at the *count* nearest openings that are admissible.

    Beyond the table of distances all openings count as equally near. A small gap on a shortlist proves little: it says
    nothing about the openings left out.
    """
    by_distance = CompactSet(replace(problem, points=_nearness(problem.points)), threads)
    options = CompactSet(problem, threads).options(by_distance.nearest(count).key)
    return replace(working_problem(problem.frame, options), source_sha256=None)


def _nearness(points: Points) -> Points:
    """Points by which a metre less outweighs all that an opening may be worth by itself."""
    return Points(
        skill=np.zeros_like(points.skill),
        full_skill=0.0,
        distance=np.linspace(1000.0 * len(points.distance), 1000.0, len(points.distance)),
        preference=np.zeros_like(points.preference),
        stability=np.zeros_like(points.stability),
    )
