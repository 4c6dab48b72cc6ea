"""The steps in order: candidates, problem, plan, proposal."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.effort import Progress
from matching.explanation.answers import Choice
from matching.explanation.baseline import queue_options
from matching.explanation.explainer import Explainer
from matching.explanation.figures import Figures, figures_of
from matching.explanation.market import NOBODY
from matching.instance import Instance
from matching.plan import Plan
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
) -> Proposal:
    """Propose places for everybody at once; ends early with the best plan so far when *should_stop* says so."""
    problem = assemble(instance, find_candidates(instance))
    plan = solve(
        problem,
        time_limit_seconds=time_limit_seconds,
        gap=gap,
        seed=instance.seed,
        progress=progress,
        should_stop=should_stop,
    )
    return proposal_of(instance, plan)


def proposal_of(instance: Instance, plan: Plan) -> Proposal:
    """Read a plan of *instance* as a proposal.

    Raises:
        PlanError: The plan was made for another input.
    """
    explainer = Explainer(instance, plan)
    applicants, held = instance.applicants, explainer.market.held_option
    placed = np.flatnonzero(held != NOBODY).tolist()
    queue = queue_options(instance, explainer.candidates, explainer.market.problem)
    return Proposal(
        plan=plan,
        assignments=tuple(Assignment(applicants[i].id, explainer.choice(int(held[i]))) for i in placed),
        unplaced=tuple(Unplaced(applicant_id, cause) for applicant_id, cause in explainer.causes().items()),
        figures=figures_of(instance, explainer.candidates, held[placed]),
        baseline=figures_of(instance, explainer.candidates, queue),
    )
