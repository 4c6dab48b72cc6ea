"""Prices that are good over every admissible option, and the few options that matter at them.

Prices of a shortlist are cheap, and tell which of the other options are worth having: those whose net value beats an
applicant's best or comes near it. They are added, never dropped, and the prices improved, until the bound over all
admissible options is that over those in hand (cutting planes of the dual function: Kelley 1960).
"""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from matching.effort import Effort
from matching.eligible import EligibleSet, Options, working_problem
from matching.problem import Floats, Problem
from matching.search.ascent import COLDEST, HOTTEST, ascend, fineness, unit_of
from matching.search.dual import Dual, dual_of
from matching.search.scale import Scale
from matching.stages import Stage, combined, stages_of

ROUGH = 32.0
"""The temperature down to which the first shortlist is priced: while much is missing, exactness is wasted."""

WARM = (64.0, 32.0)
"""The temperatures from which prices go on after the first widening, and after later ones."""

SLACK = 3.0
"""Options so near below an applicant's best, in the unit of temperatures, come along."""

MOST = 10
"""Options of one applicant that one widening adds at most."""

ROUNDS = 8
"""Widenings that end the search whatever they gain."""


@dataclass(frozen=True, eq=False)
class Market:
    """A working problem with its weighted sum, and prices of all resources and openings that are good for the whole.

    `bound` is what they prove over all admissible options: the best of each is in the working problem.
    """

    options: Options
    problem: Problem
    stage: Stage
    dual: Dual
    resources: Floats
    openings: Floats
    bound: float

    @property
    def net(self) -> Floats:
        """What each option is worth beyond the places it takes, (N,)."""
        return self.dual.net(self.row_prices)

    @property
    def row_prices(self) -> Floats:
        """The prices of the rows that can bind."""
        return self.dual.rows.joined(self.resources, self.openings)


def shortlist(eligible: EligibleSet, scale: Scale) -> Options:
    """Everything, if that is not too much to hold; else what is best for each applicant if nothing has a price."""
    if eligible.size is not None and eligible.size <= scale.held_options:
        return eligible.options(np.arange(eligible.size))
    return eligible.nearest(scale.shortlist)


def price_out(
    eligible: EligibleSet, options: Options, stage_weights: Floats, effort: Effort, threads: Executor | None
) -> Market:
    """Price the options in hand, and widen them until the bound over all admissible ones is as good."""
    frame = eligible.frame
    y, z = np.zeros(len(frame.capacity)), np.zeros(len(frame.maximum))
    problem, stage, dual = _held(frame, options, stage_weights, threads)
    best, best_bound = (y, z), np.inf
    coolings = [(HOTTEST, ROUGH), (WARM[0], COLDEST), *[(WARM[1], COLDEST)] * ROUNDS]
    for hottest, coldest in coolings:
        is_whole = len(options) == eligible.size
        found = ascend(dual, effort, dual.rows.joined(y, z), hottest, COLDEST if is_whole else coldest)
        y, z = dual.rows.split(problem, found.prices)
        if is_whole:
            best, best_bound = (y, z), found.bound
            break
        floor = _best(problem, dual, found.prices) - SLACK * unit_of(dual)
        options = merged(options, eligible.above(stage_weights, y, z, floor, MOST))
        problem, stage, dual = _held(frame, options, stage_weights, threads)
        prices = dual.rows.joined(y, z)
        bound = dual.bound(prices, dual.net(prices))
        if bound < best_bound:
            best, best_bound = (y, z), bound
        is_same = bound - found.bound < fineness(effort) * abs(bound)
        if (is_same and coldest == COLDEST) or effort.left_seconds <= 0:
            break
    return Market(options, problem, stage, dual, *best, float(best_bound + np.maximum(0.0, stage.opening).sum()))


def merged(one: Options, other: Options) -> Options:
    """Both sets of options, each option once; the second is looked up in the first, of which it is a small part."""
    at = np.searchsorted(one.key, other.key)
    fresh = np.flatnonzero(np.append(one.key, -1)[at] != other.key)
    at, lengths = at[fresh], np.diff(other.use_start)[fresh]
    uses = np.repeat(other.use_start[:-1][fresh] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    use_at = np.repeat(one.use_start[at], lengths)
    return Options(
        key=np.insert(one.key, at, other.key[fresh]),
        applicant=np.insert(one.applicant, at, other.applicant[fresh]),
        opening=np.insert(one.opening, at, other.opening[fresh]),
        value=np.insert(one.value, at, other.value[fresh]),
        use_start=np.append(0, np.cumsum(np.insert(np.diff(one.use_start), at, lengths))),
        use_resource=np.insert(one.use_resource, use_at, other.use_resource[uses]),
        use_amount=np.insert(one.use_amount, use_at, other.use_amount[uses]),
    )


def _held(
    frame: Problem, options: Options, stage_weights: Floats, threads: Executor | None
) -> tuple[Problem, Stage, Dual]:
    problem = working_problem(frame, options)
    stage = combined(stages_of(problem), stage_weights)
    return problem, stage, dual_of(problem, stage, threads)


def _best(problem: Problem, dual: Dual, prices: Floats) -> Floats:
    """Best net value of every applicant among the options in hand, 0 where none is positive."""
    best = np.zeros(len(problem.weight))
    best[problem.option_applicant[dual.start[:-1]]] = dual.best(dual.net(prices))
    return best
