"""From a problem to a plan: which pipeline, in which order, with what proof.

Every problem is put into canonical form and priced, and a first plan is built at the prices. Problems that one model
can hold are then solved exactly; larger ones are improved window by window and certified by the prices alone. The
problem and the time decide, never the caller, and the plan states the choice.
"""

from math import inf
from typing import Unpack

import numpy as np

from matching.ascent import ascend
from matching.canonical import canonical, subproblem, usable_options
from matching.construction import construct
from matching.effort import Effort, Limits
from matching.exact import Found, solve_exactly
from matching.lexicographic import stage_weights
from matching.model import build_relaxation
from matching.neighbourhoods import improve
from matching.plan import Plan, PlanPrices, SolverRun
from matching.prices import Prices, free_of_charge, net_values, priced
from matching.problem import Floats, Offsets, Problem
from matching.solve import available_solver, duals, solver_version
from matching.stages import combined, stages_of
from matching.verdict import judge

EXACT_OPTIONS = 100_000
"""Up to this many usable options, one model holds the problem."""

BUILDING_SECONDS = 1e-4
"""Seconds an option costs in PuLP, building and handing over included, both models together."""


def solve(problem: Problem, **limits: Unpack[Limits]) -> Plan:
    """Find the best plan within the limits, and prove how good it is.

    The same problem gives the same plan under the same seed, in whatever order it is written, unless the time limit
    cuts the search short. The empty plan is feasible, so there always is a plan.

    Raises:
        SolverError: No solver is installed.
    """
    effort = Effort(**limits)
    name = available_solver(effort.solver)
    form = canonical(problem)
    usable = usable_options(form.problem)
    core = subproblem(form.problem, usable)
    exact = _fits_one_model(core, effort)
    prices = (_relaxation_prices if exact else _ascended_prices)(core, effort)
    pipeline = _exact if exact else _by_windows
    found = pipeline(core, prices, effort)
    published = priced(form.problem, prices.stage_weights, prices.resources, prices.openings)
    verdict = judge(form.problem, published, usable[found.chosen], found.bounds)
    return Plan(
        problem_sha256=problem.sha256,
        chosen=tuple(sorted(form.options[usable[found.chosen]].tolist())),
        prices=PlanPrices(
            tuple(published.stage_weights.tolist()),
            _in_order(published.resources, form.resources),
            _in_order(published.openings, form.openings),
            published.bound,
        ),
        solver=SolverRun(name, solver_version(name), round(effort.spent_seconds, 3), _options(effort, exact=exact)),
        **vars(verdict),
    )


def _fits_one_model(core: Problem, effort: Effort) -> bool:
    options = len(core.option_applicant)
    return options <= EXACT_OPTIONS and options * BUILDING_SECONDS < effort.left_seconds / 2


def _relaxation_prices(core: Problem, effort: Effort) -> Prices:
    """Prices from the duals of the linear relaxation; by ascent where the time does not suffice for them."""
    stages = stages_of(core)
    weights = stage_weights(core, stages, exact=True)
    if not len(core.option_applicant):
        return free_of_charge(core, weights)
    found = duals(build_relaxation(core, combined(stages, weights)), effort.part(0.3))
    if not found:
        return ascend(core, weights, effort.part(0.2))
    resources = [found.get(f"capacity__{index}", 0.0) for index in range(len(core.capacity))]
    openings = [found.get(f"maximum__{index}", 0.0) for index in range(len(core.maximum))]
    return priced(core, weights, np.array(resources), np.array(openings))


def _ascended_prices(core: Problem, effort: Effort) -> Prices:
    weights = stage_weights(core, stages_of(core), exact=False)
    return ascend(core, weights, effort.part(0.35))


def _first_plan(core: Problem, prices: Prices) -> tuple[Floats, Offsets]:
    """The net values of the options at the prices, and the plan built from them."""
    stage = combined(stages_of(core), prices.stage_weights)
    net = net_values(core, stage, prices.resources, prices.openings)
    return net, construct(core, stage, net)


def _exact(core: Problem, prices: Prices, effort: Effort) -> Found:
    _, known = _first_plan(core, prices)
    if not len(core.option_applicant):
        return Found(known, (0.0,) * len(core.objective))
    return solve_exactly(core, prices, known, effort)


def _by_windows(core: Problem, prices: Prices, effort: Effort) -> Found:
    net, known = _first_plan(core, prices)
    return Found(improve(core, prices, net, known, effort), (inf,) * len(core.objective))


def _options(effort: Effort, *, exact: bool) -> dict[str, float | int | str]:
    return {
        "strategy": "exact" if exact else "windows",
        "time_limit_seconds": effort.time_limit_seconds,
        "gap": effort.gap,
        "threads": effort.threads,
        "seed": effort.seed,
    }


def _in_order(prices: Floats, places: Offsets) -> tuple[float, ...]:
    """Put prices back where their owners stood in the caller's problem."""
    original = np.empty_like(prices)
    original[places] = prices
    return tuple(original.tolist())
