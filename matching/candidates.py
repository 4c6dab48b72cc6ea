"""Admissible options: every pair that no rule refuses, scored, in each weekly pattern worth offering."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from matching.grid import Grid, Openings
from matching.input.patterns import Pattern, Timetable, offered_patterns
from matching.input.shifts import EVERY_SHIFT, mask_of
from matching.instance import Instance
from matching.problem import Floats, Indexes
from matching.rules import RULES, Refusal, refusals, refused_masks
from matching.scoring import score, total

BLOCK = 512
"""Applicants looked at together: bounds the memory, changes no result."""


@dataclass(frozen=True, eq=False)
class CandidateSet:
    """P admissible pairs in N options, for I applicants; both ordered by applicant, then opening, then pattern.

    `pair_scores` is (P, criteria), `pair_total` their weighted sum. Option n offers pair `option_pair[n]` in
    `patterns[option_pattern[n]]`. `refused[i, r]` counts the openings that rule r refuses to applicant i.
    """

    pair_applicant: Indexes
    pair_opening: Indexes
    pair_km: Floats
    pair_scores: Floats
    pair_total: Floats
    option_pair: Indexes
    option_pattern: Indexes
    patterns: tuple[Pattern, ...]
    refused: Indexes

    @cached_property
    def option_applicant(self) -> Indexes:
        """The applicant of each option, (N,)."""
        return self.pair_applicant[self.option_pair]

    @cached_property
    def option_opening(self) -> Indexes:
        """The opening of each option, (N,)."""
        return self.pair_opening[self.option_pair]

    def pairs_of(self, applicant: int) -> range:
        """Give the pairs of one applicant."""
        first, last = np.searchsorted(self.pair_applicant, [applicant, applicant + 1])
        return range(int(first), int(last))

    def options_of(self, pair: int) -> range:
        """Give the options of one pair."""
        first, last = np.searchsorted(self.option_pair, [pair, pair + 1])
        return range(int(first), int(last))

    def refused_by_rule(self) -> Mapping[str, int]:
        """Count the pairs that each rule refuses; a pair that several refuse counts with each."""
        return dict(zip((rule.code for rule in RULES), self.refused.sum(axis=0).tolist(), strict=True))


def find_candidates(instance: Instance) -> CandidateSet:
    """Look at every pair once and keep what no rule refuses."""
    book, openings = _PatternBook(), Openings(instance.openings)
    blocks = [_look(instance, openings, first, book) for first in range(0, max(1, len(instance.applicants)), BLOCK)]
    pair_scores = np.concatenate([block.scores for block in blocks])
    option_pair, option_pattern = book.options(np.concatenate([block.group for block in blocks]))
    return CandidateSet(
        pair_applicant=np.concatenate([block.applicant for block in blocks]),
        pair_opening=np.concatenate([block.opening for block in blocks]),
        pair_km=np.concatenate([block.km for block in blocks]),
        pair_scores=pair_scores,
        pair_total=total(pair_scores, instance.weights),
        option_pair=option_pair,
        option_pattern=option_pattern,
        patterns=tuple(book.patterns),
        refused=np.concatenate([block.refused for block in blocks]),
    )


def refusals_for(instance: Instance, applicant_id: str) -> Mapping[str, tuple[Refusal, ...]]:
    """Tell why each opening that is no candidate of this applicant is none, by opening id."""
    applicant = instance.applicants[instance.applicant_index[applicant_id]]
    answers = ((opening.id, refusals(applicant, opening, instance.norms)) for opening in instance.openings)
    return {opening_id: answer for opening_id, answer in answers if answer}


@dataclass(frozen=True, eq=False)
class _Block:
    """The admissible pairs of some applicants, each with its group in the pattern book."""

    applicant: Indexes
    opening: Indexes
    km: Floats
    scores: Floats
    group: Indexes
    refused: Indexes


def _look(instance: Instance, openings: Openings, first: int, book: "_PatternBook") -> _Block:
    """Ask every rule about the applicants from *first* on, and score the pairs that none refuses."""
    applicants = instance.applicants[first : first + BLOCK]
    grid = Grid(applicants, openings, instance.norms)
    refused = refused_masks(grid)
    rows, columns = (found.astype(np.int32) for found in np.nonzero(~refused.any(axis=0)))
    return _Block(
        applicant=rows + np.int32(first),
        opening=columns,
        km=grid.km[rows, columns],
        scores=score(grid, rows, columns),
        group=_groups(instance, grid, rows, columns, book),
        refused=refused.sum(axis=2, dtype=np.int32).T,
    )


def _groups(instance: Instance, grid: Grid, rows: Indexes, columns: Indexes, book: "_PatternBook") -> Indexes:
    """Find each pair's group in *book*: the same open hours, minutes and scarce shifts; (P,).

    All shifts are scarce to people with several sentences, whose attendances must not overlap.
    """
    people = instance.shared_people
    shared = np.array([applicant.person_id in people for applicant in grid.applicants], dtype=bool)
    scarce = grid.of_openings(lambda opening: mask_of(opening.scarce_shifts))[0].astype(np.int64)
    every = mask_of(EVERY_SHIFT)
    scarce_pair = np.where(shared[rows], every, scarce[columns])
    keys, which = np.unique(grid.free.which[rows, columns] * np.int64(every + 1) + scarce_pair, return_inverse=True)
    groups = [book.group(*grid.free.lists[int(key) // (every + 1)], int(key) % (every + 1)) for key in keys]
    return np.array(groups, dtype=np.int32)[which]


class _PatternBook:
    """Every pattern once, and the groups of pairs that are offered the same patterns."""

    def __init__(self) -> None:
        self.patterns: dict[Pattern, int] = {}
        self._groups: dict[tuple[Timetable, int, int], int] = {}
        self._members: list[list[int]] = []

    def group(self, timetable: Timetable, minutes: int, scarce: int) -> int:
        """Give the number of the group with these open hours, minutes owed and scarce shifts."""
        key = (timetable, minutes, scarce)
        if key not in self._groups:
            self._groups[key] = len(self._members)
            offered = offered_patterns(timetable, minutes, scarce)
            self._members.append([self.patterns.setdefault(pattern, len(self.patterns)) for pattern in offered])
        return self._groups[key]

    def options(self, group_of_pair: Indexes) -> tuple[Indexes, Indexes]:
        """Offer each pair the patterns of its group; the pair and the pattern of each option, (N,) each."""
        sizes = np.array([len(members) for members in self._members], dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        counts = sizes[group_of_pair]
        option_pair = np.repeat(np.arange(len(group_of_pair), dtype=np.int32), counts)
        within = np.arange(len(option_pair)) - np.repeat(np.cumsum(counts) - counts, counts)
        flat = np.array(list(chain.from_iterable(self._members)), dtype=np.int32)
        return option_pair, flat[np.repeat(starts[group_of_pair], counts) + within]
