"""The steps in order: candidates, problem, plan, proposal."""

from collections.abc import Callable
from dataclasses import dataclass

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.effort import Progress
from matching.explanation.baseline import queue_options
from matching.explanation.causes import causes_of
from matching.explanation.choice import Choice
from matching.explanation.figures import Figures, figures_of
from matching.explanation.holdings import decode
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
