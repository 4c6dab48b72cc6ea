"""One form for all orders of the same problem, so that shuffled input gives the same plan.

Solvers break ties by position. A problem is therefore solved with applicants, openings and resources sorted by id
and options sorted by applicant, opening, uses and value; the plan is then told in the caller's own indexes.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from matching.problem import Floats, Mask, Offsets, Problem


@dataclass(frozen=True, eq=False)
class Canonical:
    """A sorted problem, and where each of its options, resources and openings stood in the original."""

    problem: Problem
    options: Offsets
    resources: Offsets
    openings: Offsets


def canonical(problem: Problem) -> Canonical:
    """Sort a problem; the result depends on what is in it, never on the order it was written in."""
    resources, resource_rank = _order(problem.resource_ids)
    openings, opening_rank = _order(problem.opening_ids)
    applicants, applicant_rank = _order(problem.applicant_ids)
    uses = _with_columns(problem.uses, resource_rank)
    option_applicant = applicant_rank[problem.option_applicant]
    option_opening = opening_rank[problem.option_opening]
    options = np.lexsort((problem.option_value, _fingerprints(uses), option_opening, option_applicant))
    ordered = replace(
        problem,
        resource_ids=tuple(problem.resource_ids[k] for k in resources),
        capacity=problem.capacity[resources],
        opening_ids=tuple(problem.opening_ids[k] for k in openings),
        opening_value=problem.opening_value[openings],
        minimum=problem.minimum[openings],
        maximum=problem.maximum[openings],
        applicant_ids=tuple(problem.applicant_ids[k] for k in applicants),
        weight=problem.weight[applicants],
        option_applicant=option_applicant[options].astype(np.int32),
        option_opening=option_opening[options].astype(np.int32),
        option_value=problem.option_value[options],
        **_use_columns(uses[options]),
    )
    return Canonical(ordered, options, resources, openings)


def subproblem(problem: Problem, options: Offsets, capacity: Floats | None = None) -> Problem:
    """The same problem with only some of its options and, where given, less capacity."""
    return replace(
        problem,
        capacity=problem.capacity if capacity is None else capacity,
        option_applicant=problem.option_applicant[options],
        option_opening=problem.option_opening[options],
        option_value=problem.option_value[options],
        **_use_columns(problem.uses[options]),
    )


def usable_options(problem: Problem) -> Offsets:
    """Options that some plan can contain: each fits its resources alone, and its opening can gather its minimum."""
    uses = problem.uses
    over = uses.data > problem.capacity[uses.indices] * (1 + 1e-9)
    usable = ~_any_in_row(uses, over) & (problem.maximum >= 1)[problem.option_opening]
    applicants = _distinct_applicants(problem, usable)
    can_open = (applicants >= np.ceil(problem.minimum)) & (np.ceil(problem.minimum) <= np.floor(problem.maximum))
    return np.flatnonzero(usable & can_open[problem.option_opening])


def _order(ids: tuple[str, ...]) -> tuple[Offsets, Offsets]:
    """Sorted order of the ids, and the rank of each."""
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return order, rank


def _with_columns(uses: csr_array, rank: Offsets) -> csr_array:
    moved = csr_array((uses.data.copy(), rank[uses.indices], uses.indptr), shape=uses.shape)
    moved.sort_indices()
    return moved


def _fingerprints(uses: csr_array) -> Floats:
    """One number an option, equal for equal uses; different uses share one with probability nil."""
    return np.asarray(uses @ np.random.default_rng(0).random(uses.shape[1]))


def _use_columns(uses: csr_array) -> dict[str, Any]:
    return {
        "use_start": uses.indptr.astype(np.int64),
        "use_resource": uses.indices.astype(np.int32),
        "use_amount": uses.data,
    }


def _any_in_row(uses: csr_array, marked: Mask) -> Mask:
    row = np.repeat(np.arange(uses.shape[0]), np.diff(uses.indptr))
    found = np.zeros(uses.shape[0], dtype=bool)
    found[row[marked]] = True
    return found


def _distinct_applicants(problem: Problem, among: Mask) -> Offsets:
    """Number of different applicants with an option at each opening, over the options *among*."""
    size = np.int64(max(1, len(problem.applicant_ids)))
    pairs = np.unique(problem.option_opening[among] * size + problem.option_applicant[among])
    return np.bincount(pairs // size, minlength=len(problem.opening_ids))
