"""Some applicants against some openings, as arrays: rows are applicants, columns are openings."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar, cast, overload

import numpy as np

from matching.input.applicant import Applicant
from matching.input.geography import great_circle_km
from matching.input.opening import Opening
from matching.input.patterns import Timetable, restricted, weekly_patterns
from matching.input.shifts import SHIFT_COUNT, mask_of
from matching.instance import Norms
from matching.problem import Floats, Indexes, Mask, Offsets

Kind = TypeVar("Kind", bound=Hashable)
Said = TypeVar("Said")
Answer = TypeVar("Answer")
NO_CODES: frozenset[str] = frozenset()


class Weeks(NamedTuple):
    """The timetables of J openings: the distinct ones, which each has, and its half days as a bit set."""

    distinct: list[Timetable]
    which: Indexes
    shifts: Offsets


class Openings(Sequence[Opening]):
    """J openings that remember what they were asked, however many grids they stand in.

    A question is known by where it is written: a function that sees only the opening, asked again, has the same answer.
    """

    def __init__(self, openings: Sequence[Opening]) -> None:
        self._openings = openings
        self._answers: dict[Hashable, object] = {}

    def __len__(self) -> int:
        return len(self._openings)

    @overload
    def __getitem__(self, index: int) -> Opening: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Opening]: ...
    def __getitem__(self, index: int | slice) -> Opening | Sequence[Opening]:
        return self._openings[index]

    def numbers(self, number: Callable[[Opening], float]) -> Floats:
        """Ask every opening for a number; (1, J)."""
        return self._asked(number, lambda said: np.array(said, dtype=np.float64)[None, :])

    def marks(self, holds: Callable[[Opening], bool]) -> Mask:
        """Mark the openings for which *holds*; (1, J)."""
        return self._asked(holds, lambda said: np.array(said, dtype=bool)[None, :])

    def places_of(self, code: Callable[[Opening], str]) -> Mapping[str, list[int]]:
        """Where the openings of each code stand."""
        return self._asked(code, _places)

    def memberships(self, codes: Callable[[Opening], Collection[str]]) -> tuple[dict[str, int], Floats]:
        """Number the codes that the openings name, and mark who names which; (codes, J)."""
        return self._asked(codes, _memberships_of)

    def weeks(self, hours: Callable[[Opening], Timetable]) -> Weeks:
        """Group the openings by their timetable."""
        return self._asked(hours, _weeks)

    def _asked(self, question: Callable[[Opening], Said], work: Callable[[list[Said]], Answer]) -> Answer:
        """Work the answers to a plain function out once; those of one that carries more with it, each time."""
        key = (question.__module__, question.__code__)
        if question.__closure__ or question.__defaults__:
            return work([question(opening) for opening in self._openings])
        if key not in self._answers:
            self._answers[key] = work([question(opening) for opening in self._openings])
        return cast(Answer, self._answers[key])


@dataclass(frozen=True, eq=False)
class Grid:
    """I applicants against J openings under the norms in force; every array broadcasts to (I, J)."""

    applicants: Sequence[Applicant]
    openings: Sequence[Opening]
    norms: Norms

    @cached_property
    def columns(self) -> Openings:
        """The openings with what they were asked before."""
        return self.openings if isinstance(self.openings, Openings) else Openings(self.openings)

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of applicants and of openings: (I, J)."""
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
        return self.columns.numbers(number)

    def applicants_where(self, holds: Callable[[Applicant], bool]) -> Mask:
        """Mark the applicants for whom *holds*; (I, 1)."""
        return np.array([holds(applicant) for applicant in self.applicants], dtype=bool)[:, None]

    def openings_where(self, holds: Callable[[Opening], bool]) -> Mask:
        """Mark the openings for which *holds*; (1, J)."""
        return self.columns.marks(holds)

    def named(
        self, by_applicant: Callable[[Applicant], Collection[str] | None], of_opening: Callable[[Opening], str]
    ) -> Mask:
        """Mark the pairs whose applicant names the opening's code; None names nothing; (I, J)."""
        columns = self.columns.places_of(of_opening)
        marks = np.zeros(self.shape, dtype=bool)
        for row, applicant in enumerate(self.applicants):
            for code in by_applicant(applicant) or NO_CODES:
                marks[row, columns.get(code, [])] = True
        return marks

    def in_common(
        self, of_applicant: Callable[[Applicant], Collection[str]], of_opening: Callable[[Opening], Collection[str]]
    ) -> Floats:
        """Count the codes that applicant and opening share; (I, J)."""
        place, wanted = self.columns.memberships(of_opening)
        held = [of_applicant(applicant) for applicant in self.applicants]
        return _memberships(held, place) @ wanted


@dataclass(frozen=True, eq=False)
class SchedulePatterns:
    """The weekly patterns of every pair; pair (i, j) has those of `lists[which[i, j]]`."""

    lists: tuple[tuple[Timetable, int], ...]
    which: Indexes

    @classmethod
    def of(cls, grid: Grid, hours: Callable[[Opening], Timetable]) -> "SchedulePatterns":
        """Group the pairs by the open hours they share and the minutes owed, so that each group is worked out once."""
        weeks = grid.columns.weeks(hours)
        owed, owed_of = _numbered([grid.norms.weekly_minutes(applicant) for applicant in grid.applicants])
        free = np.array([mask_of(applicant.lawful_shifts) for applicant in grid.applicants], dtype=np.int64)
        kind = weeks.which[None, :].astype(np.int64) * len(owed) + owed_of[:, None]
        keys, which = np.unique((kind << SHIFT_COUNT) | (free[:, None] & weeks.shifts[None, :]), return_inverse=True)
        shared = [(*divmod(int(key) >> SHIFT_COUNT, len(owed)), int(key) % (1 << SHIFT_COUNT)) for key in keys]
        return cls(
            tuple((restricted(weeks.distinct[week], shifts), owed[term]) for week, term, shifts in shared),
            which.reshape(grid.shape).astype(np.int32),
        )

    @property
    def exist(self) -> Mask:
        """Mark the pairs that have at least one pattern; (I, J)."""
        return np.array([bool(weekly_patterns(*key)) for key in self.lists], dtype=bool)[self.which]


def _places(codes: Sequence[str]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for column, code in enumerate(codes):
        places.setdefault(code, []).append(column)
    return places


def _weeks(timetables: Sequence[Timetable]) -> Weeks:
    distinct, which = _numbered(timetables)
    shifts = np.array([mask_of(open_.shift for open_ in week) for week in distinct], dtype=np.int64)
    return Weeks(distinct, which, shifts[which] if len(which) else np.zeros(0, dtype=np.int64))


def _memberships_of(code_sets: Sequence[Collection[str]]) -> tuple[dict[str, int], Floats]:
    place = {code: index for index, code in enumerate(sorted(set(chain.from_iterable(code_sets))))}
    return place, np.ascontiguousarray(_memberships(code_sets, place).T)


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
