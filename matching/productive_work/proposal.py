"""The steps of one prison's round in order: applications, problem, plan, proposal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Unpack

from matching.effort import Limits
from matching.plan import Plan
from matching.productive_work.admission import admit
from matching.productive_work.assembly import assemble_work
from matching.productive_work.holdings import CREW_SHORT, NOT_FINISHED, OUTBID, Standing
from matching.productive_work.round import PrisonRound
from matching.productive_work.scoring import work_criteria, work_scores
from matching.rules.productive_work import WORK_RULES, work_refusals
from matching.strategy import solve

NO_APPLICATION = "application"


@dataclass(frozen=True)
class WorkChoice:
    """One post with its worth: `scores` by criterion (0-100) and their weighted `total`, the balance left out.

    The balance is the pavilion's and not the person's: of people who count alike any may be told to be within.
    """

    vacancy_id: str
    activity_id: str
    scores: Mapping[str, float]
    total: float


@dataclass(frozen=True)
class WorkAssignment:
    """One worker at one vacancy, as proposed; a named officer decides."""

    worker_id: str
    choice: WorkChoice


@dataclass(frozen=True)
class Unassigned:
    """One worker without a vacancy, and the one main cause.

    A rule's code (`application` where nothing was applied for), or `outbid`, `crew_short`, `not_finished`.
    """

    worker_id: str
    cause: str


@dataclass(frozen=True)
class CrewFound:
    """What the plan makes of one activity: `crew` were at work, `assigned` come, and it opens or it does not."""

    activity_id: str
    crew: int
    assigned: int
    minimum_crew: int

    @property
    def opens(self) -> bool:
        """Whether it has its crew."""
        return 0 < self.crew + self.assigned >= self.minimum_crew


@dataclass(frozen=True, eq=False)
class WorkProposal:
    """What one prison's round proposes: everybody stands in it once. With the frozen round the plan gives it again."""

    prison_id: str
    plan: Plan
    assignments: tuple[WorkAssignment, ...]
    unassigned: tuple[Unassigned, ...]
    crews: tuple[CrewFound, ...]


def propose_work(round_: PrisonRound, **limits: Unpack[Limits]) -> WorkProposal:
    """Propose vacancies for everybody of one prison at once.

    The limits are those of `matching.strategy.solve`; the seed is the round's.

    Raises:
        SolverError: No solver is installed.
    """
    within: Limits = {**limits, "seed": round_.seed}
    admission = admit(round_)
    assembly = assemble_work(round_, admission)
    plan = solve(assembly.problem, **within)
    return _told(Standing.reading(round_, admission, assembly, plan), plan)


def work_proposal_of(round_: PrisonRound, plan: Plan) -> WorkProposal:
    """Read a plan of *round_* as a proposal.

    Raises:
        PlanError: The plan was made for another round.
    """
    return _told(Standing.of(round_, plan), plan)


def _told(standing: Standing, plan: Plan) -> WorkProposal:
    round_ = standing.round
    given = {index: post for index in range(len(round_.workers)) if (post := standing.post_given(index)) is not None}
    return WorkProposal(
        prison_id=round_.prison_id,
        plan=plan,
        assignments=tuple(
            WorkAssignment(round_.workers[index].id, choice_of(standing, index, post)) for index, post in given.items()
        ),
        unassigned=tuple(
            Unassigned(worker.id, cause_of(standing, index))
            for index, worker in enumerate(round_.workers)
            if index not in given
        ),
        crews=tuple(
            CrewFound(activity.id, activity.crew, assigned, activity.minimum_crew)
            for activity, assigned in zip(round_.activities, standing.crew.tolist(), strict=True)
        ),
    )


def choice_of(standing: Standing, worker: int, post: int) -> WorkChoice:
    """Tell what an admissible post is worth to a worker."""
    round_ = standing.round
    scores = work_scores(round_.workers[worker], round_.posts[post], round_.norms)
    return WorkChoice(
        vacancy_id=round_.vacancies[post].id,
        activity_id=round_.posts[post].activity.id,
        scores=dict(zip(work_criteria(), scores, strict=True)),
        total=float(standing.admission.total[standing.admission.pair(worker, post)]),
    )


def cause_of(standing: Standing, worker: int) -> str:
    """Name the one main cause for which a worker has no vacancy.

    With admissible posts: a place is left because the search was stopped, else an activity lacks its crew, else others
    have the places. Without: the rule that alone refuses most applications, or that refuses most.
    """
    found = Counter(standing.reason(option) for option in standing.options_of(worker))
    for reason in (NOT_FINISHED, CREW_SHORT, OUTBID):
        if found[reason]:
            return reason
    return _main_rule(standing.round, worker)


def _main_rule(round_: PrisonRound, index: int) -> str:
    worker = round_.workers[index]
    posts = (round_.posts[round_.post_index[vacancy_id]] for vacancy_id in worker.rank_of)
    answers = [[refusal.rule for refusal in work_refusals(worker, post, round_.norms)] for post in posts]
    if not answers:
        return NO_APPLICATION
    alone = Counter(rules[0] for rules in answers if len(rules) == 1)
    counts = alone or Counter(rule for rules in answers for rule in rules)
    return max((rule.code for rule in WORK_RULES), key=lambda code: counts[code])
