"""From a problem to a plan: which pipeline, in which order, with what proof.

Every problem is put into canonical form and priced, and a first plan is built at the prices. Problems that one model
can hold are then solved exactly; larger ones are improved window by window and certified by the prices alone. The
problem and the time decide, never the caller, and the plan states the choice.
"""

from math import inf
from typing import Unpack

import numpy as np

from matching.effort import Effort, Limits
from matching.model import build, build_relaxation
from matching.plan import Plan, PlanPrices, SolverRun
from matching.prices import Prices, net_values, priced
from matching.problem import Floats, Offsets, Problem
from matching.search.ascent import ascend
from matching.search.canonical import canonical, subproblem, usable_options
from matching.search.construction import construct
from matching.search.exact import Found, solve_exactly
from matching.search.lexicographic import better, stage_weights
from matching.search.neighbourhoods import best_options, improve
from matching.search.verdict import judge
from matching.solve import available_solver, duals, run, solver_version
from matching.stages import combined, stages_of

EXACT_OPTIONS = 150_000
"""Up to this many usable options, one model holds the problem."""

RELAXATION_OPTIONS = 60_000
"""Up to this many options, the linear relaxation costs little more than ascent, and is exact."""

MODEL_SHARE = 0.85
"""Part of the time that one model gets; windows improve an unproven plan in the rest."""

SECONDS_OF_TEN_THOUSAND = 0.7
"""What one model of ten thousand options usually takes; it grows with the square."""


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
    weights = stage_weights(core, stages_of(core), exact=exact)
    prices = _good_prices(form.problem, weights, effort, exact=exact)
    found = (_exact if exact else _by_windows)(core, prices, effort)
    verdict = judge(form.problem, prices, usable[found.chosen], found.bounds)
    return Plan(
        problem_sha256=problem.sha256,
        chosen=tuple(sorted(form.options[usable[found.chosen]].tolist())),
        prices=PlanPrices(
            tuple(prices.stage_weights.tolist()),
            _in_order(prices.resources, form.resources),
            _in_order(prices.openings, form.openings),
            prices.bound,
        ),
        solver=SolverRun(name, solver_version(name), round(effort.spent_seconds, 3), _options(effort, exact=exact)),
        **vars(verdict),
    )


def _fits_one_model(core: Problem, effort: Effort) -> bool:
    options = len(core.option_applicant)
    return options <= EXACT_OPTIONS and _model_seconds(options) < effort.left_seconds


def _model_seconds(options: int) -> float:
    return SECONDS_OF_TEN_THOUSAND * (options / 10_000) ** 2


def _good_prices(problem: Problem, weights: Floats, effort: Effort, *, exact: bool) -> Prices:
    """Prices with a tight bound, over every option: those that no plan can contain count in the published bound.

    Duals of the linear relaxation, or ascent where the problem or the time is not made for them.
    """
    if exact and 0 < len(problem.option_applicant) <= RELAXATION_OPTIONS:
        found = duals(build_relaxation(problem, combined(stages_of(problem), weights)), effort.part(0.3))
        if found:
            resources = [found.get(f"capacity__{index}", 0.0) for index in range(len(problem.capacity))]
            openings = [found.get(f"maximum__{index}", 0.0) for index in range(len(problem.maximum))]
            return priced(problem, weights, np.array(resources), np.array(openings))
    return ascend(problem, weights, effort.part(0.4))


def _first_plan(core: Problem, prices: Prices, effort: Effort) -> tuple[Floats, Offsets]:
    """The net values of the options at the prices, and the plan built from them."""
    stage = combined(stages_of(core), prices.stage_weights)
    net = net_values(core, stage, prices.resources, prices.openings)
    return net, construct(core, stage, net, effort)


def _exact(core: Problem, prices: Prices, effort: Effort) -> Found:
    """Solve one model; where its time runs out, windows have the last word on the plan, never on the bounds."""
    net, known = _first_plan(core, prices, effort.part(0.3))
    if not len(core.option_applicant):
        return Found(known, (0.0,) * len(core.objective))
    found = solve_exactly(core, prices, known, effort.part(MODEL_SHARE))
    if effort.left_seconds > (1 - MODEL_SHARE) / 2 * effort.time_limit_seconds:
        return found
    return Found(improve(core, prices, net, found.chosen, effort), found.bounds)


def _by_windows(core: Problem, prices: Prices, effort: Effort) -> Found:
    """Improve the first plan by a model of everybody's best options, then window by window; the prices prove."""
    net, known = _first_plan(core, prices, effort.part(0.3))
    known = _best_few(core, prices, net, known, effort.part(0.6))
    return Found(improve(core, prices, net, known, effort), (inf,) * len(core.objective))


def _best_few(core: Problem, prices: Prices, net: Floats, known: Offsets, effort: Effort) -> Offsets:
    """Solve the problem with only as many of each applicant's best options as the time allows."""
    affordable = 10_000 * np.sqrt(effort.left_seconds / 2 / SECONDS_OF_TEN_THOUSAND)
    count = int(affordable / max(1, len(np.unique(core.option_applicant))))
    if count < 2:
        return known
    options = np.union1d(best_options(core, net, count), known)
    stages = stages_of(core)
    small = subproblem(core, options)
    outcome = run(build(small, combined(stages_of(small), prices.stage_weights)), effort)
    return better(stages, core, known, None if outcome.chosen is None else options[outcome.chosen])


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
