"""A document in pieces: the bytes of the whole, and never more than a block of options in memory."""

import hashlib
import json
import tracemalloc
from typing import Any

import numpy as np
import pytest

from matching.effort import Effort
from matching.pieces import BLOCK, pieces
from matching.problem import Problem, build_problem
from matching.search.construction import construct
from matching.stages import stages_of

SAME = 1.5
"""Three times the options may take so many times the memory."""


def long_problem(options: int) -> Problem:
    """A hundred people who want the same ten openings, over and over."""
    places = np.arange(options) % 10
    return build_problem(
        objective=["value"],
        resource_ids=[str(place) for place in range(10)],
        capacity=np.full(10, 3.0),
        opening_ids=[str(place) for place in range(10)],
        applicant_ids=[str(person) for person in range(100)],
        option_applicant=np.arange(options) * 100 // options,
        option_opening=places,
        option_value=np.linspace(1.0, 2.0, options),
        use_start=np.arange(options + 1),
        use_resource=places,
        use_amount=np.ones(options),
    )


def peak_bytes(work: Any) -> int:
    """The most memory that some work takes beside what is there."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("options", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_the_pieces_are_the_bytes_of_the_document_written_at_once(options):
    applicant, start = np.arange(options), np.concatenate([[0], np.cumsum(np.arange(options) % 3)])
    resource, amount = np.arange(start[-1]), np.arange(start[-1]) / 2

    written = b"".join(pieces({"format": "x"}, {"applicant": applicant}, start, resource, amount))

    uses = [[[k, k / 2] for k in range(start[n], start[n + 1])] for n in range(options)]
    whole = {"format": "x", "options": {"applicant": applicant.tolist(), "uses": uses}}
    assert written == json.dumps(whole, separators=(",", ":"), default=int).encode()


def test_a_problem_built_in_memory_has_the_digest_of_its_document():
    problem = long_problem(BLOCK + 3)

    assert problem.sha256 == hashlib.sha256(problem.to_json()).hexdigest()


def test_the_memory_of_a_digest_does_not_grow_with_the_options():
    some, many = long_problem(BLOCK), long_problem(3 * BLOCK)

    assert peak_bytes(lambda: many.sha256) < SAME * peak_bytes(lambda: some.sha256)


def test_a_greedy_plan_takes_options_block_by_block():
    problem = long_problem(4 * BLOCK)
    stage, net = stages_of(problem)[0], problem.option_value
    matrix = problem.uses.data.nbytes + problem.uses.indices.nbytes

    taken = peak_bytes(lambda: construct(problem, stage, net, Effort(time_limit_seconds=0.0)))

    assert taken < 4 * (matrix + net.nbytes)
