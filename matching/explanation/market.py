"""What a plan leaves free, who holds the rest and at which price.

Everything is told by place: of each opening, column 0 is the vacancy as a whole and column 1 + s its half day s.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.assembly import PlaceRows, occupied_shifts, place_rows
from matching.errors import PlanError
from matching.explanation.choice import Price
from matching.explanation.holdings import Held, Holdings
from matching.input.patterns import Pattern
from matching.input.shifts import SHIFT_COUNT
from matching.instance import Instance
from matching.plan import PlanPrices
from matching.problem import Floats, Indexes
from matching.scoring import PLACED_WEIGHT, placed_weight

COLUMNS = 1 + SHIFT_COUNT
WHOLE = 0
"""Column of the vacancy as a whole."""


@dataclass(frozen=True, eq=False)
class Tariff:
    """Prices of one plan, in units of the stages' weighted sum.

    `places` (J, columns) of the openings; `people` (I, shifts) of the half days of people with several sentences.
    """

    placed_weight: float
    value_weight: float
    places: Floats
    people: Floats

    def told(self, paid: float) -> Price:
        """Tell a price in people and in points."""
        return Price(
            persons=round(paid / (self.placed_weight * PLACED_WEIGHT), 3) if self.placed_weight else 0.0,
            points=round(paid / self.value_weight, 2) if self.value_weight else 0.0,
        )

    @classmethod
    def of_plan(cls, instance: Instance, prices: PlanPrices) -> "Tariff":
        """Read the prices of a plan of *instance*, whether its problem was written out or compact.

        Raises:
            PlanError: There are not as many prices as this input has places.
        """
        paid, rows = np.array([*prices.resources, 0.0]), place_rows(instance)
        openings = len(instance.openings)
        if len(prices.stage_weights) != 2:
            raise PlanError("prices.stage_weights", "belongs to another problem")
        if len(prices.resources) == len(rows.ids):
            places, people = np.column_stack([paid[rows.total], paid[rows.places]]), paid[rows.people]
        elif len(prices.resources) == openings * COLUMNS + len(instance.shared_people) * SHIFT_COUNT:
            places, people = paid[: openings * COLUMNS].reshape(openings, COLUMNS), _of_people(instance, paid)
        else:
            raise PlanError("prices.resources", "belongs to another problem")
        return cls(*prices.stage_weights, places=places, people=people)


def _of_people(instance: Instance, paid: Floats) -> Floats:
    """Prices of the half days of people with several sentences, from those of a compact problem; (I, shifts)."""
    number = {person: index for index, person in enumerate(sorted(instance.shared_people))}
    priced = paid[len(instance.openings) * COLUMNS : -1].reshape(len(number), SHIFT_COUNT)
    known = np.concatenate([priced, np.zeros((1, SHIFT_COUNT))])
    return known[[number.get(applicant.person_id, -1) for applicant in instance.applicants]]


@dataclass(frozen=True, eq=False)
class Market:
    """One plan of *instance* seen from its places."""

    instance: Instance
    tariff: Tariff
    holdings: Holdings

    @classmethod
    def untouched(cls, instance: Instance) -> "Market":
        """The places as they stand before anybody is given one, at no price."""
        openings, applicants = len(instance.openings), len(instance.applicants)
        return cls(instance, Tariff(1.0, 1.0, np.zeros((openings, COLUMNS)), np.zeros((applicants, SHIFT_COUNT))), {})

    @cached_property
    def capacity(self) -> Floats:
        """Places of the J openings, inf where the half day can never bind or is closed; (J, columns)."""
        rows: PlaceRows = place_rows(self.instance)
        known = np.concatenate([rows.capacity, [np.inf]])
        return np.column_stack([known[rows.total], known[rows.places]])

    @cached_property
    def free(self) -> Floats:
        """Places left by the plan; (J, columns)."""
        left = self.capacity.copy()
        for held in self.holdings.values():
            left[held.opening, columns_of(held.pattern)] -= 1
        return left

    @cached_property
    def _holders(self) -> Mapping[int, list[int]]:
        holders: dict[int, list[int]] = {}
        for applicant, held in self.holdings.items():
            holders.setdefault(held.opening, []).append(applicant)
        return holders

    @cached_property
    def _sentences(self) -> Mapping[str, list[int]]:
        """The applicants that are one person with several sentences."""
        sentences: dict[str, list[int]] = {}
        for index, applicant in enumerate(self.instance.applicants):
            if applicant.person_id in self.instance.shared_people:
                sentences.setdefault(applicant.person_id, []).append(index)
        return sentences

    def lacking(self, applicant: int, opening: int, pattern: Pattern) -> list[int]:
        """Columns that others hold and the pattern would need, the applicant's own place counted as free."""
        columns, own = columns_of(pattern), self.holdings.get(applicant)
        returned = set(columns_of(own.pattern)) if own is not None and own.opening == opening else set()
        return [column for column in columns if self.free[opening, column] + (column in returned) < 1]

    def is_busy(self, applicant: int, pattern: Pattern) -> bool:
        """Tell whether another sentence of the same person keeps half days of the pattern."""
        needed = occupied_shifts(pattern)
        others = self._sentences.get(self.instance.applicants[applicant].person_id, [])
        held = (self.holdings.get(other) for other in others if other != applicant)
        return any(one is not None and needed & occupied_shifts(one.pattern) for one in held)

    def holders(self, opening: int, columns: Iterable[int]) -> list[int]:
        """List the applicants who hold any of the *columns* of an opening."""
        wanted = set(columns)
        holders = self._holders.get(opening, [])
        return [one for one in holders if wanted.intersection(columns_of(self.holdings[one].pattern))]

    def paid(self, applicant: int, opening: int, pattern: Pattern) -> float:
        """Price of all that the pattern takes, in units of the weighted sum."""
        own_time = sorted(occupied_shifts(pattern))
        of_places = self.tariff.places[opening, columns_of(pattern)].sum()
        return float(of_places + self.tariff.people[applicant, own_time].sum())

    def claim(self, applicant: int, total: float) -> tuple[float, float]:
        """Rank a claim on a place: by urgency weight, then by the score there."""
        return placed_weight(self.instance.applicants[applicant], self.instance.weights), total

    def held(self, applicant: int) -> Held | None:
        """What the plan gives the applicant."""
        return self.holdings.get(applicant)


def columns_of(pattern: Pattern) -> Indexes:
    """Columns that a pattern takes one place of."""
    return np.array([WHOLE, *(1 + attendance.shift for attendance in pattern)], dtype=np.int32)
