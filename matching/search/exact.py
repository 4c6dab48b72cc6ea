"""The exact pipeline: one model for the weighted sum, and further solves only where lexicographic truth asks."""

from dataclasses import dataclass

from matching.effort import Effort
from matching.model import build
from matching.prices import Prices, stage_bounds
from matching.problem import Offsets, Problem
from matching.search.lexicographic import better, decide_alone, first_bound, second_bound, tolerance
from matching.solve import run
from matching.stages import Stage, combined, extremes, rounded_down, stages_of


@dataclass(frozen=True, eq=False)
class Found:
    """A feasible plan and a proven bound for each stage."""

    chosen: Offsets
    bounds: tuple[float, ...]


def solve_exactly(problem: Problem, prices: Prices, known: Offsets, effort: Effort) -> Found:
    """Solve to proven optimality, or as near as the effort allows; never worse than the plan *known*."""
    stages = stages_of(problem)
    if len(stages) == 1:
        return _solve_one(problem, stages[0], prices, known, effort)
    return _solve_two(problem, stages, prices, known, effort)


def _solve_one(problem: Problem, stage: Stage, prices: Prices, known: Offsets, effort: Effort) -> Found:
    outcome = run(
        build(problem, stage),
        effort,
        absolute_gap=_closeness(problem, stage, known, effort),
        worth=stage.worth(problem, known),
    )
    _, highest = extremes(problem, stage)
    chosen = better((stage,), problem, known, outcome.chosen)
    return Found(chosen, (rounded_down(min(outcome.bound, prices.bound, highest), stage.grain),))


def _solve_two(problem: Problem, stages: tuple[Stage, ...], prices: Prices, known: Offsets, effort: Effort) -> Found:
    """Solve the weighted sum; where that leaves a stage unproven, solve it alone, the second with the first kept.

    A plan that is best for the weighted sum and maximal in the first stage is lexicographically best.
    """
    first, second = stages
    weights, whole = prices.stage_weights, combined(stages, prices.stage_weights)
    outcome = run(
        build(problem, whole),
        effort if decide_alone(problem, stages, weights) else effort.part(0.6),
        absolute_gap=weights[1] * _closeness(problem, second, known, effort),
        worth=whole.worth(problem, known),
    )
    chosen, weighted = better(stages, problem, known, outcome.chosen), min(outcome.bound, prices.bound)
    by_prices = stage_bounds(problem, prices, first.worth(problem, chosen))[0]
    ceiling = min(first_bound(problem, stages, weights, weighted), rounded_down(by_prices, first.grain))
    if _is_open(problem, first, chosen, ceiling, effort):
        alone = run(build(problem, first), effort.part(0.6), absolute_gap=_closeness(problem, first, chosen, effort))
        ceiling = min(ceiling, rounded_down(alone.bound, first.grain))
        chosen = better((first,), problem, chosen, alone.chosen)
    reached = first.worth(problem, chosen)
    limit = second_bound(problem, stages, weights, weighted, reached)
    if _is_open(problem, second, chosen, limit, effort):
        level = reached - (first.grain / 2 or 1e-9 * max(1.0, abs(reached)))
        model = build(problem, second, floor=(first, level))
        last = run(model, effort, absolute_gap=_closeness(problem, second, chosen, effort))
        limit = min(limit, rounded_down(last.bound, second.grain))
        chosen = better(stages, problem, chosen, last.chosen)
    return Found(chosen, (ceiling, limit))


def _is_open(problem: Problem, stage: Stage, chosen: Offsets, bound: float, effort: Effort) -> bool:
    """Whether a stage is further from its bound than wanted, and there is time to do something about it."""
    reached = stage.worth(problem, chosen)
    slack = max(tolerance(stage, reached), effort.gap * max(1.0, abs(bound)))
    return bound > reached + slack and effort.left_seconds > 0


def _closeness(problem: Problem, stage: Stage, known: Offsets, effort: Effort) -> float:
    """The wanted relative gap as an absolute one; half of what the plan in hand would allow, to be safe."""
    return effort.gap * max(1.0, abs(stage.worth(problem, known)) / 2)
