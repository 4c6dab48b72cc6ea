"""A compact problem as verification asks it: every admissible option is worked out again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from matching.compact.problem import CompactProblem
from matching.problem import Floats, Offsets
from matching.verification.claims import Case
from matching.verification.pairs import HALF_DAYS, Book, Tariff, book_of, look_through, value_if_admissible

ROWS = HALF_DAYS + 1
"""Resources of an opening: its places in total, and of each half day."""

THREADS = 2
BLOCK = 1024
"""Applicants looked at in one go."""


class CompactSubject:
    """A problem whose options follow from its columns; a choice is the key of an option."""

    def __init__(self, problem: CompactProblem) -> None:
        self.problem = problem
        self.patterns = len(problem.offers.attended)
        self._values_all_whole = False

    @property
    def sha256(self) -> str:
        """Digest that a plan of the problem has to name."""
        return self.problem.sha256

    @property
    def stages(self) -> tuple[str, ...]:
        """Stages of the objective, in their order."""
        return self.problem.objective

    @property
    def resource_count(self) -> int:
        """Number R of resources, in the order of their prices."""
        return ROWS * self.opening_count + HALF_DAYS * self.problem.persons

    @property
    def opening_count(self) -> int:
        """Number J of openings, in the order of their prices."""
        return len(self.problem.openings)

    @cached_property
    def book(self) -> Book:
        """The problem as the plain look at its pairs reads it."""
        return book_of(self.problem)

    def choice(self, chosen: Sequence[int]) -> Iterator[str]:
        """Chosen options exist and are admissible, and no applicant has two."""
        end = len(self.problem.applicants) * self.opening_count * self.patterns
        outside = [key for key in chosen if not 0 <= key < end]
        if outside:
            yield f"chosen: option {outside[0]} does not exist ({end} keys in the problem)"
            return
        keys = np.array(chosen, dtype=np.int64)
        for key in keys[np.isnan(self._values(keys))].tolist():
            yield f"chosen: option {key} is not admissible"
        for applicant, count in Counter(self._parts(keys)[0].tolist()).items():
            if count > 1:
                yield f"chosen: applicant {applicant} has {count} options"

    def unpriceable(self, openings: Sequence[float]) -> Iterator[str]:
        """No opening has a maximum beside its places, so none has a price."""
        for index, price in enumerate(openings):
            if price > 0:
                yield f"prices.openings: opening {index} has no maximum, so no price"

    def feasibility(self, chosen: Offsets) -> Iterator[str]:
        """Places in total, places of half days, and people who cannot be in two places at once."""
        applicant, opening, pattern = self._parts(chosen)
        places, offers = self.problem.openings.places, self.problem.offers
        used = np.zeros_like(places)
        np.add.at(used[:, 0], opening, 1)
        for half_day in range(HALF_DAYS):
            np.add.at(used[:, 1 + half_day], opening[offers.attended[pattern] >> half_day & 1 == 1], 1)
        for index, row in np.argwhere(used > places).tolist():
            over = f"used {used[index, row]} times over a capacity of {places[index, row]}"
            yield f"chosen: resource {ROWS * index + row} is {over}"
        person = self.problem.applicants.person[applicant]
        for half_day in range(HALF_DAYS):
            there = Counter(person[(person >= 0) & (offers.occupied[pattern] >> half_day & 1 == 1)].tolist())
            for one in (one for one, count in there.items() if count > 1):
                yield f"chosen: person {one} is in {there[one]} places in half day {half_day}"

    def reached(self, chosen: Offsets) -> Mapping[str, float]:
        """Add up weights and values."""
        placed = self.problem.applicants.weight[self._parts(chosen)[0]].sum()
        return {"placed": float(placed), "value": float(self._values(chosen).sum())}

    def price_bounds(self, cases: Sequence[Case]) -> list[float]:
        """One bound a case, all in one look at every admissible option."""
        tariff = self._tariff(cases)
        best = np.zeros((len(self.problem.applicants), len(cases)))
        starts = range(0, len(best), BLOCK)
        with ThreadPoolExecutor(THREADS) as pool:
            whole = pool.map(partial(self._look_through, tariff, best), starts)
        self._values_all_whole = all(whole)
        places = self.problem.openings.places.copy()
        places[:, 0] = [self._room(opening) for opening in range(self.opening_count)]
        own = places.size
        rents = [float(places.ravel() @ case.resources[:own] + case.resources[own:].sum()) for case in cases]
        return [rent + float(best[:, number].sum()) for number, rent in enumerate(rents)]

    def all_whole(self, stage: str) -> bool:
        """Look at every weight; every value has been looked at with the price bounds."""
        if stage == "placed":
            return bool((self.problem.applicants.weight % 1 == 0).all())
        return self._values_all_whole

    def _room(self, opening: int) -> int:
        """Places of an opening that people can fill: each takes some of its half days, and half days end too."""
        total, *half_days = self.problem.openings.places[opening].tolist()
        fewest = self._fewest_half_days[self.problem.openings.week[opening]]
        let_in = sum(min(total, places) for places in half_days) // fewest if fewest else total
        return int(min(total, let_in))

    @cached_property
    def _fewest_half_days(self) -> list[int]:
        """The fewest half days of any pattern that anybody is offered, for each kind of open week; 0 without any."""
        offers, fewest = self.problem.offers, []
        for lists in self.problem.offers.list_of.T.tolist():
            offered = [offers.pattern[offers.start[one] : offers.start[one + 1]] for one in set(lists)]
            counts = [bits.bit_count() for part in offered for bits in offers.attended[part].tolist()]
            fewest.append(min(counts, default=0))
        return fewest

    def _parts(self, keys: Offsets) -> tuple[Offsets, Offsets, Offsets]:
        """Applicant, opening and pattern of each key."""
        pair, pattern = keys // self.patterns, keys % self.patterns
        return pair // self.opening_count, pair % self.opening_count, pattern

    def _values(self, keys: Offsets) -> Floats:
        """The value of each option, NaN where it is not admissible."""
        rank = np.argsort(np.argsort(self.problem.openings.latitude, kind="stable"))
        applicant, opening, pattern = self._parts(keys)
        options = zip(applicant.tolist(), rank[opening].tolist(), pattern.tolist(), strict=True)
        return np.array([value_if_admissible(self.book, *option) for option in options])

    def _look_through(self, tariff: Tariff, best: Floats, first: int) -> bool:
        return bool(look_through(self.book, tariff, first, min(first + BLOCK, len(best)), best))

    def _tariff(self, cases: Sequence[Case]) -> Tariff:
        """Price every pattern at every opening: its places, and of its half days those that can run out."""
        openings = self.problem.openings
        northward = np.argsort(openings.latitude, kind="stable")
        attended = _half_days(self.problem.offers.attended)
        can_run_out = openings.places[:, 1:] < openings.places[:, :1]
        costs, times = [], []
        for case in cases:
            places = case.resources[: openings.places.size].reshape(openings.places.shape)
            half_days = (places[:, 1:] * can_run_out) @ attended.T
            costs.append((half_days + places[:, :1] + case.openings[:, None])[northward].T)
            times.append(case.resources[openings.places.size :].reshape(-1, HALF_DAYS))
        stages = [[case.weights.get(stage, 0.0) for case in cases] for stage in ("placed", "value")]
        return Tariff(np.array(stages[0]), np.array(stages[1]), np.ascontiguousarray(np.stack(costs)), np.stack(times))


def _half_days(bits: NDArray[np.int32]) -> Floats:
    """Sets of half days as rows of zeros and ones."""
    return (bits[:, None] >> np.arange(HALF_DAYS) & 1).astype(np.float64)
