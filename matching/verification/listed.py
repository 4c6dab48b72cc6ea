"""A listed problem as verification asks it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from matching.problem import Offsets, Problem
from matching.verification.claims import TOLERANCE, Case


@dataclass(frozen=True)
class ListedSubject:
    """A problem that writes every option out; a choice is the position of an option."""

    problem: Problem

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
        return len(self.problem.resource_ids)

    @property
    def opening_count(self) -> int:
        """Number J of openings, in the order of their prices."""
        return len(self.problem.opening_ids)

    def choice(self, chosen: Sequence[int]) -> Iterator[str]:
        """Chosen options exist, and no applicant has two."""
        problem, options = self.problem, len(self.problem.option_applicant)
        outside = [index for index in chosen if not 0 <= index < options]
        if outside:
            yield f"chosen: option {outside[0]} does not exist ({options} in the problem)"
            return
        counts = Counter(int(problem.option_applicant[index]) for index in chosen)
        for applicant, count in counts.items():
            if count > 1:
                yield f"chosen: applicant {problem.applicant_ids[applicant]!r} has {count} options"

    def unpriceable(self, openings: Sequence[float]) -> Iterator[str]:
        """Openings with a price and no maximum."""
        for index, price in enumerate(openings):
            if price > 0 and not isfinite(self.problem.maximum[index]):
                yield f"prices.openings: opening {self.problem.opening_ids[index]!r} has no maximum, so no price"

    def feasibility(self, chosen: Offsets) -> Iterator[str]:
        """Capacities, minima and maxima."""
        yield from self._capacity(chosen)
        yield from self._openings(chosen)

    def reached(self, chosen: Offsets) -> Mapping[str, float]:
        """Add up weights and values, and what the openings in use are worth."""
        problem = self.problem
        in_use = sorted(set(problem.option_opening[chosen].tolist()))
        return {
            "placed": float(sum(problem.weight[problem.option_applicant[chosen]])),
            "value": float(sum(problem.option_value[chosen]) + sum(problem.opening_value[in_use])),
        }

    def price_bounds(self, cases: Sequence[Case]) -> list[float]:
        """One bound a case."""
        return [self._lagrangian(case) for case in cases]

    def all_whole(self, stage: str) -> bool:
        """Look at every coefficient of the stage."""
        problem = self.problem
        if stage == "placed":
            return not np.any(problem.weight % 1)
        return not (np.any(problem.option_value % 1) or np.any(problem.opening_value % 1))

    def _capacity(self, chosen: Offsets) -> Iterator[str]:
        problem = self.problem
        used = np.zeros(len(problem.resource_ids))
        for option in chosen:
            for use in range(problem.use_start[option], problem.use_start[option + 1]):
                used[problem.use_resource[use]] += problem.use_amount[use]
        for index in np.flatnonzero(used > problem.capacity * (1 + TOLERANCE)):
            capacity, name = problem.capacity[index], problem.resource_ids[index]
            yield f"chosen: resource {name!r} is used {used[index]:g} times over a capacity of {capacity:g}"

    def _openings(self, chosen: Offsets) -> Iterator[str]:
        problem = self.problem
        members = Counter(problem.option_opening[chosen].tolist())
        for index, count in sorted(members.items()):
            if count < problem.minimum[index]:
                name, least = problem.opening_ids[index], problem.minimum[index]
                yield f"chosen: opening {name!r} has {count} applicants, its minimum is {least:g}"
            if count > problem.maximum[index]:
                name, most = problem.opening_ids[index], problem.maximum[index]
                yield f"chosen: opening {name!r} has {count} applicants, its maximum is {most:g}"

    def _lagrangian(self, case: Case) -> float:
        """Bound at prices y, z: rents, openings worth having, and every applicant's best option at the prices."""
        problem, y, z = self.problem, case.resources, case.openings
        w_placed, w_value = case.weights.get("placed", 0.0), case.weights.get("value", 0.0)
        owner = np.repeat(np.arange(len(problem.option_applicant)), np.diff(problem.use_start))
        charge = np.bincount(owner, problem.use_amount * y[problem.use_resource], len(problem.option_applicant))
        gain = w_placed * problem.weight[problem.option_applicant] + w_value * problem.option_value
        net = gain - charge - z[problem.option_opening]
        best = np.zeros(len(problem.applicant_ids))
        for option in np.flatnonzero(net > 0):
            best[problem.option_applicant[option]] = max(best[problem.option_applicant[option]], net[option])
        priced = z > 0
        rents = float(problem.capacity @ y) + float(problem.maximum[priced] @ z[priced])
        return rents + float(np.maximum(0.0, w_value * problem.opening_value).sum()) + float(best.sum())
