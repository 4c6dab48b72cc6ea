"""What a plan may claim: its value, the proven bounds, the gap, and who proved it."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.effort import relative_gap
from matching.prices import Prices, stage_bounds
from matching.problem import Offsets, Problem
from matching.search.certificate import Certificate
from matching.stages import has_whole_coefficients, stages_of

PROVEN_GAP = 1e-6


@dataclass(frozen=True)
class Verdict:
    """The claims of a plan, by stage where they differ by stage."""

    status: str
    objective: Mapping[str, float]
    bound: Mapping[str, float]
    gap: float
    proof: str


def judge(
    problem: Problem,
    prices: Prices,
    chosen: Offsets,
    proven: tuple[float, ...],
    certificate: Certificate | None = None,
) -> Verdict:
    """Value the plan, take the tighter of what the pipeline and the prices prove, and say what that amounts to.

    Where the problem holds only some of the options, a *certificate* speaks of them all.
    """
    stages = stages_of(problem)
    objective = [stage.worth(problem, chosen) for stage in stages]
    first = objective[0]
    by_prices = certificate.stage_bounds(first) if certificate else stage_bounds(problem, prices, first)
    bound = [float(max(reached, min(pair))) for reached, *pair in zip(objective, proven, by_prices, strict=True)]
    gaps = [relative_gap(reached, limit) for reached, limit in zip(objective, bound, strict=True)]
    names = problem.objective
    closed = [
        limit - reached < 1 or not has_whole_coefficients(problem, name)
        for name, limit, reached in zip(names, bound, objective, strict=True)
    ]
    return Verdict(
        status="optimal" if max(gaps) <= PROVEN_GAP and all(closed) else "feasible",
        objective=dict(zip(names, objective, strict=True)),
        bound=dict(zip(names, bound, strict=True)),
        gap=max(gaps),
        proof="prices" if _follow(bound, by_prices) else "solver",
    )


def _follow(bound: list[float], by_prices: tuple[float, ...]) -> bool:
    """Whether no bound is tighter than the prices give."""
    return all(mine >= theirs - 1e-9 * max(1.0, abs(theirs)) for mine, theirs in zip(bound, by_prices, strict=True))
