"""The steps in order: candidates, problem, plan, proposal.

A round of a nation has too many candidates to be written out: it is put into columns, and the rest is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.assembly import assemble, place_rows
from matching.candidates import find_candidates
from matching.compact.compilation import compile_instance, resources_in_columns
from matching.compact.problem import CompactProblem
from matching.effort import Progress
from matching.explanation.baseline import queue_options
from matching.explanation.causes import causes_of
from matching.explanation.choice import Choice
from matching.explanation.figures import Figures, figures_of
from matching.explanation.holdings import Decoded, decode
from matching.instance import Instance
from matching.plan import Plan
from matching.problem import Problem
from matching.strategy import solve


@dataclass(frozen=True)
class Assignment:
    """One applicant at one opening, as proposed."""

    applicant_id: str
    choice: Choice


@dataclass(frozen=True)
class Unplaced:
    """One applicant without a place, and the one main cause: a rule's code or one of `matching.explanation.causes`."""

    applicant_id: str
    cause: str


@dataclass(frozen=True, eq=False)
class Proposal:
    """What a round proposes: everybody stands in it once, placed or with a cause.

    `baseline` are the figures of first come, nearest place under the same rules. With the frozen input, the plan
    alone gives the proposal again.
    """

    plan: Plan
    assignments: tuple[Assignment, ...]
    unplaced: tuple[Unplaced, ...]
    figures: Figures
    baseline: Figures


PAIRS_WRITTEN_OUT = 20_000_000
"""Up to so many pairs of person and opening, every admissible option is written out."""


def never() -> bool:
    """Do not stop early."""
    return False


def propose(
    instance: Instance,
    *,
    time_limit_seconds: float = 300.0,
    gap: float = 0.0,
    progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] = never,
    pairs_written_out: int = PAIRS_WRITTEN_OUT,
) -> Proposal:
    """Propose places for everybody at once; ends early with the best plan so far when *should_stop* says so."""
    plan = solve(
        formulate(instance, pairs_written_out),
        time_limit_seconds=time_limit_seconds,
        gap=gap,
        seed=instance.seed,
        progress=progress,
        should_stop=should_stop,
    )
    return proposal_of(instance, plan)


def formulate(instance: Instance, pairs_written_out: int = PAIRS_WRITTEN_OUT) -> Problem | CompactProblem:
    """Write the problem of a round out, or put it into columns where people and openings make more pairs than that."""
    if len(instance.applicants) * len(instance.openings) > pairs_written_out:
        return compile_instance(instance).problem
    return assemble(instance, find_candidates(instance))


def proposal_of(instance: Instance, plan: Plan) -> Proposal:
    """Read a plan of *instance* as a proposal, whichever way its problem was formulated.

    Raises:
        PlanError: The plan was made for another input.
    """
    if _is_in_columns(instance, plan):
        return proposal_in_columns(instance, plan)
    decoded, applicants = decode(instance, plan), instance.applicants
    given = dict(zip(decoded.problem.option_applicant[decoded.chosen].tolist(), decoded.chosen.tolist(), strict=True))
    causes = causes_of(instance, decoded, [index for index in range(len(applicants)) if index not in given])
    queue = queue_options(instance, decoded.candidates, decoded.problem)
    return Proposal(
        plan=plan,
        assignments=tuple(
            Assignment(applicants[index].id, decoded.choice(instance, given[index])) for index in sorted(given)
        ),
        unplaced=tuple(Unplaced(applicants[index].id, cause) for index, cause in causes.items()),
        figures=figures_of(instance, decoded.candidates, decoded.chosen),
        baseline=figures_of(instance, decoded.candidates, queue),
    )


def _is_in_columns(instance: Instance, plan: Plan) -> bool:
    """Tell by its prices how a plan's problem was formulated: columns have a price for every half day there is.

    Where written out has as many, every half day being scarce, the size of the round decides.
    """
    prices = len(plan.prices.resources)
    if prices == len(place_rows(instance).ids):
        return len(instance.applicants) * len(instance.openings) > PAIRS_WRITTEN_OUT
    return prices == resources_in_columns(instance)


def proposal_in_columns(instance: Instance, plan: Plan) -> Proposal:
    """Read a plan of a round that was put into columns.

    Raises:
        PlanError: The plan was made for another input.
    """
    from matching.explanation.national import Nation  # compiles its kernels: not for those who never need them

    nation, applicants = Nation.of(instance), instance.applicants
    given = nation.given(plan)
    held = Decoded(nation.candidates(given), nation.compiled.problem.frame, np.arange(len(given.applicant)))
    queue = nation.candidates(nation.queue())
    causes = nation.causes(given, np.setdiff1d(np.arange(len(applicants)), given.applicant).tolist())
    return Proposal(
        plan=plan,
        assignments=tuple(
            Assignment(applicants[index].id, held.choice(instance, option))
            for option, index in enumerate(given.applicant.tolist())
        ),
        unplaced=tuple(Unplaced(applicants[index].id, cause) for index, cause in causes.items()),
        figures=figures_of(instance, held.candidates, held.chosen),
        baseline=figures_of(instance, queue, np.arange(len(queue.option_pair))),
    )
