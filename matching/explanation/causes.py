"""The one main cause for each person without a place."""

from collections.abc import Sequence

import numpy as np

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.instance import Instance
from matching.problem import Floats, Mask
from matching.rules import RULES, refused_masks

NO_OPENINGS = "no_openings"
OUTBID = "outbid"
OTHER_SENTENCE = "other_sentence"
NOT_FINISHED = "not_finished"

DECREED = frozenset({"pinned", "excluded", "court_place", "court_programme"})
"""Rules by which somebody has already said where: the cause is sought among the places they leave."""


def main_causes(instance: Instance, applicants: Sequence[Applicant]) -> list[str]:
    """Name, for each applicant without any candidate, the rule that keeps most openings from them.

    Openings that one rule alone refuses count first, since lifting that rule would admit the person. Where a court or
    an officer has named places, only those are looked at, if there are any.
    """
    if not instance.openings:
        return [NO_OPENINGS] * len(applicants)
    refused = refused_masks(Grid(applicants, instance.openings, instance.norms))
    decreed = np.array([rule.code in DECREED for rule in RULES])
    left = ~refused[decreed].any(axis=0)
    return [_main_cause(refused[:, row], decreed, left[row]) for row in range(len(applicants))]


def _main_cause(refused: Mask, decreed: Mask, left: Mask) -> str:
    """Choose among the rules from their word on each opening, (rules, J)."""
    among = left if left.any() else np.ones_like(left)
    rules = np.ones_like(decreed) if left.any() else decreed
    alone = (refused[:, among] & (refused[:, among].sum(axis=0) == 1)).sum(axis=1) * rules
    counts: Floats = alone if alone.any() else refused[:, among].sum(axis=1) * rules
    return RULES[int(np.argmax(counts))].code
