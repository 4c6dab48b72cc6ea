"""Evaluations of applications: each profession its own, none ever changed, and the director's word where two differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import DomainError, InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, WorkApplication, WorkEvaluation
from registry.services import audit
from registry.services.accounts.policy import Act, Owner, require
from registry.services.people.reserved import SHORTEST_PURPOSE
from registry.services.prison_work.application_standing import opinion_of
from registry.services.prison_work.applications import hold, require_filed
from registry.services.prison_work.professions import PROFESSIONS, profession_of
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.prison_work import Profession, Verdict


@dataclass(frozen=True)
class Evaluated:
    """What came of one application of many: evaluated, or refused."""

    application_id: int
    refusal: DomainError | None = None


def evaluate(
    application_id: int, verdict: Verdict, reason: str, *, officer: Account, on: date | None = None
) -> WorkEvaluation:
    """Approve or disapprove as the evaluator's profession; a contrary verdict stands beside the first, in dispute.

    Raises:
        NotAllowed, NotFound: The role evaluates nothing, or there is none with this key in its prisons.
        InvalidFields: No reason is given.
        WrongState: The application no longer waits, the evaluator filed it or evaluated it before, or it was settled.
    """
    require(officer, Act.EVALUATE_APPLICATIONS)
    profession = profession_of(officer)
    _require_reason(reason)
    with transaction() as session:
        application = hold(session, application_id, Act.EVALUATE_APPLICATIONS, officer)
        _require_open(session, application, profession, officer)
        return _add(session, _signed(application, profession, reason, officer, on), verdict=verdict)


def evaluate_many(
    application_ids: Iterable[int], verdict: Verdict, reason: str, *, officer: Account, on: date | None = None
) -> Sequence[Evaluated]:
    """Evaluate several alike; what refuses one leaves the others alone.

    Raises:
        NotAllowed: The role evaluates nothing.
        InvalidFields: No reason is given.
    """
    require(officer, Act.EVALUATE_APPLICATIONS)
    _require_reason(reason)
    return [_try(application_id, verdict, reason, officer, on) for application_id in application_ids]


def settle(evaluation_id: int, reason: str, *, officer: Account, on: date | None = None) -> WorkEvaluation:
    """Name which of two contrary evaluations stands; both stay, and nobody of the profession evaluates any more.

    Raises:
        NotAllowed, NotFound: The role settles nothing, or there is no such evaluation in its prisons.
        InvalidFields: No reason is given.
        WrongState: The profession does not disagree, or the application no longer waits.
    """
    require(officer, Act.SETTLE_EVALUATIONS)
    _require_reason(reason)
    with transaction() as session:
        standing = session.get(WorkEvaluation, evaluation_id)
        if standing is None:
            raise NotFound(evaluation_id=evaluation_id)
        application = hold(session, standing.application_id, Act.SETTLE_EVALUATIONS, officer)
        require_filed(application)
        if not opinion_of(standing.profession, _of(session, application.id)).is_disputed:
            raise WrongState("work_evaluation_undisputed", profession=standing.profession.label)
        word = _signed(application, standing.profession, reason, officer, on)
        word.settles = True
        return _add(session, word, verdict=standing.verdict)


def list_reasons(application_id: int, *, purpose: str, officer: Account) -> Sequence[WorkEvaluation]:
    """Evaluations with their reasons, for a stated purpose; an evaluator sees those of their own profession.

    Raises:
        NotAllowed, NotFound: The role sees nothing reserved, or there is none with this key in its prisons.
        InvalidFields: The purpose says nothing.
    """
    require(officer, Act.READ_INMATE_RESERVED)
    with reading() as session:
        application = session.get(WorkApplication, application_id)
        if application is None:
            raise NotFound(application_id=application_id)
        require(officer, Act.READ_INMATE_RESERVED, Owner(prison=application.prison))
        if len(purpose.strip()) < SHORTEST_PURPOSE:
            raise InvalidFields({"purpose": ("purpose_required", {})})
        own = PROFESSIONS.get(officer.role)
        found = [one for one in _of(session, application_id) if own is None or one.profession is own]
    with audit.for_purpose(purpose):
        audit.record(AuditAction.VIEWED, "inmate", application.inmate_id, facts="reasons", application=application_id)
    return found


def _try(application_id: int, verdict: Verdict, reason: str, officer: Account, on: date | None) -> Evaluated:
    try:
        evaluate(application_id, verdict, reason, officer=officer, on=on)
    except DomainError as refusal:
        return Evaluated(application_id, refusal)
    return Evaluated(application_id)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidFields({"reason": ("required", {})})


def _require_open(session: Session, application: WorkApplication, profession: Profession, officer: Account) -> None:
    require_filed(application)
    if application.filed_by_id == officer.id:
        raise WrongState("work_own_filing")
    heard = [one for one in _of(session, application.id) if one.profession is profession]
    if any(one.settles for one in heard):
        raise WrongState("work_evaluation_settled", profession=profession.label)
    if any(one.account_id == officer.id for one in heard):
        raise WrongState("work_evaluated_already")


def _of(session: Session, application_id: int) -> Sequence[WorkEvaluation]:
    own = select(WorkEvaluation).where(WorkEvaluation.application_id == application_id)
    return session.scalars(own.order_by(WorkEvaluation.id)).all()


def _signed(
    application: WorkApplication, profession: Profession, reason: str, officer: Account, on: date | None
) -> WorkEvaluation:
    return WorkEvaluation(
        application_id=application.id,
        profession=profession,
        reason=reason.strip(),
        settles=False,
        evaluated_on=on or today(),
        account_id=officer.id,
        account_name=officer.full_name,
        account_post=officer.post,
    )


def _add(session: Session, evaluation: WorkEvaluation, *, verdict: Verdict) -> WorkEvaluation:
    evaluation.verdict = verdict
    session.add(evaluation)
    session.flush()
    return evaluation
