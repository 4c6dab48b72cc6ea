"""The figures by which plans are compared, whoever made them."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from matching.candidates import CandidateSet
from matching.instance import Instance
from matching.problem import Offsets


@dataclass(frozen=True)
class Figures:
    """What a plan amounts to; a person with two sentences counts twice, and None stands where nobody is placed.

    `skill_fit` is the share of the placed whose place asks for something they can do, `specific_tasks` the share whose
    duties are stated; `highest_load` the fullest vacancy, people there before included, over its capacity.
    """

    persons: int
    placed: int
    median_km: float | None
    skill_fit: float | None
    specific_tasks: float | None
    mean_score: float | None
    openings_used: int
    highest_load: float | None


def figures_of(instance: Instance, candidates: CandidateSet, chosen: Offsets) -> Figures:
    """Sum up the plan that takes the options *chosen*."""
    pairs = candidates.option_pair[chosen]
    placed = [
        (instance.applicants[applicant], instance.openings[opening])
        for applicant, opening in zip(candidates.pair_applicant[pairs], candidates.pair_opening[pairs], strict=True)
    ]
    fits = [bool(applicant.held & (opening.skills | {opening.task})) for applicant, opening in placed]
    taken = Counter(opening for _, opening in placed)
    loads = [(opening.load + count) / max(1, opening.capacity_total) for opening, count in taken.items()]
    return Figures(
        persons=len(instance.applicants),
        placed=len(placed),
        median_km=_rounded(np.median(candidates.pair_km[pairs])) if placed else None,
        skill_fit=_rounded(np.mean(fits)) if placed else None,
        specific_tasks=_rounded(np.mean([opening.duties_are_specific for _, opening in placed])) if placed else None,
        mean_score=_rounded(np.mean(candidates.pair_total[pairs])) if placed else None,
        openings_used=len(taken),
        highest_load=_rounded(max(loads)) if placed else None,
    )


def _rounded(number: float | np.floating) -> float:
    return round(float(number), 3)
