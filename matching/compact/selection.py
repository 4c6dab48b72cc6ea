"""Some of a compact problem's applicants, before the same openings."""

from dataclasses import fields, replace

import numpy as np

from matching.compact.problem import CompactProblem
from matching.problem import Offsets

MARKS = ("mark_opening", "mark")
"""The columns that have a row a mark, and not a row an applicant."""


def some_applicants(problem: CompactProblem, rows: Offsets) -> CompactProblem:
    """The same problem for the applicants *rows* alone, in that order."""
    people = problem.applicants
    counts = np.diff(people.mark_start)[rows]
    start = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    marks = np.repeat(people.mark_start[:-1][rows] - start[:-1], counts) + np.arange(start[-1])
    taken = {
        field.name: getattr(people, field.name)[marks if field.name in MARKS else rows]
        for field in fields(people)
        if field.name != "mark_start"
    }
    return replace(problem, applicants=replace(people, **taken, mark_start=start))
