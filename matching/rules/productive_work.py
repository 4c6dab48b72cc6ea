"""Hard rules of productive work in prisons (DL 1343, its regulation, and the Code of Criminal Execution).

A vacancy is offered to whoever applied for it, so each rule is asked about applications only: some hundred thousand
pairs in the country, one at a time. Whoever lacks an application, an approval or the free will in writing is no
candidate, and the refusal says what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from matching.input.worker import PROFESSIONS, Worker
from matching.input.workplace import Post, WorkNorms
from matching.rules.refusal import Change, Refusal


@dataclass(frozen=True)
class WorkRule:
    """A hard rule: its code, its norm, and its word on one worker at one post."""

    code: str
    norm: str
    check: Callable[[Worker, Post, WorkNorms], Refusal | None]


def table_of_contents() -> tuple[WorkRule, ...]:
    """List the rules in the order in which an officer would raise them."""
    return (
        WorkRule("published", "RPROD 20.1", published),
        WorkRule("agreement", "RPROD 26", agreement),
        WorkRule("place_of_work", "PROD 20", place_of_work),
        WorkRule("sundays", "RCEP 175", sundays),
        WorkRule("meeting", "CEP 11.1, 11.4, 14.3, 14.6", meeting),
        WorkRule("application", "RPROD 20.2", application),
        WorkRule("free_will", "CEP 73", free_will),
        WorkRule("evaluations", "RPROD 20.2", evaluations),
        WorkRule("pinned", "RPROD 19.1", pinned),
        WorkRule("excluded", "RPROD 19.1", excluded),
        WorkRule("legal_exclusion", "DL 1736", legal_exclusion),
        WorkRule("account", "RPROD 51.2, 52.2", account),
        WorkRule("regime", "CEP 11.6, 13", regime),
        WorkRule("stage", "CEP 14.3, 14.6", stage),
        WorkRule("sex", "CEP 11.1", sex),
        WorkRule("youth", "CEP 11.4, 71.2", youth),
        WorkRule("pavilion", "CEP 14.3, 14.6", pavilion),
        WorkRule("clash", "RPROD 7, 10", clash),
        WorkRule("health", "RPROD 20.2", health),
        WorkRule("certificates", "RPROD 19.2", certificates),
        WorkRule("release", "RPROD 35", release),
        WorkRule("room", "RPROD 20.1, 39.2", room),
    )


def published(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The vacancy has not been published inside the prison (RPROD 20.1)."""
    if post.vacancy.is_published:
        return None
    return Refusal("published", post.vacancy.id, None, Change("publish", 1))


