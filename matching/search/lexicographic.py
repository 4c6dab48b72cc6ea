"""What lexicographic order asks of weights, of comparisons and of bounds.

A plan that is best for w·first + second is lexicographically best if w·(smallest difference of the first stage)
exceeds the largest swing of the second, or, with any smaller weight, if its first stage is proven to be maximal:
then no other plan with as much of the first has more of the second (MODEL.md, "Two stages").
"""

from math import floor

import numpy as np

from matching.problem import Floats, Offsets, Problem
from matching.stages import Stage, extremes, rounded_down

SUFFICIENT = 40.0
"""Worth of a typical first-stage unit in units of the second stage's spread: nearly always decides alone."""

BALANCED = 12.0
"""The same for plans certified by prices: more of it tightens the first stage's bound and loosens the second's."""

EXCESSIVE = 200.0
"""A weight this many times the sufficient one costs a solver its exactness; a proof is cheaper."""


def stage_weights(problem: Problem, stages: tuple[Stage, ...], *, exact: bool) -> Floats:
    """Weights (w,) of one stage or (w, 1) of two.

    An exact solve takes the weight that is lexicographic by itself, as long as it is not excessive. A priced one
    takes the weight that balances the proven gaps of the stages.
    """
    if len(stages) == 1:
        return np.ones(1)
    first, second = stages
    sizes = first.option[first.option > 0]
    typical = float(np.mean(sizes)) if len(sizes) else 1.0
    spread = float(np.ptp(np.append(second.option, 0.0)) + np.abs(second.opening).max(initial=0.0))
    sufficient = max((SUFFICIENT if exact else BALANCED) * spread / typical, 1e-6)
    step = first.grain
    safe = (swing(problem, second) + second.grain) / step if step else np.inf
    chosen = safe if exact and safe <= EXCESSIVE * sufficient else sufficient
    return np.array([_whole_if_large(chosen) or 1.0, 1.0])


def swing(problem: Problem, stage: Stage) -> float:
    """How far two plans can differ in a stage at most."""
    lowest, highest = extremes(problem, stage)
    return highest - lowest


def decide_alone(problem: Problem, stages: tuple[Stage, ...], weights: Floats) -> bool:
    """Whether the weights make the weighted sum lexicographic by themselves."""
    return bool(weights[0] * stages[0].grain > weights[1] * swing(problem, stages[1]))


def better(stages: tuple[Stage, ...], problem: Problem, one: Offsets, other: Offsets | None) -> Offsets:
    """The lexicographically better of two plans; *one* if they are equal."""
    if other is None:
        return one
    for stage in stages:
        mine, theirs = stage.worth(problem, one), stage.worth(problem, other)
        if abs(mine - theirs) > tolerance(stage, mine):
            return one if mine > theirs else other
    return one


def tolerance(stage: Stage, reached: float) -> float:
    """Difference below which two values of a stage are the same; solvers keep rows to 1e-6."""
    slack = 2e-6 + 1e-9 * abs(reached)
    step = stage.grain
    return min(slack, step / 2) if step else slack


def first_bound(problem: Problem, stages: tuple[Stage, ...], weights: Floats, bound: float) -> float:
    """Bound on the first stage that follows from a *bound* on the weighted sum."""
    lowest, _ = extremes(problem, stages[1])
    _, highest = extremes(problem, stages[0])
    return rounded_down(min(highest, (bound - weights[1] * lowest) / weights[0]), stages[0].grain)


def second_bound(problem: Problem, stages: tuple[Stage, ...], weights: Floats, bound: float, reached: float) -> float:
    """Bound on the second stage over plans that reach as much in the first, from a *bound* on the weighted sum."""
    _, highest = extremes(problem, stages[1])
    return rounded_down(min(highest, (bound - weights[0] * reached) / weights[1]), stages[1].grain)


def _whole_if_large(weight: float) -> float:
    return float(floor(weight) + 1) if weight >= 100 else weight
