"""The decision: a named officer approves or denies, and what follows happens at once or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from registry import letters
from registry.errors import DomainError, NotAllowed, NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, CaseFile, Document, Notice, Registration
from registry.procedures.catalogue import get_procedure
from registry.reference.months import add_months, spelled
from registry.services.accounts.policy import Act, require, require_within
from registry.services.placements.affected import AffectedUnit, list_affected
from registry.services.procedures import transitions
from registry.services.procedures.applicants import owner_of
from registry.services.procedures.deadlines import appeals, settings
from registry.services.procedures.decision import inviting
from registry.services.procedures.decision.effects.effects import LASTING, effect_of
from registry.services.procedures.decision.effects.grant import Brought, Grant
from registry.services.procedures.decision.holding import events_of, hold, load, require_taken
from registry.services.procedures.decision.inviting import Invited
from registry.services.procedures.telling import issuing, notices
from registry.services.procedures.transitions import Told
from registry.services.saving import refuse
from registry.vocabulary.procedures import (
    CaseEffect,
    CaseEventKind,
    CheckState,
    Evidence,
    NoticeMeans,
    ProcedureDetail,
)

ONE_DAY = timedelta(days=1)
LONGEST_WORDS = 4000
LONGEST_RESOLUTION = 60


@dataclass(frozen=True)
class Prospect:
    """What an approval would do today, for the page on which it is signed."""

    articles: Sequence[str]
    #: Last day of what would be registered, as configured; None where it does not last, or the officer enters it.
    valid_to: date | None
    #: Whether the officer names a last day.
    is_lasting: bool
    #: Why it cannot be approved yet; empty where it can.
    hindrances: Sequence[DomainError]
    means: NoticeMeans
    #: Units where people would have to be moved, if it withdraws a registration.
    affected: Sequence[AffectedUnit] = ()


@dataclass(frozen=True)
class Ruling:
    """What is decided, why, by whom and when."""

    kind: CaseEventKind
    words: str
    articles: Sequence[str]
    officer: Account
    on: date


@dataclass(frozen=True)
class Decided:
    """A decision with its resolution, how the applicant is told, and the account that answers from now on."""

    case: CaseFile
    resolution: Document
    notice: Notice | None
    invited: Invited | None = None


def foresee(case_file_id: int, *, officer: Account, on: date) -> Prospect:
    """What the approval of a file would bring about today.

    Raises:
        NotAllowed: The role decides no case files.
        NotFound: There is no such file within reach.
    """
    require(officer, Act.DECIDE_CASES)
    with reading() as session:
        case = session.get(CaseFile, case_file_id)
        if case is None or case.filed_on is None:
            raise NotFound(case_file_id=case_file_id)
        require_within(session, officer, Act.DECIDE_CASES, owner_of(case))
        case = load(session, case)
        is_lasting = get_procedure(case.procedure).effect in LASTING
        valid_to = usual_last_day(session, case, on) if is_lasting else None
        grant = Grant(case, get_procedure(case.procedure), officer, on, valid_to)
        articles = effect_of(grant).articles(session, grant)
        hindrances, means = list(_hindrances(session, grant)), notices.means_of(case)
        return Prospect(articles, valid_to, is_lasting, hindrances, means, _affected(grant))


def approve(
    case_file_id: int, *, words: str, valid_to: date | None, version: int, officer: Account, on: date
) -> Decided:
    """Approve a file: its effect, the resolution, the notice and the invitation, all in one transaction.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`; of two officers at once one finds it changed.
        InvalidFields: There are no grounds, or the last day is missing or cannot be.
        WrongState: It is not under review, a requirement, visit or report is missing, or the effect cannot be.
    """
    _refuse_grounds(words)
    with transaction() as session:
        case = _held(session, case_file_id, version, officer)
        transitions.require_possible(session, case, CaseEventKind.APPROVED)
        grant = Grant(case, get_procedure(case.procedure), officer, on, valid_to)
        _refuse_last_day(grant)
        for hindrance in _hindrances(session, grant):
            raise hindrance
        effect = effect_of(grant)
        articles = effect.articles(session, grant)
        brought = effect.carry_out(session, grant)
        _link(case, brought)
        decided = _settle(session, case, Ruling(CaseEventKind.APPROVED, words.strip(), articles, officer, on))
        _name_resolution(session, brought.registration, decided.resolution)
        invited = _invite(session, grant, brought)
        return Decided(load(session, case), decided.resolution, decided.notice, invited)


def deny(case_file_id: int, *, words: str, version: int, officer: Account, on: date) -> Decided:
    """Deny a file, and say why; the resolution tells how it is contested.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`; of two officers at once one finds it changed.
        InvalidFields: There are no grounds.
        WrongState: It is not under review.
    """
    _refuse_grounds(words)
    with transaction() as session:
        case = _held(session, case_file_id, version, officer)
        articles = [
            f"Denegar la solicitud del {spelled(case.filed_on or on)}: {case.procedure.label}.",
            "Puede presentar una solicitud nueva cuando lo que falta esté cumplido.",
        ]
        return _settle(session, case, Ruling(CaseEventKind.DENIED, words.strip(), articles, officer, on))


def usual_last_day(session: Session, case: CaseFile, on: date) -> date | None:
    """Last day of what a file asks for, where its validity is known: of a renewal, from the present last day on."""
    months = settings.detail_at(case.procedure, ProcedureDetail.VALIDITY, on).number
    if months is None:
        return None
    begins = on
    if case.registration_id is not None:
        begins = max(on, session.get_one(Registration, case.registration_id).valid_to + ONE_DAY)
    return add_months(begins, months) - ONE_DAY


def _held(session: Session, case_file_id: int, version: int, officer: Account) -> CaseFile:
    """The file in the hands of somebody who may decide it.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`; or another post decides it.
        WrongState: Nobody has taken it up, it was decided, or they filed it themselves.
    """
    case = hold(session, case_file_id, Act.DECIDE_CASES, version=version, officer=officer)
    if officer.role not in (deciders := get_procedure(case.procedure).decided_by):
        whose = ", ".join(role.label for role in deciders)
        raise NotAllowed(act=Act.DECIDE_CASES.value, what=Act.DECIDE_CASES.label, whose=whose)
    require_taken(case)
    for refusal in _own_filing(case, officer):
        raise refusal
    return case


def _settle(session: Session, case: CaseFile, ruling: Ruling) -> Decided:
    """The event with its term, the resolution, and word to the applicant."""
    told = Told(words=ruling.words, due_on=appeals.appeal_due(ruling.on))
    event = transitions.apply(session, case, ruling.kind, on=ruling.on, actor=ruling.officer, told=told)
    resolution = issuing.issue_resolution(session, case, event, articles=ruling.articles, officer=ruling.officer)
    notice = notices.tell(session, case, event, at=now())
    return Decided(load(session, case), resolution, notice)


def _link(case: CaseFile, brought: Brought) -> None:
    """From the approval on the file is of the institution and the registration that it brought."""
    if brought.institution is not None:
        case.institution_id = brought.institution.id
    if brought.registration is not None:
        case.registration_id = brought.registration.id


def _name_resolution(session: Session, registration: Registration | None, resolution: Document) -> None:
    if registration is not None:
        number = letters.document_number(resolution.number, resolution.year, resolution.office.code)
        registration.resolution = f"Resolución {number}"[:LONGEST_RESOLUTION]
        session.flush()


def _invite(session: Session, grant: Grant, brought: Brought) -> Invited | None:
    is_new = grant.procedure.effect is CaseEffect.REGISTER
    if not is_new or brought.institution is None or brought.registration is None:
        return None
    return inviting.invite_for(session, grant.case, brought.institution, brought.registration.role, at=now())


def _refuse_grounds(words: str) -> None:
    if not words.strip():
        refuse({"words": ("required", {})})
    if len(words) > LONGEST_WORDS:
        refuse({"words": ("case_too_long", {"most": LONGEST_WORDS})})


def _refuse_last_day(grant: Grant) -> None:
    if grant.procedure.effect not in LASTING:
        return
    if grant.valid_to is None:
        refuse({"valid_to": ("required", {})})
    elif grant.valid_to <= grant.on:
        refuse({"valid_to": ("approval_past", {})})


def _affected(grant: Grant) -> Sequence[AffectedUnit]:
    if grant.procedure.effect is not CaseEffect.WITHDRAW or grant.case.registration_id is None:
        return ()
    return list_affected(grant.case.registration_id, officer=grant.officer)


def _own_filing(case: CaseFile, officer: Account) -> Iterator[DomainError]:
    """Whoever filed at the counter for an institution does not decide it too."""
    if case.account_id == officer.id:
        yield WrongState("case_own_filing")


def _hindrances(session: Session, grant: Grant) -> Iterator[DomainError]:
    """Everything that keeps a file from being approved: by this officer, then by its checks."""
    case, procedure = grant.case, grant.procedure
    yield from _own_filing(case, grant.officer)
    states = {check.requirement: check.state for check in case.checks}
    needed = [one for one in procedure.requirements if not one.is_optional and one.evidence is not Evidence.DECLARATION]
    if unmet := [one.label for one in needed if states.get(one.code) is not CheckState.MET]:
        yield WrongState("approval_unmet", requirements="; ".join(unmet))
    if CheckState.OBSERVED in states.values():
        yield WrongState("approval_observed")
    visits = events_of(case, [CaseEventKind.VISITED])
    if procedure.needs_visit and not (visits and visits[-1].is_favourable):
        yield WrongState("approval_without_visit")
    given = {event.opinion for event in events_of(case, [CaseEventKind.OPINION])}
    if missing := [kind.label.lower() for kind in procedure.opinions if kind not in given]:
        yield WrongState("approval_without_opinion", opinions=", ".join(missing))
    try:
        effect_of(grant).require_possible(session, grant)
    except WrongState as hindrance:
        yield hindrance
