"""The pipeline of problems that one model can hold: prices, a first plan at the prices, then the exact solve."""

from dataclasses import dataclass
from math import inf

import numpy as np

from matching.effort import Effort
from matching.model import build_relaxation
from matching.prices import Prices, net_values, priced
from matching.problem import Floats, Offsets, Problem
from matching.search.canonical import subproblem, usable_options
from matching.search.construction import construct
from matching.search.exact import Found, solve_exactly
from matching.search.landscape import Landscape
from matching.search.lexicographic import better, stage_weights
from matching.search.neighbourhoods import improve
from matching.search.pool import Pool
from matching.search.relaxation import Relaxation
from matching.solve import available_solver, duals
from matching.stages import Stage, combined, stages_of

RELAXATION_OPTIONS = 60_000
"""Up to this many options, the linear relaxation costs little more than ascent, and is exact."""

HEAVIER = (1.0, 8.0, 64.0)
"""What the weight of the first stage is multiplied by until the relaxation has as much of it as there can be."""

MODEL_SHARE = 0.85
"""Part of the time that one model gets; windows improve an unproven plan in the rest."""

SECONDS_OF_TEN_THOUSAND = 0.7
"""What one model of ten thousand options usually takes; it grows with the square."""


QUICK_SECONDS = 20.0
"""Longest time that a model may take to prove what prices have left open: where it takes more, it takes far more."""


def model_seconds(options: int) -> float:
    """What one model of so many options usually takes."""
    return SECONDS_OF_TEN_THOUSAND * (options / 10_000) ** 2


def solve_by_model(problem: Problem, effort: Effort) -> tuple[Prices, Found]:
    """Solve a problem in canonical form to proven optimality, or as near as the effort allows.

    The prices bound all options, the plan is made of those that some plan can contain.
    """
    usable = usable_options(problem)
    core = subproblem(problem, usable)
    start = _start(problem, stage_weights(core, stages_of(core), exact=True), effort)
    net = net_values(core, combined(stages_of(core), start.prices.stage_weights), *_of(start.prices))
    known = _first_plan(core, net, start, usable, effort.part(0.3))
    if not len(usable):
        return start.prices, Found(known, (0.0,) * len(problem.objective))
    found = solve_exactly(core, start.prices, known, effort.part(MODEL_SHARE), start.first_limit)
    chosen = found.chosen
    if effort.left_seconds <= (1 - MODEL_SHARE) / 2 * effort.time_limit_seconds:
        chosen = _last_word(core, start.prices, net, chosen, effort)
    return start.prices, Found(usable[chosen], found.bounds)


def prove_quickly(problem: Problem, prices: Prices, known: Offsets, effort: Effort) -> Found:
    """Close by one model, in a short time, what the prices of a plain problem leave open; never worse than *known*.

    Where the relaxation is whole or nearly so, as in an assignment, that proves the optimum.
    """
    usable = usable_options(problem)
    core = subproblem(problem, usable)
    short = effort.part(min(1.0, QUICK_SECONDS / max(effort.left_seconds, QUICK_SECONDS)))
    found = solve_exactly(core, prices, np.searchsorted(usable, known), short)
    return Found(usable[found.chosen], found.bounds)


@dataclass(frozen=True, eq=False)
class _Start:
    """Prices, the relaxation's shares of all options (0 where it was not solved), and a bound of the first stage."""

    prices: Prices
    share: Floats
    first_limit: float = inf


def _start(problem: Problem, weights: Floats, effort: Effort) -> _Start:
    """Prices with a tight bound, over every option: those that no plan can contain count in the published bound.

    Duals of the linear relaxation, or ascent where the problem or the time is not made for them.
    """
    stages = stages_of(problem)
    stage, options = combined(stages, weights), len(problem.option_applicant)
    if 0 < options <= RELAXATION_OPTIONS and available_solver(effort.solver) == "HiGHS" and effort.left_seconds > 0:
        if relaxed := _relaxed(Relaxation(problem, effort.part(0.3)), stages, weights):
            return relaxed
    elif 0 < options <= RELAXATION_OPTIONS and (found := duals(build_relaxation(problem, stage), effort.part(0.3))):
        resources = [found.get(f"capacity__{index}", 0.0) for index in range(len(problem.capacity))]
        openings = [found.get(f"maximum__{index}", 0.0) for index in range(len(problem.maximum))]
        return _Start(priced(problem, weights, np.array(resources), np.array(openings)), np.zeros(options))
    return _Start(_ascended(problem, stage, weights, effort.part(0.4)), np.zeros(options))


def _relaxed(relaxation: Relaxation, stages: tuple[Stage, ...], weights: Floats) -> _Start | None:
    """Solve the relaxation with the least weight of the first stage, of a few, with which that is as high as it can be.

    A plan that comes near the bound is then near the highest first stage too, and needs no second solve.
    """
    limit = _first_limit(relaxation, stages)
    start = None
    for heavier in HEAVIER if len(stages) > 1 else HEAVIER[:1]:
        heavy = weights * np.array([heavier, 1.0])[: len(weights)]
        relaxed = relaxation.solve(combined(stages, heavy).option)
        if relaxed is None:
            break
        prices = priced(relaxation.problem, heavy, relaxed.resources, relaxed.openings)
        start = _Start(prices, relaxed.share, limit)
        if stages[0].option @ relaxed.share >= limit - 1e-7 * abs(limit):
            break
    return start


def _first_limit(relaxation: Relaxation, stages: tuple[Stage, ...]) -> float:
    """The least price bound of the first of two stages: where it is reached, the second follows."""
    relaxed = relaxation.solve(stages[0].option) if len(stages) > 1 else None
    if relaxed is None:
        return inf
    return priced(relaxation.problem, np.array([1.0, 0.0]), relaxed.resources, relaxed.openings).bound


def _ascended(problem: Problem, stage: Stage, weights: Floats, effort: Effort) -> Prices:
    from matching.search.ascent import ascend  # compiles its kernels: not for those who never need them
    from matching.search.dual import dual_of

    dual = dual_of(problem, stage)
    return priced(problem, weights, *dual.rows.split(problem, ascend(dual, effort).prices))


def _first_plan(core: Problem, net: Floats, start: _Start, usable: Offsets, effort: Effort) -> Offsets:
    """A plan built from the net values; what the relaxation chose as a whole goes before everything else."""
    share = start.share[usable]
    wanted = np.where(share > 0.5, np.max(net, initial=0.0) + share, net)
    return construct(core, combined(stages_of(core), start.prices.stage_weights), wanted, effort)


def _of(prices: Prices) -> tuple[Floats, Floats]:
    return prices.resources, prices.openings


def _last_word(core: Problem, prices: Prices, net: Floats, known: Offsets, effort: Effort) -> Offsets:
    """Improve by windows what a model that ran out of time has left."""
    stages = stages_of(core)
    landscape = Landscape(core, combined(stages, prices.stage_weights), net, prices.resources, prices.bound)
    with Pool(1) as pool:
        return better(stages, core, known, improve(landscape, known, pool, effort))
