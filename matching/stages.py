"""The stages of an objective as numbers: what each option and each opening in use adds to them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.problem import Floats, Offsets, Problem

MOST_DECIMALS = 4
"""Coefficients with more decimals than these are treated as having no common grain."""

WHOLE_LIMIT = 2**50
"""Largest coefficient whose whole-number arithmetic in floating point is trusted."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage: coefficients of the N options and of the J openings in use."""

    name: str
    option: Floats
    opening: Floats

    @cached_property
    def grain(self) -> float:
        """Largest step of which every coefficient is a whole multiple; 0 where none with few decimals exists.

        Two plans that differ in the stage differ by at least this much, so a bound may be rounded down to it.
        """
        coefficients = np.abs(np.concatenate([self.option, self.opening]))
        coefficients = np.unique(coefficients[coefficients > 0])
        for decimals in range(MOST_DECIMALS + 1):
            scaled = coefficients * 10.0**decimals
            if scaled.max(initial=0.0) > WHOLE_LIMIT:
                return 0.0
            whole = np.rint(scaled)
            if (np.abs(scaled - whole) <= 1e-12 * scaled).all():
                return float(np.gcd.reduce(whole.astype(np.int64))) / 10.0**decimals
        return 0.0

    def worth(self, problem: Problem, chosen: Offsets) -> float:
        """What a plan reaches in this stage."""
        in_use = np.unique(problem.option_opening[chosen])
        return float(self.option[chosen].sum() + self.opening[in_use].sum())


def stages_of(problem: Problem) -> tuple[Stage, ...]:
    """The stages of a problem in their order."""
    placed = Stage("placed", problem.weight[problem.option_applicant], np.zeros(len(problem.opening_ids)))
    value = Stage("value", problem.option_value, problem.opening_value)
    return tuple({"placed": placed, "value": value}[name] for name in problem.objective)


def combined(stages: tuple[Stage, ...], weights: Floats) -> Stage:
    """The weighted sum of the stages as one stage."""
    option = sum((w * stage.option for stage, w in zip(stages, weights, strict=True)), np.float64(0))
    opening = sum((w * stage.opening for stage, w in zip(stages, weights, strict=True)), np.float64(0))
    return Stage("weighted", np.asarray(option), np.asarray(opening))


def extremes(problem: Problem, stage: Stage) -> tuple[float, float]:
    """Bounds on the stage over every set of options, one an applicant at most: (lowest, highest)."""
    best, worst = np.zeros(len(problem.weight)), np.zeros(len(problem.weight))
    np.maximum.at(best, problem.option_applicant, stage.option)
    np.minimum.at(worst, problem.option_applicant, stage.option)
    reachable = stage.opening[np.unique(problem.option_opening)]
    return float(worst.sum() + np.minimum(reachable, 0).sum()), float(best.sum() + np.maximum(reachable, 0).sum())


def has_whole_coefficients(problem: Problem, name: str) -> bool:
    """Whether every coefficient of a stage is a whole number, so that its value can only be one."""
    columns = (problem.weight,) if name == "placed" else (problem.option_value, problem.opening_value)
    return all(bool((column == np.rint(column)).all()) for column in columns)


def rounded_down(bound: float, step: float) -> float:
    """Round a bound down to the stage's grain, forgiving a solver's last digits."""
    if step <= 0 or not np.isfinite(bound):
        return bound
    return float(np.floor((bound + 1e-6 * min(step, 1.0) + 1e-10 * abs(bound)) / step) * step)
