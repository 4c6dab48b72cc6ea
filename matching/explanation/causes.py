"""The one main cause for each person without a place."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.explanation.holdings import Decoded
from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.instance import Instance
from matching.problem import Floats, Mask, Offsets, Problem
from matching.rules import RULES, refused_masks

NO_OPENINGS = "no_openings"
OUTBID = "outbid"
OTHER_SENTENCE = "other_sentence"
NOT_FINISHED = "not_finished"

PERSONAL = "person/"
"""How the resources begin that are a person's own time and not a place."""
DECREED = frozenset({"pinned", "excluded", "court_place", "court_programme"})
"""Rules by which somebody has already said where: the cause is sought among the places they leave."""
REACH = "reach"
"""The rule by which a place is too far away: the cause is another one where any place is near enough."""


def causes_of(instance: Instance, decoded: Decoded, unplaced: Sequence[int]) -> Mapping[int, str]:
    """Name the one main cause of each applicant without a place, by the applicant's index."""
    has_options = np.bincount(decoded.problem.option_applicant, minlength=len(instance.applicants)) > 0
    refused = [index for index in unplaced if not has_options[index]]
    found = dict(zip(refused, main_causes(instance, [instance.applicants[i] for i in refused]), strict=True))
    lost = _lost_to(decoded.problem, decoded.chosen)
    return {index: found.get(index) or str(lost[index]) for index in unplaced}


def _lost_to(problem: Problem, chosen: Offsets) -> NDArray[np.str_]:
    """Say, for every applicant, what keeps those with admissible places from all of them; (I,).

    Where a place is left for somebody, the search was not finished; where the person's own time alone is lacking, it
    serves another sentence; else others have the places. Whoever has a place is told so too, and is not asked about.
    """
    lacking = (problem.capacity - problem.uses[chosen].sum(axis=0) < 1).astype(np.float64)
    is_place = np.array([not name.startswith(PERSONAL) for name in problem.resource_ids], dtype=np.float64)
    causes = np.full(len(problem.applicant_ids), OUTBID, dtype="U20")
    causes[problem.option_applicant[problem.uses @ (lacking * is_place) == 0]] = OTHER_SENTENCE
    causes[problem.option_applicant[problem.uses @ lacking == 0]] = NOT_FINISHED
    return causes


def main_causes(instance: Instance, applicants: Sequence[Applicant]) -> list[str]:
    """Name, for each applicant without any candidate, the rule that keeps most openings from them.

    Openings that one rule alone refuses count first, since lifting that rule would admit the person. Where a court or
    an officer has named places, only those are looked at, if there are any; and of them only those within reach, if
    any is: the many that are far away hide what keeps somebody from the few that are near.
    """
    if not instance.openings:
        return [NO_OPENINGS] * len(applicants)
    refused = refused_masks(Grid(applicants, instance.openings, instance.norms))
    codes = [rule.code for rule in RULES]
    decreed = np.isin(codes, list(DECREED))
    left = ~refused[decreed].any(axis=0)
    near = left & ~refused[codes.index(REACH)]
    left = np.where(near.any(axis=1, keepdims=True), near, left)
    return [_main_cause(refused[:, row], decreed, left[row]) for row in range(len(applicants))]


def _main_cause(refused: Mask, decreed: Mask, left: Mask) -> str:
    """Choose among the rules from their word on each opening, (rules, J)."""
    among = left if left.any() else np.ones_like(left)
    rules = np.ones_like(decreed) if left.any() else decreed
    alone = (refused[:, among] & (refused[:, among].sum(axis=0) == 1)).sum(axis=1) * rules
    counts: Floats = alone if alone.any() else refused[:, among].sum(axis=1) * rules
    return RULES[int(np.argmax(counts))].code
