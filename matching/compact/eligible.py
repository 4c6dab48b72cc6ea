"""The eligible set of a compact problem: every option is worked out when it is asked for."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from matching.compact.columns import ROWS_AN_OPENING
from matching.compact.kernels import Best, Market, price_places, scan
from matching.compact.layout import TILE, Ground, lay_out
from matching.compact.problem import CompactProblem
from matching.compact.unfolding import count_uses, write_uses, write_values
from matching.eligible import Options
from matching.input.shifts import SHIFT_COUNT
from matching.problem import Floats, Indexes, Offsets, Problem

TILES = 64
"""Tiles in one block of the scan: some two thousand homes."""


@dataclass(frozen=True, eq=False)
class CompactSet:
    """Every admissible option of a compact problem; the number of threads changes no answer."""

    problem: CompactProblem
    threads: int = 2

    @cached_property
    def frame(self) -> Problem:
        """The problem without its options, with the places that can be filled."""
        return replace(self.problem.frame, capacity=self.problem.fillable)

    @property
    def size(self) -> None:
        """Unknown without looking at all of them."""
        return None

    @cached_property
    def ground(self) -> Ground:
        """The problem laid out for scanning."""
        return lay_out(self.problem)

    def nearest(self, count: int) -> Options:
        """The best *count* openings of each applicant by value, in all their patterns."""
        by_value = np.array([float(stage == "value") for stage in self.problem.objective])
        free, unpriced = np.zeros(len(self.problem.capacity)), np.zeros(len(self.problem.openings))
        market = self._market(by_value, free, unpriced, whole=True)
        floor = np.full(len(self.problem.applicants), -np.inf)
        found = [(home, best.place) for home, best in self._scan(market, floor, count)]
        return self.options(np.sort(_joined([self._in_all_patterns(home, place) for home, place in found])))

    def best(self, stage_weights: Floats, resources: Floats, openings: Floats) -> Floats:
        """Best net value of each applicant over all options, 0 where none is positive."""
        market = self._market(stage_weights, resources, openings, whole=True)
        highest = np.zeros(len(self.problem.applicants))
        for home, best in self._scan(market, np.zeros_like(highest), 1):
            highest[home] = best.net[:, 0]
        return highest

    def above(self, stage_weights: Floats, resources: Floats, openings: Floats, floor: Floats, most: int) -> Options:
        """Options whose net value exceeds the floor of their applicant, the *most* best of each."""
        market = self._market(stage_weights, resources, openings, whole=False)
        keys = [self._keys(home, best.place, best.pattern) for home, best in self._scan(market, floor, most)]
        return self.options(np.sort(_joined(keys)))

    def options(self, key: Offsets) -> Options:
        """The columns of these options."""
        pair, pattern = np.divmod(key, len(self.problem.offers.attended))
        applicant, opening = (part.astype(np.int32) for part in np.divmod(pair, len(self.problem.openings)))
        place, pattern = self._place_of[opening], pattern.astype(np.int32)
        value, use_start = np.empty(len(key)), np.zeros(len(key) + 1, dtype=np.int64)
        write_values(self.ground, applicant, place, value)
        count_uses(self.ground, applicant, place, pattern, use_start)
        use_resource = np.empty(use_start[-1], dtype=np.int32)
        write_uses(self.ground, applicant, place, pattern, use_resource)
        amounts = np.ones(len(use_resource))
        return Options(key, applicant, opening, value, use_start, use_resource, amounts)

    @cached_property
    def _place_of(self) -> Indexes:
        """Where each opening stands in the order of the leaves."""
        return np.argsort(self.ground.places["index"]).astype(np.int32)

    def _market(self, stage_weights: Floats, resources: Floats, openings: Floats, *, whole: bool) -> Market:
        """Prices by place and schedule, priced leaf by leaf."""
        ground, weights = self.ground, dict(zip(self.problem.objective, stage_weights.tolist(), strict=True))
        own, of_people = np.split(resources, [ROWS_AN_OPENING * len(openings)])
        price = own.reshape(-1, ROWS_AN_OPENING).copy()
        price[:, 0] += openings
        price[:, 1:] *= self.problem.scarce
        schedules = len(self.problem.offers.list_of)
        market = Market(
            placed=weights.get("placed", 0.0),
            value=weights.get("value", 0.0),
            price=price[ground.places["index"]],
            person=of_people.reshape(-1, SHIFT_COUNT),
            cheapest=np.empty((schedules, len(openings))),
            ceiling=np.full((schedules, len(ground.leaves)), -np.inf),
            whole=whole,
        )
        price_places(ground, market)
        return market

    def _scan(self, market: Market, floor: Floats, most: int) -> Iterator[tuple[Indexes, Best]]:
        """Scan block by block of tiles; the homes of each block and the best found for them."""
        starts = range(0, len(self.ground.tiles), TILES)
        with ThreadPoolExecutor(max(1, self.threads)) as pool:
            yield from pool.map(partial(self._scan_block, market, floor, most), starts)

    def _scan_block(self, market: Market, floor: Floats, most: int, first: int) -> tuple[Indexes, Best]:
        last = min(first + TILES, len(self.ground.tiles))
        home = self.ground.tile_home[first * TILE : last * TILE]
        shape = (len(home), most)
        best = Best(np.empty(shape), np.empty(shape, dtype=np.int32), np.empty(shape, dtype=np.int32))
        scan(self.ground, market, floor, best, first, last)
        return home, best

    def _keys(self, home: Indexes, place: Indexes, pattern: Indexes) -> Offsets:
        """Keys of what a block found; place -1 stands for nothing."""
        row, column = np.nonzero(place >= 0)
        opening = self.ground.places["index"][place[row, column]]
        keys: Offsets = self.problem.keys(home[row], opening, pattern[row, column])
        return keys

    def _in_all_patterns(self, home: Indexes, place: Indexes) -> Offsets:
        """Keys of the pairs that a block found, in all the patterns that they are offered."""
        row, column = np.nonzero(place >= 0)
        applicant, opening = home[row], self.ground.places["index"][place[row, column]]
        offers = self.problem.offers
        offered = offers.list_of[self.problem.applicants.schedule[applicant], self.problem.openings.week[opening]]
        count = np.diff(offers.start)[offered]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        pattern = offers.pattern[np.repeat(offers.start[offered], count) + within]
        keys: Offsets = self.problem.keys(np.repeat(applicant, count), np.repeat(opening, count), pattern)
        return keys


def _joined(keys: list[Offsets]) -> Offsets:
    return np.concatenate([np.zeros(0, dtype=np.int64), *keys])
