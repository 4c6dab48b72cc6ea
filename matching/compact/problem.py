"""The compact placement problem: options are not listed but follow from columns by rule.

An applicant may go to an opening that no mark closes, that demands nothing the applicant is unable to do, within
reach, in every weekly pattern that the two weeks have in common. What that is worth is the sum of the points of eight
criteria, rounded to hundredths. Mathematics: MODEL.md, "Compact problems".
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from matching.compact.columns import ROWS_AN_OPENING, ApplicantColumns, Offers, OpeningColumns, Points
from matching.input.shifts import SHIFT_COUNT
from matching.problem import Floats, Mask, Problem, build_problem

OBJECTIVE = ("placed", "value")


@dataclass(frozen=True, eq=False)
class CompactProblem:
    """A validated compact problem with I applicants, J openings, P weekly patterns and some people of many sentences.

    Option (i, j, p) has the key (i·J + j)·P + p. Resource 15·j is the opening's places in total, 15·j + 1 + s those of
    half day s, taken where they are fewer than in total (else they cannot run out); resource 15·J + 14·q + s is half
    day s of person q, who has several sentences. Build it with `matching.compact.checks.build_compact`.
    """

    applicants: ApplicantColumns
    openings: OpeningColumns
    offers: Offers
    points: Points
    persons: int = 0
    objective: tuple[str, ...] = OBJECTIVE

    @cached_property
    def sha256(self) -> str:
        """Digest of every column: its name, kind, shape and numbers."""
        digest = hashlib.sha256(f"{self.objective} {self.persons}".encode())
        for name, column in columns_of(self):
            digest.update(f" {name} {column.dtype.str} {column.shape} ".encode())
            digest.update(np.ascontiguousarray(column).data)
        return digest.hexdigest()

    @cached_property
    def capacity(self) -> Floats:
        """Capacity of every resource, in their order."""
        places = self.openings.places.astype(np.float64).ravel()
        return np.concatenate([places, np.ones(self.persons * SHIFT_COUNT)])

    @cached_property
    def fillable(self) -> Floats:
        """The same, with no more places in total than the half days let in.

        That refuses no plan, and makes the relaxation far tighter: with one place in each of three half days, of which
        everybody takes two, it would seat one person and a half.
        """
        fillable, own = self.capacity.copy(), slice(0, self.openings.places.size, ROWS_AN_OPENING)
        fillable[own] = np.minimum(fillable[own], self._let_in)
        return fillable

    @cached_property
    def _let_in(self) -> Floats:
        """How many people the half days of each opening let in, if all take as few as any pattern there, (J,)."""
        places, offers, none = self.openings.places, self.offers, SHIFT_COUNT + 1
        counts = np.append(np.bitwise_count(offers.attended[offers.pattern]), none)
        of_list = np.minimum.reduceat(counts, offers.start[:-1]) if len(offers.start) > 1 else counts
        of_list = np.where(np.diff(offers.start) > 0, of_list, none)
        fewest = of_list[offers.list_of].min(axis=0, initial=none)[self.openings.week]
        half_days = np.minimum(places[:, 1:], places[:, :1]).sum(axis=1)
        return np.where((fewest > 0) & (fewest < none), half_days // np.maximum(1, fewest), np.inf)

    @cached_property
    def scarce(self) -> Mask:
        """Half days with fewer places than their opening in total, (J, 14)."""
        places = self.openings.places
        scarce: Mask = places[:, 1:] < places[:, :1]
        return scarce

    @cached_property
    def frame(self) -> Problem:
        """The problem without any option; ids are positions."""
        counts = len(self.capacity), len(self.openings), len(self.applicants)
        resources, openings, applicants = (tuple(map(str, range(count))) for count in counts)
        return build_problem(
            objective=self.objective,
            resource_ids=resources,
            capacity=self.capacity,
            opening_ids=openings,
            applicant_ids=applicants,
            weight=self.applicants.weight,
            option_applicant=[],
            option_opening=[],
            option_value=[],
            use_start=[0],
            use_resource=[],
            use_amount=[],
            source_sha256=self.sha256,
        )

    def keys(self, applicant: Any, opening: Any, pattern: Any) -> Any:
        """The key of each option (applicant, opening, pattern)."""
        pair = np.asarray(applicant, dtype=np.int64) * len(self.openings) + opening
        return pair * len(self.offers.attended) + pattern


def columns_of(problem: CompactProblem) -> Iterator[tuple[str, Any]]:
    """Every column with its name, such as `applicants.latitude`."""
    for part in ("applicants", "openings", "offers", "points"):
        group = getattr(problem, part)
        for field in fields(group):
            yield f"{part}.{field.name}", np.asarray(getattr(group, field.name))
