"""One applicant against every opening: all that an explanation needs to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.explanation.choice import Choice
from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.input.patterns import Pattern, offered_patterns
from matching.input.shifts import EVERY_SHIFT, mask_of
from matching.instance import Instance
from matching.problem import Floats, Indexes, Mask
from matching.rules import refused_masks
from matching.scoring import criteria, score, total


@dataclass(frozen=True, eq=False)
class Row:
    """What rules and criteria say of one applicant at J openings; K of them are admissible.

    `shares_time` holds for a person with several sentences, whose half days are all scarce.
    """

    instance: Instance
    applicant: Applicant
    openings: Sequence[Opening]
    shares_time: bool = False

    @cached_property
    def grid(self) -> Grid:
        """The applicant against the openings, as rules and criteria ask; one row of J columns."""
        return Grid([self.applicant], self.openings, self.instance.norms)

    @cached_property
    def km(self) -> Floats:
        """Kilometres to each opening, (J,)."""
        km: Floats = self.grid.km[0]
        return km

    @cached_property
    def refused(self) -> Mask:
        """The word of every rule on every opening, (rules, J)."""
        return refused_masks(self.grid)[:, 0, :]

    @cached_property
    def admissible(self) -> Indexes:
        """Openings that no rule refuses, (K,)."""
        return np.flatnonzero(~self.refused.any(axis=0)).astype(np.int32)

    @cached_property
    def scores(self) -> Floats:
        """Scores of the admissible openings by criterion, (K, criteria)."""
        return score(self.grid, np.zeros_like(self.admissible), self.admissible)

    @cached_property
    def totals(self) -> Floats:
        """Weighted scores of the admissible openings, (K,)."""
        return total(self.scores, self.instance.weights)

    def patterns(self, opening: int) -> tuple[Pattern, ...]:
        """Weekly patterns worth offering at an opening that still has places, as the round offers them."""
        timetable, minutes = self.grid.free.lists[self.grid.free.which[0, opening]]
        scarce = EVERY_SHIFT if self.shares_time else self.openings[opening].scarce_shifts
        return offered_patterns(timetable, minutes, mask_of(scarce))

    def choice(self, rank: int, pattern: Pattern) -> Choice:
        """Tell what the admissible opening number *rank* gives in one pattern."""
        opening = int(self.admissible[rank])
        return Choice(
            opening_id=self.openings[opening].id,
            pattern=pattern,
            km=float(self.km[opening]),
            scores=dict(zip(criteria(), self.scores[rank].tolist(), strict=True)),
            total=float(self.totals[rank]),
        )
