"""The pipeline of large problems: prices over all admissible options, a dive, then windows until nothing more is lost.

Nothing here writes out more of a problem than the options that matter at the prices.
"""

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

from matching.effort import Effort
from matching.eligible import EligibleSet, working_problem
from matching.prices import Prices
from matching.problem import Offsets, Problem
from matching.search.certificate import Certificate, certify
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
    """A plan in a working problem: the options chosen there, their keys, and what prices prove over all options."""

    problem: Problem
    chosen: Offsets
    keys: Offsets
    certificate: Certificate


def solve_at_prices(eligible: EligibleSet, effort: Effort, scale: Scale) -> Priced:
    """Find a plan that is as near to the prices' bound as the effort allows."""
    options = shortlist(eligible, scale)
    problem = working_problem(eligible.frame, options)
    weights = stage_weights(problem, stages_of(problem), exact=False)
    with ThreadPoolExecutor(effort.cores + 1) as threads:
        market = price_out(eligible, options, weights, effort.part(PRICES_SHARE), threads)
        proof = threads.submit(certify, eligible, Prices(weights, market.resources, market.openings, market.bound))
        first, certificate, landscape = _first_plan(market, effort, threads), proof.result(), _landscape(market)
    with Pool(effort.cores if len(market.options) >= scale.pool_options else 1) as pool:
        chosen = improve(landscape, first, pool, effort, effort.gap or ENOUGH)
    return Priced(market.problem, chosen, market.options.key[chosen], certificate)


def _first_plan(market: Market, effort: Effort, threads: Executor) -> Offsets:
    """Dive, unless openings ask for company or are worth something by themselves: then construct."""
    if not market.problem.has_plain_openings:
        return construct(market.problem, market.stage, market.net, effort.part(0.3))
    return dive(market.dual, market.row_prices, effort)


def _landscape(market: Market) -> Landscape:
    return Landscape(market.problem, market.stage, market.net, market.resources, market.bound)
