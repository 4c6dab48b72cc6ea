"""Soft preferences of productive work: one function a criterion, each from 0 (worst) to 100 (best).

Nothing here can forbid, and nothing reads sex, stage, pavilion or age beyond the priority that the law gives the young.
The balance over pavilions is none of one person alone and stands in `matching.productive_work.assembly`.
"""

from collections.abc import Callable, Mapping

from matching.input.worker import Worker
from matching.input.workplace import Post, WorkNorms
from matching.productive_work.round import WorkWeights

FULL_EXPERIENCE_MONTHS = 24
"""So long in the trade is as good as any longer."""
FULL_TRAINING_HOURS = 200
"""So many hours of training are as good as any more."""
FULL_WAIT_DAYS = 180
"""Waiting so long is as urgent as waiting can be."""
PLACED_WEIGHT = 100
"""What assigning one person without any priority counts in the first stage."""
PINNED_WEIGHT = 4000
"""More than all that one pinned person can take (a place, fourteen half days, an even share) is worth to others."""
DECIMALS = 2


def criteria_of_post() -> Mapping[str, Callable[[Worker, Post], float]]:
    """Name the criteria that tell posts apart, in the order of the weights."""
    return {
        "preference": preference_score,
        "skill": skill_score,
        "experience": experience_score,
        "training": training_score,
    }


def personal_criteria() -> Mapping[str, Callable[[Worker, WorkNorms], float]]:
    """Name the criteria that are the same at every post: they also decide, in the first stage, who is assigned."""
    return {
        "first_timer": first_timer_score,
        "youth": youth_score,
        "cetpro": cetpro_score,
        "waiting": waiting_score,
    }


def work_criteria() -> tuple[str, ...]:
    """Name every criterion of one worker at one post, in the order of the weights."""
    return (*criteria_of_post(), *personal_criteria())


def work_scores(worker: Worker, post: Post, norms: WorkNorms) -> tuple[float, ...]:
    """Score one worker at one post by every criterion, rounded to hundredths."""
    of_post = (criterion(worker, post) for criterion in criteria_of_post().values())
    personal = (criterion(worker, norms) for criterion in personal_criteria().values())
    return tuple(round(score, DECIMALS) for score in (*of_post, *personal))


def weighed(scores: tuple[float, ...], weights: WorkWeights) -> float:
    """Weigh the scores into one number, rounded to hundredths; 100 less the weight of the balance at most."""
    points = (weights.points(name, score) for name, score in zip(work_criteria(), scores, strict=True))
    return round(sum(points), DECIMALS)


def preference_score(worker: Worker, post: Post) -> float:
    """The person's own order: 100 for the first choice, half as much for each next one."""
    return 100.0 * 0.5 ** worker.rank_of[post.vacancy.id]


def skill_score(worker: Worker, post: Post) -> float:
    """Share of the wanted skills that the person holds (RPROD 19.2); 50 where none is wanted."""
    wanted = post.vacancy.skills
    return 100.0 * len(wanted & worker.skills) / len(wanted) if wanted else 50.0


def experience_score(worker: Worker, post: Post) -> float:
    """Time in the vacancy's trade (RPROD 19.2.b-d), full after `FULL_EXPERIENCE_MONTHS`."""
    return 100.0 * min(1.0, worker.months_in(post.vacancy.trade) / FULL_EXPERIENCE_MONTHS)


def training_score(worker: Worker, post: Post) -> float:
    """Training that the activity offers (RPROD 16.1, 25), full at `FULL_TRAINING_HOURS`."""
    return 100.0 * min(1.0, post.activity.training_hours / FULL_TRAINING_HOURS)


def first_timer_score(worker: Worker, norms: WorkNorms) -> float:
    """People in prison for the first time come first (RPROD 18.a)."""
    return 100.0 * worker.is_first_timer


def youth_score(worker: Worker, norms: WorkNorms) -> float:
    """So do the young (RPROD 18.a)."""
    return 100.0 * (worker.age <= norms.youth_to_age)


def cetpro_score(worker: Worker, norms: WorkNorms) -> float:
    """So do graduates of the prison's technical school (RPROD 18.a)."""
    return 100.0 * worker.is_cetpro_graduate


def waiting_score(worker: Worker, norms: WorkNorms) -> float:
    """Whoever has waited longer, full after `FULL_WAIT_DAYS`."""
    return 100.0 * min(1.0, worker.waiting_days / FULL_WAIT_DAYS)


def placed_weight(worker: Worker, norms: WorkNorms, weights: WorkWeights) -> int:
    """Say what assigning *worker* counts in the first stage: 100, and up to 100 more by the personal criteria.

    Whole numbers, so that the stage can be proven exactly; two ordinary people always count as much as one with every
    priority. A pinned person gives way to other pinned people only.
    """
    if worker.pinned_vacancy_id is not None:
        return PINNED_WEIGHT
    points = (weights.points(name, score(worker, norms)) for name, score in personal_criteria().items())
    return PLACED_WEIGHT + round(sum(points))
