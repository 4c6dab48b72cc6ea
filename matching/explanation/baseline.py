"""How it is done by hand: who has waited longest takes the nearest place that is still free."""

import hashlib

import numpy as np

from matching.assembly import assemble
from matching.candidates import CandidateSet, find_candidates
from matching.explanation.figures import Figures, figures_of
from matching.input.applicant import Applicant
from matching.instance import Instance
from matching.problem import Floats, Offsets, Problem


def nearest_first(instance: Instance) -> Figures:
    """Sum up what first come, nearest place would give under the same hard rules."""
    candidates = find_candidates(instance)
    return figures_of(instance, candidates, queue_options(instance, candidates, assemble(instance, candidates)))


def queue_options(instance: Instance, candidates: CandidateSet, problem: Problem) -> Offsets:
    """Choose the options that the queue would take, in the order of the options."""
    free = problem.capacity.copy()
    chosen = []
    for applicant in sorted(
        range(len(instance.applicants)), key=lambda i: turn_of(instance.applicants[i], instance.seed)
    ):
        option = _nearest_free(candidates, problem, applicant, free)
        if option is not None:
            free[_uses(problem, option)] -= 1
            chosen.append(option)
    return np.array(sorted(chosen), dtype=np.int64)


def turn_of(applicant: Applicant, seed: int) -> tuple[int, str]:
    """Longest wait first; equal waits by a lot that the seed makes public."""
    return -applicant.waiting_days, hashlib.sha256(f"{seed}/{applicant.id}".encode()).hexdigest()


def _nearest_free(candidates: CandidateSet, problem: Problem, applicant: int, free: Floats) -> int | None:
    pairs = candidates.pairs_of(applicant)
    for nearest in np.argsort(candidates.pair_km[pairs.start : pairs.stop], kind="stable"):
        for option in candidates.options_of(pairs.start + int(nearest)):
            if (free[_uses(problem, option)] >= 1).all():
                return option
    return None


def _uses(problem: Problem, option: int) -> np.ndarray:
    return problem.use_resource[problem.use_start[option] : problem.use_start[option + 1]]
