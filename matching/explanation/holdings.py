"""Who holds which place in a plan: all that an explanation needs to know of everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.assembly import assemble
from matching.candidates import CandidateSet, find_candidates
from matching.errors import PlanError
from matching.explanation.choice import Choice
from matching.input.patterns import Pattern
from matching.instance import Instance
from matching.plan import Plan
from matching.problem import Offsets, Problem
from matching.scoring import criteria


@dataclass(frozen=True)
class Held:
    """One applicant's place, by the index of its opening, and its score."""

    opening: int
    pattern: Pattern
    total: float


Holdings = Mapping[int, Held]
"""What each placed applicant holds, by the applicant's index."""


@dataclass(frozen=True, eq=False)
class Decoded:
    """A plan read against every candidate of its round; `chosen` are the options it takes, in their order."""

    candidates: CandidateSet
    problem: Problem
    chosen: Offsets

    @property
    def holdings(self) -> Holdings:
        """Who holds what."""
        found, chosen = self.candidates, self.chosen
        pairs = found.option_pair[chosen]
        rows = zip(
            found.pair_applicant[pairs].tolist(),
            found.pair_opening[pairs].tolist(),
            found.option_pattern[chosen].tolist(),
            found.pair_total[pairs].tolist(),
            strict=True,
        )
        return {applicant: Held(opening, found.patterns[pattern], total) for applicant, opening, pattern, total in rows}

    def choice(self, instance: Instance, option: int) -> Choice:
        """Tell what one option gives."""
        pair = self.candidates.option_pair[option]
        scores = self.candidates.pair_scores[pair].tolist()
        return Choice(
            opening_id=instance.openings[self.candidates.pair_opening[pair]].id,
            pattern=self.candidates.patterns[self.candidates.option_pattern[option]],
            km=float(self.candidates.pair_km[pair]),
            scores=dict(zip(criteria(), scores, strict=True)),
            total=float(self.candidates.pair_total[pair]),
        )


def decode(instance: Instance, plan: Plan) -> Decoded:
    """Read a plan of *instance*; looks at every pair once.

    Raises:
        PlanError: The plan was made for another problem than this input gives.
    """
    candidates = find_candidates(instance)
    problem = assemble(instance, candidates)
    if plan.problem_sha256 != problem.sha256:
        raise PlanError("problem_sha256", "belongs to another problem")
    return Decoded(candidates, problem, np.array(sorted(plan.chosen), dtype=np.int64))