def agreement(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The activity's agreement is not in force at the round's date (RPROD 26)."""
    if post.activity.agreement_in_force:
        return None
    return Refusal("agreement", post.activity.id, None, Change("renew_agreement", 1))


def place_of_work(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The place is a cell or a corridor, where no work counts (PROD 20)."""
    if post.workshop is None or not post.workshop.is_cell_or_corridor:
        return None
    return Refusal("place_of_work", post.workshop.id, None, Change("move_to_workshop", 1))


def sundays(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The vacancy takes Sundays and the technical council has not authorised them (RCEP 175)."""
    on_sunday = post.vacancy.sunday_shifts
    if post.vacancy.sundays_authorised or not on_sunday:
        return None
    return Refusal("sundays", len(on_sunday), 0, Change("authorise_sundays", len(on_sunday), tuple(sorted(on_sunday))))


def meeting(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """In this workshop, in one of these half days, are people whom the law keeps apart from those admitted here.

    Young from older, women from men, and security stages from each other (CEP 11.1, 11.4, 14.3, 14.6).
    """
    if not post.meets:
        return None
    return Refusal("meeting", " ".join(post.meets), None, Change("separate_activities", len(post.meets)))


def application(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The person has not applied for the vacancy (RPROD 20.2)."""
    if worker.application_to(post.vacancy.id) is not None:
        return None
    return Refusal("application", post.vacancy.id, None, Change("apply", 1))


def free_will(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """Who awaits trial works of free will only, and has not said so in writing (CEP 73)."""
    if not worker.awaits_trial or worker.agreed_in_writing:
        return None
    return Refusal("free_will", None, None, Change("agree_in_writing", 1))


def evaluations(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """Health, psychology, social service and work have not all approved (RPROD 20.2).

    The value names who disapproved, or else who has not said anything; only the latter can simply be asked for.
    """
    applied = worker.application_to(post.vacancy.id)
    if applied is None or applied.approved_by == set(PROFESSIONS):
        return None
    if applied.disapproved_by:
        return Refusal("evaluations", _listed(applied.disapproved_by), len(PROFESSIONS))
    missing = frozenset(PROFESSIONS) - applied.approved_by
    return Refusal("evaluations", _listed(missing), len(PROFESSIONS), Change("evaluate", len(missing)))


def pinned(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """An officer fixed another vacancy for this person (RPROD 19.1: the authority assigns)."""
    if worker.pinned_vacancy_id in (None, post.vacancy.id):
        return None
    return Refusal("pinned", post.vacancy.id, worker.pinned_vacancy_id, Change("unpin", 1))


def excluded(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """An officer ruled this vacancy out for this person (RPROD 19.1)."""
    if post.vacancy.id not in worker.excluded_vacancy_ids:
        return None
    return Refusal("excluded", post.vacancy.id, None, Change("lift_exclusion", 1))


def legal_exclusion(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The law closes this kind of work to the person; which ground is not said, since it would tell the offence."""
    if not worker.exclusions & post.activity.closed_to:
        return None
    return Refusal("legal_exclusion")


def account(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The pay goes to a special account, which the person may not hold (RPROD 51.2, 52.2); the ground is not said."""
    if worker.may_hold_account or not post.activity.needs_account:
        return None
    return Refusal("account")


def regime(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The activity is for another regime (CEP 11.6, 13)."""
    return _not_among("regime", worker.regime, post.activity.regimes)


def stage(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The activity is for other security stages, which stay in separate areas (CEP 14.3, 14.6)."""
    return _not_among("stage", worker.stage, post.activity.stages)


def sex(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The activity is for the other sex: men and women are separated (CEP 11.1). It forbids and never weighs."""
    return _not_among("sex", worker.sex, post.activity.sexes)


def youth(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """People of 16 to 21 are strictly separated from older ones (CEP 11.4, 71.2)."""
    is_youth = norms.separated_from_age <= worker.age <= norms.separated_to_age
    if is_youth == post.activity.for_youth:
        return None
    return Refusal("youth", worker.age, norms.separated_to_age)


def pavilion(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The person's pavilion has no way to this workshop: areas are separate (CEP 14.3, 14.6)."""
    return _not_among("pavilion", worker.pavilion, post.workshop.pavilions if post.workshop else None)


def clash(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The vacancy takes half days of education or of a programme, which the person must attend (RPROD 7, 10)."""
    taken = worker.busy_shifts & post.vacancy.shifts
    if not taken:
        return None
    return Refusal("clash", len(taken), 0, Change("free_shifts", len(taken), tuple(sorted(taken))))


def health(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The work asks what the person's health does not allow (RPROD 20.2). The reason is never known here."""
    unmet = worker.unable & post.demands
    if not unmet:
        return None
    return Refusal("health", _listed(unmet), None, Change("drop_demands", len(unmet)))


def certificates(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The vacancy requires certificates that the person does not have (RPROD 19.2)."""
    missing = post.vacancy.certificates - worker.certificates
    if not missing:
        return None
    return Refusal("certificates", _listed(missing), None, Change("earn_certificates", len(missing)))


def release(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """The contract would outlast the person's time inside (RPROD 35: it has a term)."""
    days, term = worker.days_to_release, post.vacancy.contract_days
    if days is None or term <= days:
        return None
    return Refusal("release", days, term, Change("shorten_contract", term - days))


def room(worker: Worker, post: Post, norms: WorkNorms) -> Refusal | None:
    """No place is left: in the vacancy, in the crew, or in the workshop within what is safe (RPROD 20.1, 39.2)."""
    if post.free_places(norms) >= 1:
        return None
    full = [shift for shift in sorted(post.vacancy.shifts) if post.workshop and not post.workshop.places(shift, norms)]
    return Refusal("room", 0, 1, Change("add_places", 1, tuple(full)))


def work_refusals(worker: Worker, post: Post, norms: WorkNorms) -> tuple[Refusal, ...]:
    """Tell every rule that refuses this worker this post, in the order of the table; none means that they fit."""
    answers = (rule.check(worker, post, norms) for rule in WORK_RULES)
    return tuple(answer for answer in answers if answer is not None)


def _not_among(code: str, own: str, admitted: frozenset[str] | None) -> Refusal | None:
    if admitted is None or own in admitted:
        return None
    return Refusal(code, own, _listed(admitted))


def _listed(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes))


WORK_RULES = table_of_contents()
