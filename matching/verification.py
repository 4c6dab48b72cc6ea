"""Rechecking a plan and its proof from the problem alone: no solver, and no code shared with what made the plan.

Every formula is written a second time here, on purpose: a mistake in the model or the prices shows up as a failure.
"""

from collections import Counter
from collections.abc import Iterator
from math import isclose, isfinite

import numpy as np

from matching.plan import Plan
from matching.problem import Floats, Problem

TOLERANCE = 1e-6
"""Relative tolerance of every comparison."""


def verify(problem: Problem, plan: Plan) -> list[str]:
    """List what is wrong with a plan, in plain words; an empty list accepts it."""
    failures = [*_identity(problem, plan), *_choice(problem, plan), *_prices_shape(problem, plan)]
    if failures:
        return failures
    chosen = np.array(plan.chosen, dtype=np.int64)
    return [
        *_capacity(problem, chosen),
        *_openings(problem, chosen),
        *_objective(problem, plan, chosen),
        *_bounds(problem, plan),
        *_price_bound(problem, plan),
        *_claims(problem, plan),
    ]


def _near(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _below(one: float, other: float) -> bool:
    """Whether one number lies clearly below another."""
    return one < other and not _near(one, other)


def _identity(problem: Problem, plan: Plan) -> Iterator[str]:
    """The plan is for this problem and speaks about its stages."""
    if plan.problem_sha256 != problem.sha256:
        yield "problem_sha256: the plan was made for another problem"
    for name, stages in (("objective", plan.objective), ("bound", plan.bound)):
        if set(stages) != set(problem.objective):
            yield f"{name}: must have the stages {', '.join(problem.objective)}"


def _choice(problem: Problem, plan: Plan) -> Iterator[str]:
    """Chosen options exist, and no applicant has two."""
    options = len(problem.option_applicant)
    outside = [index for index in plan.chosen if not 0 <= index < options]
    if outside:
        yield f"chosen: option {outside[0]} does not exist ({options} in the problem)"
        return
    counts = Counter(int(problem.option_applicant[index]) for index in plan.chosen)
    for applicant, count in counts.items():
        if count > 1:
            yield f"chosen: applicant {problem.applicant_ids[applicant]!r} has {count} options"


def _prices_shape(problem: Problem, plan: Plan) -> Iterator[str]:
    """There is a price ≥ 0 for every resource and opening, 0 where there is no maximum to price."""
    prices = plan.prices
    for name, numbers, length in (
        ("stage_weights", prices.stage_weights, len(problem.objective)),
        ("resources", prices.resources, len(problem.resource_ids)),
        ("openings", prices.openings, len(problem.opening_ids)),
    ):
        if len(numbers) != length:
            yield f"prices.{name}: has {len(numbers)} entries where {length} are expected"
        elif any(number < 0 for number in numbers):
            yield f"prices.{name}: a price or weight is negative"
    if len(prices.openings) == len(problem.opening_ids):
        for index, price in enumerate(prices.openings):
            if price > 0 and not isfinite(problem.maximum[index]):
                yield f"prices.openings: opening {problem.opening_ids[index]!r} has no maximum, so no price"


def _capacity(problem: Problem, chosen: np.ndarray) -> Iterator[str]:
    used = np.zeros(len(problem.resource_ids))
    for option in chosen:
        for use in range(problem.use_start[option], problem.use_start[option + 1]):
            used[problem.use_resource[use]] += problem.use_amount[use]
    for index in np.flatnonzero(used > problem.capacity * (1 + TOLERANCE)):
        capacity, name = problem.capacity[index], problem.resource_ids[index]
        yield f"chosen: resource {name!r} is used {used[index]:g} times over a capacity of {capacity:g}"


def _openings(problem: Problem, chosen: np.ndarray) -> Iterator[str]:
    members = Counter(problem.option_opening[chosen].tolist())
    for index, count in sorted(members.items()):
        if count < problem.minimum[index]:
            name, least = problem.opening_ids[index], problem.minimum[index]
            yield f"chosen: opening {name!r} has {count} applicants, its minimum is {least:g}"
        if count > problem.maximum[index]:
            name, most = problem.opening_ids[index], problem.maximum[index]
            yield f"chosen: opening {name!r} has {count} applicants, its maximum is {most:g}"


def _objective(problem: Problem, plan: Plan, chosen: np.ndarray) -> Iterator[str]:
    in_use = sorted(set(problem.option_opening[chosen].tolist()))
    true = {
        "placed": float(sum(problem.weight[problem.option_applicant[chosen]])),
        "value": float(sum(problem.option_value[chosen]) + sum(problem.opening_value[in_use])),
    }
    for stage, stated in plan.objective.items():
        if not _near(stated, true[stage]):
            yield f"objective.{stage}: {stated!r} is stated, the chosen options give {true[stage]!r}"


def _bounds(problem: Problem, plan: Plan) -> Iterator[str]:
    for stage in problem.objective:
        if _below(plan.bound[stage], plan.objective[stage]):
            yield f"bound.{stage}: {plan.bound[stage]!r} lies below the objective {plan.objective[stage]!r}"


def _price_bound(problem: Problem, plan: Plan) -> Iterator[str]:
    """The price bound follows from the prices; with `proof: prices`, so does the bound of every stage."""
    prices = plan.prices
    weights = dict(zip(problem.objective, prices.stage_weights, strict=True))
    y, z = np.array(prices.resources), np.array(prices.openings)
    true = _lagrangian(problem, weights, y, z)
    if not _near(prices.bound, true):
        yield f"prices.bound: {prices.bound!r} is stated, the prices give {true!r}"
    reached = sum(weights[stage] * plan.objective[stage] for stage in problem.objective)
    if _below(prices.bound, reached):
        yield f"prices.bound: {prices.bound!r} lies below the weighted objective {reached!r}"
    if plan.proof == "prices":
        yield from _tightness(problem, plan, weights, true)


def _tightness(problem: Problem, plan: Plan, weights: dict[str, float], bound: float) -> Iterator[str]:
    if min(weights.values()) <= 0:
        yield "prices.stage_weights: a weight of 0 proves nothing about its stage"
        return
    y, z = np.array(plan.prices.resources), np.array(plan.prices.openings)
    first, *second = problem.objective
    alone = {stage: float(stage == first) for stage in problem.objective}
    given = {first: _lagrangian(problem, alone, y / weights[first], z / weights[first])}
    for stage in second:
        given[stage] = (bound - weights[first] * plan.objective[first]) / weights[stage]
    for stage, least in given.items():
        if _below(plan.bound[stage], least):
            yield f"bound.{stage}: {plan.bound[stage]!r} is tighter than the prices give, {least!r}"


def _lagrangian(problem: Problem, weights: dict[str, float], y: Floats, z: Floats) -> float:
    """Bound at prices y, z: rents, openings worth having, and every applicant's best option at the prices."""
    w_placed, w_value = weights.get("placed", 0.0), weights.get("value", 0.0)
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


def _claims(problem: Problem, plan: Plan) -> Iterator[str]:
    """Gap and status follow from bound and objective."""
    distances = {stage: plan.bound[stage] - plan.objective[stage] for stage in problem.objective}
    gap = max(distance / max(1.0, abs(plan.bound[stage])) for stage, distance in distances.items())
    if abs(plan.gap - max(0.0, gap)) > TOLERANCE:
        yield f"gap: {plan.gap!r} is stated, bound and objective give {gap!r}"
    proven = gap <= TOLERANCE and all(
        distance < 1 for stage, distance in distances.items() if _all_whole(problem, stage)
    )
    if plan.status != ("optimal" if proven else "feasible"):
        yield f"status: {plan.status!r} is stated, bound and objective make it {'optimal' if proven else 'feasible'!r}"


def _all_whole(problem: Problem, stage: str) -> bool:
    if stage == "placed":
        return all(weight.is_integer() for weight in problem.weight.tolist())
    return all(value.is_integer() for value in (*problem.option_value.tolist(), *problem.opening_value.tolist()))
