"""Another plan of the same problem, claimed with what is already proven of the problem."""

from dataclasses import replace
from math import inf

import numpy as np

from matching.plan import Plan, PlanPrices
from matching.prices import Prices
from matching.problem import Offsets, Problem
from matching.search.verdict import judge
from matching.stages import extremes, stages_of


def restated(problem: Problem, plan: Plan, chosen: Offsets) -> Plan:
    """State another choice with the prices and bounds of *plan*, which hold for every plan of the problem.

    The second stage's bound speaks of plans that reach as much in the first, so it stays only if the first does.
    """
    prices = plan.prices
    known = Prices(np.array(prices.stage_weights), np.array(prices.resources), np.array(prices.openings), prices.bound)
    stages = stages_of(problem)
    first, *second = problem.objective
    proven = [plan.bound[first]]
    for name, stage in zip(second, stages[1:], strict=True):
        kept = stages[0].worth(problem, chosen) >= plan.objective[first] - 1e-6
        proven.append(plan.bound[name] if kept else min(inf, extremes(problem, stage)[1]))
    return replace(plan, chosen=tuple(sorted(chosen.tolist())), **vars(judge(problem, known, chosen, tuple(proven))))


def proven_by_prices(problem: Problem, plan: Plan, prices: Prices, chosen: Offsets) -> Plan:
    """State a choice with prices alone, in a plan that says how it was found as *plan* of an earlier problem does."""
    told = PlanPrices(
        tuple(prices.stage_weights.tolist()),
        tuple(prices.resources.tolist()),
        tuple(prices.openings.tolist()),
        prices.bound,
    )
    verdict = judge(problem, prices, chosen, (inf,) * len(problem.objective))
    own = tuple(sorted(chosen.tolist()))
    return replace(plan, problem_sha256=problem.sha256, prices=told, chosen=own, **vars(verdict))
