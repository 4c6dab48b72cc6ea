"""From a problem to a plan: which pipeline, in which order, with what proof.

A problem that one model can hold is put into canonical form and solved exactly. A larger one is priced over all its
admissible options, and a plan is sought near what the prices prove. The problem and the time decide, never the caller,
and the plan states the choice.
"""

from dataclasses import dataclass
from math import inf
from typing import Unpack

from matching.compact.problem import CompactProblem
from matching.effort import Effort, Limits
from matching.eligible import EligibleSet, ListedSet
from matching.plan import Plan, PlanPrices, SolverRun
from matching.prices import Prices
from matching.problem import Floats, Offsets, Problem
from matching.search.canonical import Canonical, canonical, usable_options
from matching.search.scale import Scale
from matching.search.small import model_seconds, prove_quickly, solve_by_model
from matching.search.verdict import Verdict, judge
from matching.solve import available_solver, solver_version

EXACT_OPTIONS = Scale.exact_options
"""Up to this many usable options, one model holds the problem."""


@dataclass(frozen=True, eq=False)
class _Solution:
    """What a pipeline found: the options chosen, prices of all resources and openings, and what may be claimed."""

    strategy: str
    chosen: Offsets
    prices: Prices
    verdict: Verdict


def solve(problem: Problem | CompactProblem, **limits: Unpack[Limits]) -> Plan:
    """Find the best plan within the limits, and prove how good it is.

    The same problem gives the same plan under the same seed, in whatever order it is written, unless the time limit
    cuts the search short. The empty plan is feasible, so there always is a plan.

    Raises:
        SolverError: No solver is installed.
    """
    return solve_at(problem, Effort(**limits), Scale())


def solve_at(problem: Problem | CompactProblem, effort: Effort, scale: Scale) -> Plan:
    """Find the best plan; the scale says what is large."""
    name = available_solver(effort.solver)
    found = _compact(problem, effort, scale) if isinstance(problem, CompactProblem) else _listed(problem, effort, scale)
    prices = found.prices
    effort.report("done", done=1.0)
    return Plan(
        problem_sha256=problem.sha256,
        chosen=tuple(sorted(found.chosen.tolist())),
        prices=PlanPrices(
            tuple(prices.stage_weights.tolist()),
            tuple(prices.resources.tolist()),
            tuple(prices.openings.tolist()),
            prices.bound,
        ),
        solver=SolverRun(name, solver_version(name), round(effort.spent_seconds, 3), _options(effort, found.strategy)),
        **vars(found.verdict),
    )


def _listed(problem: Problem, effort: Effort, scale: Scale) -> _Solution:
    """Solve a problem that writes its options out."""
    form = canonical(problem)
    if _fits_one_model(form.problem, effort, scale):
        found = _exact(form.problem, effort)
    else:
        found = _priced(ListedSet(form.problem), effort, scale)
        if _may_be_proven(form.problem, found, effort, scale):
            found = _closed(form.problem, found, effort)
    return _as_written(found, form)


def _compact(problem: CompactProblem, effort: Effort, scale: Scale) -> _Solution:
    """Solve a problem whose options follow by rule."""
    from matching.compact.eligible import CompactSet  # compiles its kernels: not for those who never need them

    return _priced(CompactSet(problem, effort.cores), effort, scale)


def _fits_one_model(problem: Problem, effort: Effort, scale: Scale) -> bool:
    options = len(usable_options(problem))
    most = min(scale.plain_options, scale.exact_options) if problem.has_plain_openings else scale.exact_options
    return options <= most and model_seconds(options) < effort.left_seconds


def _may_be_proven(problem: Problem, found: _Solution, effort: Effort, scale: Scale) -> bool:
    """Whether a plan at prices leaves open what one model could close, and nobody said that it is near enough."""
    is_open = found.verdict.status != "optimal" and effort.gap == 0 and effort.left_seconds > 0
    return is_open and len(problem.option_applicant) <= scale.exact_options


def _closed(problem: Problem, found: _Solution, effort: Effort) -> _Solution:
    proven = prove_quickly(problem, found.prices, found.chosen, effort)
    return _Solution(
        found.strategy, proven.chosen, found.prices, judge(problem, found.prices, proven.chosen, proven.bounds)
    )


def _exact(problem: Problem, effort: Effort) -> _Solution:
    prices, found = solve_by_model(problem, effort)
    return _Solution("exact", found.chosen, prices, judge(problem, prices, found.chosen, found.bounds))


def _priced(eligible: EligibleSet, effort: Effort, scale: Scale) -> _Solution:
    from matching.search.large import solve_at_prices  # compiles its kernels: not for those who never need them

    found = solve_at_prices(eligible, effort, scale)
    unproven, prices = (inf,) * len(found.problem.objective), found.certificate.prices
    return _Solution(
        "prices", found.keys, prices, judge(found.problem, prices, found.chosen, unproven, found.certificate)
    )


def _as_written(found: _Solution, form: Canonical) -> _Solution:
    """Tell a solution of the canonical form in the order of the caller's problem."""
    prices = found.prices
    resources, openings = _in_order(prices.resources, form.resources), _in_order(prices.openings, form.openings)
    written = Prices(prices.stage_weights, resources, openings, prices.bound)
    return _Solution(found.strategy, form.options[found.chosen], written, found.verdict)


def _options(effort: Effort, strategy: str) -> dict[str, float | int | str]:
    return {
        "strategy": strategy,
        "time_limit_seconds": effort.time_limit_seconds,
        "gap": effort.gap,
        "threads": effort.threads,
        "seed": effort.seed,
    }


def _in_order(prices: Floats, places: Offsets) -> Floats:
    """Put prices back where their owners stood in the caller's problem."""
    original = prices.copy()
    original[places] = prices
    return original
