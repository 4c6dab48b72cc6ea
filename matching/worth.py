"""What one more place is worth: the promise of the prices, and what an exact solve finds.

One more place in a weekly pattern of an opening adds no more to the bound of a plan than the prices of what the
pattern takes (MODEL.md, "Price bound"). Where nothing is left there is no price, because nobody could be offered the
place; then the promise is what the place would give to whom it suits best, beyond what that person has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matching.assembly import assemble
from matching.candidates import CandidateSet, find_candidates
from matching.explanation.choice import Price
from matching.explanation.holdings import Decoded, decode
from matching.explanation.market import COLUMNS, Market, Tariff, columns_of
from matching.explanation.room import with_room
from matching.input.opening import Opening
from matching.input.patterns import Pattern
from matching.instance import Instance
from matching.plan import Plan
from matching.prices import net_values
from matching.problem import Floats, Indexes, Mask
from matching.stages import combined, stages_of
from matching.strategy import solve

NOTHING = 1e-9
"""Prices up to this are rounding noise."""


@dataclass(frozen=True)
class Worth:
    """One more place at an opening in one weekly pattern: the most it can add, and how many unplaced it would suit."""

    opening_id: str
    pattern: Pattern
    promise: Price
    people: int


@dataclass(frozen=True)
class Found:
    """What a plan with the place has more than the plan without: people, and the gain in the units of the promise.

    `is_proven` holds where both plans are proven optimal; then the gain is exact and never above the promise.
    """

    persons: int
    gain: Price
    is_proven: bool
    seconds: float


@dataclass(frozen=True, eq=False)
class Appraisal:
    """One plan and the same round with one more place everywhere, as far as the rules go; looks at every pair twice.

    Raises:
        PlanError: The plan was made for another input.
    """

    instance: Instance
    plan: Plan

    @cached_property
    def decoded(self) -> Decoded:
        """The plan read against every candidate.

        Raises:
            PlanError: The plan was made for another input.
        """
        return decode(self.instance, self.plan)

    @cached_property
    def roomier(self) -> CandidateSet:
        """Who would be admitted where, were there one more place."""
        return find_candidates(with_room(self.instance))

    @cached_property
    def market(self) -> Market:
        """Who holds what at the prices of the plan.

        Raises:
            PlanError: The plan was made for another input.
        """
        return Market(self.instance, Tariff.of_plan(self.instance, self.plan.prices), self.decoded.holdings)

    def rank(self, top: int) -> tuple[Worth, ...]:
        """Tell the *top* openings where one more place promises most, each in its best pattern."""
        slots = self._slots
        promised = self._promised(slots)
        best = np.lexsort((slots.pattern, slots.opening, -promised))
        _, first = np.unique(slots.opening[best], return_index=True)
        leading = [int(best[rank]) for rank in np.sort(first) if promised[best[rank]] > NOTHING]
        return tuple(self._worth(slots, slot, float(promised[slot])) for slot in leading[:top])

    def try_out(self, worth: Worth, time_limit_seconds: float) -> Found:
        """Solve the round again with one more place there."""
        with_place = _with_place(self.instance, worth)
        plan = solve(
            assemble(with_place, find_candidates(with_place)),
            time_limit_seconds=time_limit_seconds,
            seed=self.instance.seed,
        )
        weights = self.plan.prices.stage_weights
        gained = [plan.objective[stage] - self.plan.objective[stage] for stage in ("placed", "value")]
        return Found(
            persons=len(plan.chosen) - len(self.plan.chosen),
            gain=self.market.tariff.told(weights[0] * gained[0] + weights[1] * gained[1]),
            is_proven=plan.status == self.plan.status == "optimal",
            seconds=plan.solver.seconds,
        )

    @cached_property
    def _slots(self) -> "_Slots":
        options = self.roomier
        count = max(1, len(options.patterns))
        keys = options.option_opening.astype(np.int64) * count + options.option_pattern
        distinct, which = np.unique(keys, return_inverse=True)
        taken = np.zeros((count, COLUMNS), dtype=bool)
        for index, pattern in enumerate(options.patterns):
            taken[index, columns_of(pattern)] = True
        pattern_of = (distinct % count).astype(np.int32)
        return _Slots((distinct // count).astype(np.int32), pattern_of, taken[pattern_of], which)

    def _promised(self, slots: "_Slots") -> Floats:
        """The most that one more place in each slot can add to the weighted sum, (S,)."""
        prices = (self.market.tariff.places[slots.opening] * slots.taken).sum(axis=1)
        closed = slots.taken & (self.market.capacity[slots.opening] < 1)
        beyond = self._beyond(slots, prices, np.asarray(closed.any(axis=1)))
        gates = np.where(closed[:, 0], 1, closed.sum(axis=1))
        return np.asarray(prices + gates * beyond[slots.opening])

    def _beyond(self, slots: "_Slots", prices: Floats, is_closed: Mask) -> Floats:
        """What a closed place of each opening would give somebody beyond the best they have at these prices, (J,)."""
        options, weights = self.roomier, self.plan.prices.stage_weights
        weight = self.decoded.problem.weight[options.option_applicant]
        worth = weights[0] * weight + weights[1] * options.pair_total[options.option_pair]
        gain = worth - prices[slots.of_option] - self._best[options.option_applicant]
        beyond = np.zeros(len(self.instance.openings))
        new = is_closed[slots.of_option]
        np.maximum.at(beyond, options.option_opening[new], gain[new])
        return beyond

    @cached_property
    def _best(self) -> Floats:
        """Everybody's best net value at the plan's prices, never negative, (I,)."""
        problem, prices = self.decoded.problem, self.plan.prices
        stage = combined(stages_of(problem), np.array(prices.stage_weights))
        best = np.zeros(len(problem.applicant_ids))
        net = net_values(problem, stage, np.array(prices.resources), np.array(prices.openings))
        np.maximum.at(best, problem.option_applicant, net)
        return best

    def _worth(self, slots: "_Slots", slot: int, promised: float) -> Worth:
        suited = set(self.roomier.option_applicant[slots.of_option == slot].tolist())
        return Worth(
            opening_id=self.instance.openings[slots.opening[slot]].id,
            pattern=self.roomier.patterns[slots.pattern[slot]],
            promise=self.market.tariff.told(promised),
            people=len(suited - set(self.market.holdings)),
        )


@dataclass(frozen=True, eq=False)
class _Slots:
    """S places that one more person could take: an opening in one pattern, and the columns that it takes.

    `of_option` (N,) tells the slot of each option.
    """

    opening: Indexes
    pattern: Indexes
    taken: Mask
    of_option: Indexes


def _with_place(instance: Instance, worth: Worth) -> Instance:
    """The round with one more place at the half days of the pattern, and in the vacancy as a whole."""
    openings: Sequence[Opening] = instance.openings
    raised = {hours.shift for hours in worth.pattern}
    return replace(
        instance,
        openings=tuple(_raised(one, raised) if one.id == worth.opening_id else one for one in openings),
    )


def _raised(opening: Opening, raised: set[int]) -> Opening:
    shifts = (replace(one, places=one.places + (one.shift in raised)) for one in opening.shifts)
    return replace(opening, total_places=opening.total_places + 1, shifts=tuple(shifts))
