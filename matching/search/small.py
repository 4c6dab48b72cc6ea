"""The pipeline of problems that one model can hold: prices, a first plan at the prices, then the exact solve."""

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
from matching.solve import duals
from matching.stages import combined, stages_of

RELAXATION_OPTIONS = 60_000
"""Up to this many options, the linear relaxation costs little more than ascent, and is exact."""

MODEL_SHARE = 0.85
"""Part of the time that one model gets; windows improve an unproven plan in the rest."""

SECONDS_OF_TEN_THOUSAND = 0.7
"""What one model of ten thousand options usually takes; it grows with the square."""


def model_seconds(options: int) -> float:
    """What one model of so many options usually takes."""
    return SECONDS_OF_TEN_THOUSAND * (options / 10_000) ** 2


def solve_by_model(problem: Problem, effort: Effort) -> tuple[Prices, Found]:
    """Solve a problem in canonical form to proven optimality, or as near as the effort allows.

    The prices bound all options, the plan is made of those that some plan can contain.
    """
    usable = usable_options(problem)
    core = subproblem(problem, usable)
    prices = _good_prices(problem, stage_weights(core, stages_of(core), exact=True), effort)
    net, known = _first_plan(core, prices, effort.part(0.3))
    if not len(usable):
        return prices, Found(known, (0.0,) * len(problem.objective))
    found = solve_exactly(core, prices, known, effort.part(MODEL_SHARE))
    chosen = found.chosen
    if effort.left_seconds <= (1 - MODEL_SHARE) / 2 * effort.time_limit_seconds:
        chosen = _last_word(core, prices, net, chosen, effort)
    return prices, Found(usable[chosen], found.bounds)


def _good_prices(problem: Problem, weights: Floats, effort: Effort) -> Prices:
    """Prices with a tight bound, over every option: those that no plan can contain count in the published bound.

    Duals of the linear relaxation, or ascent where the problem or the time is not made for them.
    """
    stage = combined(stages_of(problem), weights)
    if 0 < len(problem.option_applicant) <= RELAXATION_OPTIONS:
        found = duals(build_relaxation(problem, stage), effort.part(0.3))
        if found:
            resources = [found.get(f"capacity__{index}", 0.0) for index in range(len(problem.capacity))]
            openings = [found.get(f"maximum__{index}", 0.0) for index in range(len(problem.maximum))]
            return priced(problem, weights, np.array(resources), np.array(openings))
    from matching.search.ascent import ascend  # compiles its kernels: not for those who never need them
    from matching.search.dual import dual_of

    dual = dual_of(problem, stage)
    return priced(problem, weights, *dual.rows.split(problem, ascend(dual, effort.part(0.4)).prices))


def _first_plan(core: Problem, prices: Prices, effort: Effort) -> tuple[Floats, Offsets]:
    """The net values of the options at the prices, and the plan built from them."""
    stage = combined(stages_of(core), prices.stage_weights)
    net = net_values(core, stage, prices.resources, prices.openings)
    return net, construct(core, stage, net, effort)


def _last_word(core: Problem, prices: Prices, net: Floats, known: Offsets, effort: Effort) -> Offsets:
    """Improve by windows what a model that ran out of time has left."""
    stages = stages_of(core)
    landscape = Landscape(core, combined(stages, prices.stage_weights), net, prices.resources, prices.bound)
    with Pool(1) as pool:
        return better(stages, core, known, improve(landscape, known, pool, effort))
