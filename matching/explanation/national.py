"""Reading the plan of a round in columns: only the options that somebody holds are ever written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from matching.candidates import BLOCK, CandidateSet
from matching.compact.columns import ROWS_AN_OPENING
from matching.compact.compilation import Compiled, compile_instance
from matching.compact.eligible import CompactSet
from matching.compact.selection import some_applicants
from matching.compact.writing import every_option
from matching.eligible import Options
from matching.errors import PlanError
from matching.explanation.baseline import turn_of
from matching.explanation.causes import NOT_FINISHED, OTHER_SENTENCE, OUTBID, main_causes
from matching.grid import Grid, Openings
from matching.input.geography import great_circle_km
from matching.instance import Instance
from matching.plan import Plan
from matching.problem import Floats, Indexes, Mask, Offsets
from matching.rules import RULES
from matching.scoring import criteria, score, total

QUEUE_BLOCK = 512
"""So many people of the queue have their options written out at a time."""


class Given(NamedTuple):
    """K places that are given: applicant, opening and pattern by their numbers."""

    applicant: Indexes
    opening: Indexes
    pattern: Indexes


@dataclass(frozen=True, eq=False)
class Nation:
    """A round in columns."""

    instance: Instance
    compiled: Compiled

    @classmethod
    def of(cls, instance: Instance) -> "Nation":
        """Put a round into columns."""
        return cls(instance, compile_instance(instance))

    def given(self, plan: Plan) -> Given:
        """Read who was given what.

        Raises:
            PlanError: The plan was made for another problem than this input gives.
        """
        problem = self.compiled.problem
        if plan.problem_sha256 != problem.sha256:
            raise PlanError("problem_sha256", "belongs to another problem")
        pair, pattern = np.divmod(np.array(plan.chosen, dtype=np.int64), len(self.compiled.patterns))
        applicant, opening = np.divmod(pair, len(problem.openings))
        return Given(applicant.astype(np.int32), opening.astype(np.int32), pattern.astype(np.int32))

    def candidates(self, given: Given) -> CandidateSet:
        """Score the given places as candidates: pair, option and place are the same number."""
        blocks = [self._scored(given, first) for first in range(0, len(given.applicant), BLOCK)]
        scores = np.concatenate([np.zeros((0, len(criteria()))), *(scores for scores, _ in blocks)])
        return CandidateSet(
            pair_applicant=given.applicant,
            pair_opening=given.opening,
            pair_km=np.concatenate([np.zeros(0), *(km for _, km in blocks)]),
            pair_scores=scores,
            pair_total=total(scores, self.instance.weights),
            option_pair=np.arange(len(given.applicant), dtype=np.int32),
            option_pattern=given.pattern,
            patterns=self.compiled.patterns,
            refused=np.zeros((0, len(RULES)), dtype=np.int32),
        )

    def causes(self, given: Given, unplaced: Sequence[int]) -> Mapping[int, str]:
        """Name the one main cause of each applicant without a place, by the applicant's index."""
        lacking = self._left(given) < 1
        is_place = np.arange(len(lacking)) < ROWS_AN_OPENING * len(self.instance.openings)
        admissible, apart, fits = (self._fits(taken) for taken in (np.zeros_like(lacking), lacking & is_place, lacking))
        refused = [index for index in unplaced if not admissible[index]]
        found = dict(zip(refused, self._rules_against(refused), strict=True))
        lost = np.select([fits, apart], [NOT_FINISHED, OTHER_SENTENCE], OUTBID)
        return {index: found.get(index) or str(lost[index]) for index in unplaced}

    def queue(self) -> Given:
        """Give the places that the queue would take: who has waited longest goes to the nearest that is free."""
        people, free = self.instance.applicants, self.compiled.problem.capacity.copy()
        turns = sorted(range(len(people)), key=lambda index: turn_of(people[index], self.instance.seed))
        rows = [
            np.array(turns[first : first + QUEUE_BLOCK], dtype=np.int64) for first in range(0, len(turns), QUEUE_BLOCK)
        ]
        taken = [self._served(block, free) for block in rows]
        columns = np.concatenate([np.zeros((3, 0), dtype=np.int64), *taken], axis=1)
        applicant, opening, pattern = columns[:, np.argsort(columns[0])].astype(np.int32)
        return Given(applicant, opening, pattern)

    def _scored(self, given: Given, first: int) -> tuple[Floats, Floats]:
        """Scores and kilometres of some of the given places."""
        applicant, opening = (column[first : first + BLOCK].tolist() for column in (given.applicant, given.opening))
        openings, columns = np.unique(opening, return_inverse=True)
        places = Openings([self.instance.openings[index] for index in openings.tolist()])
        grid = Grid([self.instance.applicants[index] for index in applicant], places, self.instance.norms)
        rows = np.arange(len(applicant), dtype=np.int32)
        return score(grid, rows, columns.astype(np.int32)), grid.km[rows, columns]

    @cached_property
    def _options(self) -> CompactSet:
        return CompactSet(self.compiled.problem)

    def _rules_against(self, refused: Sequence[int]) -> list[str]:
        """Name the main cause of each applicant without any admissible option."""
        people = [self.instance.applicants[index] for index in refused]
        blocks = [people[first : first + BLOCK] for first in range(0, len(people), BLOCK)]
        return [cause for block in blocks for cause in main_causes(self.instance, block)]

    def _left(self, given: Given) -> Floats:
        """What the given places leave of every resource."""
        problem = self.compiled.problem
        taken = self._options.options(np.sort(problem.keys(*given)))
        return problem.capacity - np.bincount(taken.use_resource, minlength=len(problem.capacity))

    def _fits(self, taken: Mask) -> Mask:
        """Mark the applicants who have an admissible option that needs none of the *taken* resources."""
        prohibitive = 2 * max(1.0, self.compiled.problem.applicants.weight.max(initial=0.0))
        best = self._options.best(np.array([1.0, 0.0]), prohibitive * taken, np.zeros(len(self.instance.openings)))
        fits: Mask = best > 0
        return fits

    def _served(self, rows: Offsets, free: Floats) -> Offsets:
        """Serve some of the queue in their order, taking what is *free*; (3, served)."""
        problem = some_applicants(self.compiled.problem, rows)
        written, people, openings = every_option(problem), problem.applicants, problem.openings
        options = CompactSet(problem).options(problem.keys(written.applicant, written.opening, written.pattern))
        km = great_circle_km(
            people.latitude[options.applicant],
            people.longitude[options.applicant],
            openings.latitude[options.opening],
            openings.longitude[options.opening],
        )
        bounds = np.searchsorted(options.applicant, np.arange(len(rows) + 1)).tolist()
        turns = [_nearest_free(options, km, slice(*turn), free) for turn in pairwise(bounds)]
        taken = np.array([option for option in turns if option is not None], dtype=np.int64)
        return np.stack([rows[written.applicant[taken]], written.opening[taken], written.pattern[taken]])


def _nearest_free(options: Options, km: Floats, own: slice, free: Floats) -> int | None:
    """Take the nearest of one applicant's options that is free, the first of those equally near."""
    uses = options.use_start[own.start : own.stop + 1]
    if own.start == own.stop:
        return None
    left = np.minimum.reduceat(free[options.use_resource[uses[0] : uses[-1]]], uses[:-1] - uses[0])
    fits = np.flatnonzero(left >= 1)
    if not len(fits):
        return None
    option = int(own.start + fits[km[own][fits].argmin()])
    free[options.use_resource[options.use_start[option] : options.use_start[option + 1]]] -= 1
    return option
