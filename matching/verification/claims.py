"""What a plan claims, held against what its problem says: the same for problems of every kind.

No code here or beside it is shared with what makes plans.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import NamedTuple, Protocol

import numpy as np

from matching.plan import Plan
from matching.problem import Floats, Offsets

TOLERANCE = 1e-6
"""Relative tolerance of every comparison."""


class Case(NamedTuple):
    """A price bound to compute: the weights of the stages, and the prices that go with them."""

    weights: Mapping[str, float]
    resources: Floats
    openings: Floats


class Subject(Protocol):
    """A problem as verification asks it; each kind of problem answers by formulas of its own."""

    @property
    def sha256(self) -> str:
        """Digest that a plan of the problem has to name."""

    @property
    def stages(self) -> tuple[str, ...]:
        """Stages of the objective, in their order."""

    @property
    def resource_count(self) -> int:
        """Number R of resources, in the order of their prices."""

    @property
    def opening_count(self) -> int:
        """Number J of openings, in the order of their prices."""

    def choice(self, chosen: Sequence[int]) -> Iterator[str]:
        """Tell what no plan may choose at all."""

    def feasibility(self, chosen: Offsets) -> Iterator[str]:
        """Tell which capacity, minimum or maximum the chosen options break together."""

    def unpriceable(self, openings: Sequence[float]) -> Iterator[str]:
        """Tell which openings have a price and no maximum to price."""

    def reached(self, chosen: Offsets) -> Mapping[str, float]:
        """Give what the chosen options amount to in each stage."""

    def price_bounds(self, cases: Sequence[Case]) -> list[float]:
        """Give the bound that follows from the prices in each case, over all admissible options."""

    def all_whole(self, stage: str) -> bool:
        """Tell whether all coefficients of a stage are whole numbers."""


def failures_of(subject: Subject, plan: Plan) -> list[str]:
    """List what is wrong with a plan, in plain words; an empty list accepts it."""
    malformed = [*_identity(subject, plan), *subject.choice(plan.chosen), *_prices_shape(subject, plan)]
    if malformed:
        return malformed
    chosen = np.array(plan.chosen, dtype=np.int64)
    return [
        *subject.feasibility(chosen),
        *_objective(subject, plan, chosen),
        *_bounds(subject, plan),
        *_price_bound(subject, plan),
        *_judgement(subject, plan),
    ]


def _near(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _below(one: float, other: float) -> bool:
    """Whether one number lies clearly below another."""
    return one < other and not _near(one, other)


def _identity(subject: Subject, plan: Plan) -> Iterator[str]:
    """The plan is for this problem and speaks about its stages."""
    if plan.problem_sha256 != subject.sha256:
        yield "problem_sha256: the plan was made for another problem"
    for name, stages in (("objective", plan.objective), ("bound", plan.bound)):
        if set(stages) != set(subject.stages):
            yield f"{name}: must have the stages {', '.join(subject.stages)}"


def _prices_shape(subject: Subject, plan: Plan) -> Iterator[str]:
    """There is a price ≥ 0 for every resource and opening, 0 where there is no maximum to price."""
    prices = plan.prices
    for name, numbers, length in (
        ("stage_weights", prices.stage_weights, len(subject.stages)),
        ("resources", prices.resources, subject.resource_count),
        ("openings", prices.openings, subject.opening_count),
    ):
        if len(numbers) != length:
            yield f"prices.{name}: has {len(numbers)} entries where {length} are expected"
        elif not all(number >= 0 for number in numbers):
            yield f"prices.{name}: a price or weight is negative"
    if len(prices.openings) == subject.opening_count:
        yield from subject.unpriceable(prices.openings)


def _objective(subject: Subject, plan: Plan, chosen: Offsets) -> Iterator[str]:
    true = subject.reached(chosen)
    for stage, stated in plan.objective.items():
        if not _near(stated, true[stage]):
            yield f"objective.{stage}: {stated!r} is stated, the chosen options give {true[stage]!r}"


def _bounds(subject: Subject, plan: Plan) -> Iterator[str]:
    for stage in subject.stages:
        if _below(plan.bound[stage], plan.objective[stage]):
            yield f"bound.{stage}: {plan.bound[stage]!r} lies below the objective {plan.objective[stage]!r}"


def _price_bound(subject: Subject, plan: Plan) -> Iterator[str]:
    """The price bound follows from the prices; with `proof: prices`, so does the bound of every stage."""
    prices = plan.prices
    weights = dict(zip(subject.stages, prices.stage_weights, strict=True))
    weighted = Case(weights, np.array(prices.resources), np.array(prices.openings))
    by_prices = plan.proof == "prices" and min(weights.values()) > 0
    cases = [weighted, _first_alone(subject, weighted)] if by_prices else [weighted]
    true, *first = subject.price_bounds(cases)
    if not _near(prices.bound, true):
        yield f"prices.bound: {prices.bound!r} is stated, the prices give {true!r}"
    reached = sum(weights[stage] * plan.objective[stage] for stage in subject.stages)
    if _below(prices.bound, reached):
        yield f"prices.bound: {prices.bound!r} lies below the weighted objective {reached!r}"
    if by_prices:
        yield from _tightness(plan, weights, true, first[0])
    elif plan.proof == "prices":
        yield "prices.stage_weights: a weight of 0 proves nothing about its stage"


def _first_alone(subject: Subject, weighted: Case) -> Case:
    """The first stage alone, at prices in its own units."""
    first = subject.stages[0]
    share = weighted.weights[first]
    alone = {stage: float(stage == first) for stage in subject.stages}
    return Case(alone, weighted.resources / share, weighted.openings / share)


def _tightness(plan: Plan, weights: Mapping[str, float], bound: float, first_bound: float) -> Iterator[str]:
    first, *second = weights
    given = {first: first_bound}
    for stage in second:
        given[stage] = (bound - weights[first] * plan.objective[first]) / weights[stage]
    for stage, least in given.items():
        if _below(plan.bound[stage], least):
            yield f"bound.{stage}: {plan.bound[stage]!r} is tighter than the prices give, {least!r}"


def _judgement(subject: Subject, plan: Plan) -> Iterator[str]:
    """Gap and status follow from bound and objective."""
    distances = {stage: plan.bound[stage] - plan.objective[stage] for stage in subject.stages}
    gap = max(distance / max(1.0, abs(plan.bound[stage])) for stage, distance in distances.items())
    if abs(plan.gap - max(0.0, gap)) > TOLERANCE:
        yield f"gap: {plan.gap!r} is stated, bound and objective give {gap!r}"
    proven = gap <= TOLERANCE and all(distance < 1 for stage, distance in distances.items() if subject.all_whole(stage))
    if plan.status != ("optimal" if proven else "feasible"):
        yield f"status: {plan.status!r} is stated, bound and objective make it {'optimal' if proven else 'feasible'!r}"
