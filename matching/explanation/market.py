"""What a plan leaves free, who holds the rest and at which price."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.plan import Plan
from matching.problem import Floats, Indexes, Mask, Offsets, Problem
from matching.scoring import PLACED_WEIGHT

NOBODY = -1


@dataclass(frozen=True)
class Price:
    """What others would lose if the places were taken from them.

    In people without a place (each counted without urgency), and in points of score; the larger is the one to tell.
    """

    persons: float
    points: float


@dataclass(frozen=True, eq=False)
class Market:
    """One plan seen from its places, over the R resources and I applicants of *problem*."""

    problem: Problem
    plan: Plan

    @cached_property
    def held_option(self) -> Offsets:
        """The option each applicant was given, -1 for none; (I,)."""
        held = np.full(len(self.problem.applicant_ids), NOBODY, dtype=np.int64)
        chosen = np.array(self.plan.chosen, dtype=np.int64)
        held[self.problem.option_applicant[chosen]] = chosen
        return held

    @cached_property
    def free(self) -> Floats:
        """Places left of each resource; (R,)."""
        left = self.problem.capacity.copy()
        for option in self.plan.chosen:
            left[self.uses(option)] -= 1
        return left

    @cached_property
    def _holders(self) -> dict[int, list[int]]:
        holders: dict[int, list[int]] = {}
        for option in self.plan.chosen:
            for resource in self.uses(option).tolist():
                holders.setdefault(resource, []).append(int(self.problem.option_applicant[option]))
        return holders

    def uses(self, option: int) -> Indexes:
        """Give the resources that *option* takes one of."""
        start = self.problem.use_start
        return self.problem.use_resource[start[option] : start[option + 1]]

    def lacking(self, option: int) -> Indexes:
        """Give the resources that *option* would need and others hold, the applicant's own place counted as free."""
        needed = self.uses(option)
        own = self.held_option[self.problem.option_applicant[option]]
        returned = np.isin(needed, self.uses(int(own))) if own != NOBODY else np.zeros(len(needed), dtype=bool)
        return needed[self.free[needed] + returned < 1]

    def fits(self, options: range) -> Mask:
        """Mark the options that could be taken without taking a place from anybody."""
        return np.array([not len(self.lacking(option)) for option in options], dtype=bool)

    def price(self, option: int) -> Price:
        """Price the places that *option* takes: the engine's own prices, told in people and in points."""
        prices = np.asarray(self.plan.prices.resources)
        paid = float(prices[self.uses(option)].sum())
        placed, value = self.plan.prices.stage_weights
        return Price(
            persons=round(paid / (placed * PLACED_WEIGHT), 3) if placed else 0.0,
            points=round(paid / value, 2) if value else 0.0,
        )

    def holders(self, resources: Iterable[int]) -> list[int]:
        """List the applicants who hold any of *resources*, each once."""
        return sorted({applicant for resource in resources for applicant in self._holders.get(int(resource), [])})

    def is_personal(self, resource: int) -> bool:
        """Tell whether *resource* is a person's own time and not a place."""
        return self.problem.resource_ids[resource].startswith("person/")
