"""The hard rules: each one named function with its norm, and the same said for whole grids."""

import numpy as np

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.instance import Norms
from matching.problem import Mask
from matching.rules import common, community_service, deadlines
from matching.rules.refusal import Change, Refusal, Rule

RULES: tuple[Rule, ...] = (
    *community_service.table_of_contents(),
    *deadlines.table_of_contents(),
    *common.table_of_contents(),
)


def refusals(applicant: Applicant, opening: Opening, norms: Norms) -> tuple[Refusal, ...]:
    """Tell every rule that refuses this pair, in the order of `RULES`; none means that the pair is admissible."""
    answers = (rule.check(applicant, opening, norms) for rule in RULES)
    return tuple(answer for answer in answers if answer is not None)


def refused_masks(grid: Grid) -> Mask:
    """Ask every rule about every pair of *grid*; (rules, I, J)."""
    return np.stack([np.broadcast_to(rule.refuses(grid), grid.shape) for rule in RULES])


__all__ = ["RULES", "Change", "Refusal", "Rule", "refusals", "refused_masks"]
