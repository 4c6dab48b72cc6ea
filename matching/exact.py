"""The exact pipeline: one model for the weighted sum, and further solves only where lexicographic truth asks."""

from dataclasses import dataclass

from matching.effort import Effort
from matching.lexicographic import better, first_bound, second_bound, tolerance
from matching.model import build
from matching.prices import Prices, stage_bounds
from matching.problem import Offsets, Problem
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
    """Solve the weighted sum; if that leaves the first stage unproven, prove it; if it was lost, solve the second.

    A plan that is best for the weighted sum and maximal in the first stage is lexicographically best.
    """
    first, second = stages
    weights = prices.stage_weights
    whole = combined(stages, weights)
    outcome = run(
        build(problem, whole),
        effort.part(0.7),
        absolute_gap=weights[1] * _closeness(problem, second, known, effort),
        worth=whole.worth(problem, known),
    )
    chosen = better(stages, problem, known, outcome.chosen)
    weighted = min(outcome.bound, prices.bound)
    reached = first.worth(problem, chosen)
    ceiling = min(first_bound(problem, stages, weights, weighted), stage_bounds(problem, prices, reached)[0])
    ceiling, rest = rounded_down(ceiling, first.grain), float("inf")
    if ceiling > reached + tolerance(first, reached):
        ceiling, chosen, rest = _one_after_the_other(problem, stages, chosen, ceiling, effort)
    after = second_bound(problem, stages, weights, weighted, first.worth(problem, chosen))
    return Found(chosen, (ceiling, min(after, rest)))


def _one_after_the_other(
    problem: Problem, stages: tuple[Stage, ...], chosen: Offsets, ceiling: float, effort: Effort
) -> tuple[float, Offsets, float]:
    """Maximise the first stage alone; where that gains, maximise the second with the first kept.

    Answers the bound of the first stage, the better plan, and a bound of the second (inf if it was not solved).
    """
    first, second = stages
    if effort.left_seconds <= 0:
        return ceiling, chosen, float("inf")
    alone = run(build(problem, first), effort.part(0.6), absolute_gap=_closeness(problem, first, chosen, effort))
    ceiling = min(ceiling, rounded_down(alone.bound, first.grain))
    improved = better((first,), problem, chosen, alone.chosen)
    if improved is chosen or effort.left_seconds <= 0:
        return ceiling, improved, float("inf")
    reached = first.worth(problem, improved)
    level = reached - (first.grain / 2 or 1e-9 * max(1.0, abs(reached)))
    last = run(
        build(problem, second, floor=(first, level)), effort, absolute_gap=_closeness(problem, second, chosen, effort)
    )
    return ceiling, better(stages, problem, improved, last.chosen), rounded_down(last.bound, second.grain)


def _closeness(problem: Problem, stage: Stage, known: Offsets, effort: Effort) -> float:
    """The wanted relative gap as an absolute one; half of what the plan in hand would allow, to be safe."""
    return effort.gap * max(1.0, abs(stage.worth(problem, known)) / 2)
