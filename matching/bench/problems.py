"""The problems of the benchmark, in the two forms that contestants need."""

from dataclasses import dataclass, replace

import numpy as np

from matching.bench.generator import generate
from matching.compact.columns import ApplicantColumns
from matching.compact.problem import CompactProblem
from matching.compact.shortlist import shortlist
from matching.compact.writing import every_option
from matching.problem import Problem, build_problem

ASSIGNMENT = "A"
"""The size whose problem is an assignment: that of S without half days, each pair once."""

PAIRS_COUNTED = 4_000_000
"""Pairs of a person and a vacancy looked at to count the admissible options."""


@dataclass(frozen=True)
class Scale:
    """How a size is run: the length of the shortlist, and the gap that is good enough.

    L asks for half of what its figure says, since a weighted gap leaves the second stage one twenty times as wide.
    """

    nearest: int
    gap: float
    seconds: float


SCALES = {
    "XS": Scale(nearest=20, gap=0.001, seconds=20),
    "S": Scale(nearest=20, gap=0.001, seconds=60),
    ASSIGNMENT: Scale(nearest=200, gap=0.0, seconds=60),
    "M": Scale(nearest=20, gap=0.001, seconds=120),
    "L": Scale(nearest=16, gap=0.00025, seconds=40),
    "N": Scale(nearest=16, gap=0.001, seconds=60),
    "XL": Scale(nearest=10, gap=0.002, seconds=240),
}
"""In rising order. `seconds` is the engine's own time limit; from L on, the time that the figures allow."""


def compact_problem(size: str, seed: int) -> CompactProblem:
    """The generated columns of a size."""
    return generate("S" if size == ASSIGNMENT else size, seed)


def listed_problem(problem: CompactProblem, size: str, nearest: int) -> Problem:
    """The problem with its options written out, of each applicant those at the *nearest* openings."""
    listed = replace(shortlist(problem, nearest), source_sha256=f"{problem.sha256} {nearest}")
    return _as_assignment(listed) if size == ASSIGNMENT else listed


def admissible_options(problem: CompactProblem) -> int:
    """How many options are admissible in all; of a large problem estimated from the first people, to two digits."""
    people = len(problem.applicants)
    sample = min(people, PAIRS_COUNTED // len(problem.openings))
    found = len(every_option(_of_first(problem, sample)).value)
    if sample == people:
        return found
    estimate = found * people / sample
    return int(round(estimate, 1 - int(np.log10(estimate))))


def _of_first(problem: CompactProblem, people: int) -> CompactProblem:
    """The same problem of the first people only, who are no different from the others."""
    marks = int(problem.applicants.mark_start[people])
    ends = {"mark_start": people + 1, "mark_opening": marks, "mark": marks}
    columns = {name: column[: ends.get(name, people)] for name, column in vars(problem.applicants).items()}
    return replace(problem, applicants=ApplicantColumns(**columns))


def _as_assignment(problem: Problem) -> Problem:
    """Each pair once, taking one place of its opening and nothing else."""
    pair = problem.option_applicant * np.int64(len(problem.opening_ids)) + problem.option_opening
    kept = np.unique(pair, return_index=True)[1]
    return build_problem(
        objective=problem.objective,
        resource_ids=problem.resource_ids,
        capacity=problem.capacity,
        opening_ids=problem.opening_ids,
        applicant_ids=problem.applicant_ids,
        weight=problem.weight,
        option_applicant=problem.option_applicant[kept],
        option_opening=problem.option_opening[kept],
        option_value=problem.option_value[kept],
        use_start=np.arange(len(kept) + 1),
        use_resource=problem.use_resource[problem.use_start[kept]],
        use_amount=np.ones(len(kept)),
        source_sha256=f"{problem.sha256} as assignment",
    )
