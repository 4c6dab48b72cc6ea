"""Some applicants against some openings, as arrays: rows are applicants, columns are openings."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

import numpy as np

from matching.input.applicant import Applicant
from matching.input.geography import great_circle_km
from matching.input.opening import Opening
from matching.input.patterns import Timetable, restricted, weekly_patterns
from matching.input.shifts import SHIFT_COUNT, mask_of
from matching.instance import Norms
from matching.problem import Floats, Indexes, Mask

Kind = TypeVar("Kind", bound=Hashable)
NO_CODES: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Grid:
    """I applicants against J openings under the norms in force; every array broadcasts to (I, J)."""

    applicants: Sequence[Applicant]
    openings: Sequence[Opening]
    norms: Norms

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.applicants), len(self.openings)

    @cached_property
    def km(self) -> Floats:
        """Great-circle kilometres from each home to each opening, (I, J)."""
        return great_circle_km(
            self.of_applicants(lambda applicant: applicant.latitude),
            self.of_applicants(lambda applicant: applicant.longitude),
            self.of_openings(lambda opening: opening.latitude),
            self.of_openings(lambda opening: opening.longitude),
        )

    @cached_property
    def lawful(self) -> "SchedulePatterns":
        """Weekly patterns in the open hours, whether places are left or not."""
        return SchedulePatterns.of(self, lambda opening: opening.timetable)

    @cached_property
    def free(self) -> "SchedulePatterns":
        """Weekly patterns in the open hours that still have places."""
        return SchedulePatterns.of(self, lambda opening: opening.free_timetable)

    def of_applicants(self, number: Callable[[Applicant], float]) -> Floats:
        """Ask every applicant for a number; (I, 1)."""
        return np.array([number(applicant) for applicant in self.applicants], dtype=np.float64)[:, None]

    def of_openings(self, number: Callable[[Opening], float]) -> Floats:
        """Ask every opening for a number; (1, J)."""
        return np.array([number(opening) for opening in self.openings], dtype=np.float64)[None, :]

    def applicants_where(self, holds: Callable[[Applicant], bool]) -> Mask:
        """Mark the applicants for whom *holds*; (I, 1)."""
        return np.array([holds(applicant) for applicant in self.applicants], dtype=bool)[:, None]

    def openings_where(self, holds: Callable[[Opening], bool]) -> Mask:
        """Mark the openings for which *holds*; (1, J)."""
        return np.array([holds(opening) for opening in self.openings], dtype=bool)[None, :]

    def named(
        self, by_applicant: Callable[[Applicant], Collection[str] | None], of_opening: Callable[[Opening], str]
    ) -> Mask:
        """Mark the pairs whose applicant names the opening's code; None names nothing; (I, J)."""
        columns: dict[str, list[int]] = {}
        for column, opening in enumerate(self.openings):
            columns.setdefault(of_opening(opening), []).append(column)
        marks = np.zeros(self.shape, dtype=bool)
        for row, applicant in enumerate(self.applicants):
            for code in by_applicant(applicant) or NO_CODES:
                marks[row, columns.get(code, [])] = True
        return marks

    def in_common(
        self, of_applicant: Callable[[Applicant], Collection[str]], of_opening: Callable[[Opening], Collection[str]]
    ) -> Floats:
        """Count the codes that applicant and opening share; (I, J)."""
        wanted = [of_opening(opening) for opening in self.openings]
        place = {code: index for index, code in enumerate(sorted(set(chain.from_iterable(wanted))))}
        held = [of_applicant(applicant) for applicant in self.applicants]
        return _memberships(held, place) @ _memberships(wanted, place).T


@dataclass(frozen=True, eq=False)
class SchedulePatterns:
    """The weekly patterns of every pair; pair (i, j) has those of `lists[which[i, j]]`."""

    lists: tuple[tuple[Timetable, int], ...]
    which: Indexes

    @classmethod
    def of(cls, grid: Grid, hours: Callable[[Opening], Timetable]) -> "SchedulePatterns":
        """Group the pairs by the open hours they share and the minutes owed, so that each group is worked out once."""
        timetables = [hours(opening) for opening in grid.openings]
        classes, class_of = _numbered(timetables)
        owed, owed_of = _numbered([grid.norms.weekly_minutes(applicant) for applicant in grid.applicants])
        free = np.array([mask_of(applicant.lawful_shifts) for applicant in grid.applicants], dtype=np.int64)
        open_shifts = np.array([mask_of(open_.shift for open_ in week) for week in timetables], dtype=np.int64)
        kind = class_of[None, :].astype(np.int64) * len(owed) + owed_of[:, None]
        keys, which = np.unique((kind << SHIFT_COUNT) | (free[:, None] & open_shifts[None, :]), return_inverse=True)
        shared = [(*divmod(int(key) >> SHIFT_COUNT, len(owed)), int(key) % (1 << SHIFT_COUNT)) for key in keys]
        return cls(
            tuple((restricted(classes[week], shifts), owed[term]) for week, term, shifts in shared),
            which.reshape(grid.shape).astype(np.int32),
        )

    @property
    def exist(self) -> Mask:
        """Mark the pairs that have at least one pattern; (I, J)."""
        return np.array([bool(weekly_patterns(*key)) for key in self.lists], dtype=bool)[self.which]


def _memberships(code_sets: Sequence[Collection[str]], place: dict[str, int]) -> Floats:
    """Write sets of codes as rows of zeros and ones over the codes of *place*; others are ignored."""
    rows = np.zeros((len(code_sets), len(place)))
    for row, codes in enumerate(code_sets):
        rows[row, [place[code] for code in codes if code in place]] = 1.0
    return rows


def _numbered(values: Sequence[Kind]) -> tuple[list[Kind], Indexes]:
    """List the distinct values, and for each value its index in that list."""
    distinct = {value: index for index, value in enumerate(dict.fromkeys(values))}
    return list(distinct), np.array([distinct[value] for value in values], dtype=np.int32)
