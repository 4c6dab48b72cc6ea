"""The pipeline of large problems: prices over all admissible options, a dive, then windows until nothing more is lost.

Nothing here writes out more of a problem than the options that matter at the prices.
"""

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

from matching.effort import Effort
from matching.eligible import EligibleSet, working_problem
from matching.prices import Prices, net_values
from matching.problem import Offsets, Problem
from matching.search.certificate import certified
from matching.search.construction import construct
from matching.search.dive import dive
from matching.search.landscape import Landscape
from matching.search.lexicographic import stage_weights
from matching.search.neighbourhoods import improve
from matching.search.pool import Pool
from matching.search.scale import Scale
from matching.search.widening import Market, price_out, shortlist
from matching.stages import stages_of

ENOUGH = 2e-4
"""The gap of the weighted sum at which the search ends, where none is asked for."""

PRICES_SHARE = 0.75
"""Part of the time that prices may take: without good ones neither plan nor proof is any good."""


@dataclass(frozen=True, eq=False)
class Priced:
    """A plan in a working problem: the options chosen there, their keys, and prices with the bound over all options."""

    problem: Problem
    chosen: Offsets
    keys: Offsets
    prices: Prices


def solve_at_prices(eligible: EligibleSet, effort: Effort, scale: Scale) -> Priced:
    """Find a plan that is as near to the prices' bound as the effort allows."""
    options = shortlist(eligible, scale)
    problem = working_problem(eligible.frame, options)
    weights = stage_weights(problem, stages_of(problem), exact=False)
    with ThreadPoolExecutor(effort.cores) as threads:
        market = price_out(eligible, options, weights, effort.part(PRICES_SHARE), threads)
        first = _first_plan(market, effort, threads)
    prices = certified(eligible, weights, market.resources, market.openings)
    landscape = _landscape(market, prices)
    with Pool(effort.cores if len(market.options) >= scale.pool_options else 1) as pool:
        chosen = improve(landscape, first, pool, effort, effort.gap or ENOUGH)
    return Priced(market.problem, chosen, market.options.key[chosen], prices)


def _first_plan(market: Market, effort: Effort, threads: Executor) -> Offsets:
    """Dive, unless openings ask for company or are worth something by themselves: then construct."""
    problem = market.problem
    if not problem.has_plain_openings:
        net = net_values(problem, market.stage, market.resources, market.openings)
        return construct(problem, market.stage, net, effort.part(0.3))
    return dive(market.dual, market.row_prices, effort)


def _landscape(market: Market, prices: Prices) -> Landscape:
    net = net_values(market.problem, market.stage, market.resources, market.openings)
    return Landscape(market.problem, market.stage, net, market.resources, prices.bound)
