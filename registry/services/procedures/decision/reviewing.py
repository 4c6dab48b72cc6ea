"""Review: an officer takes a file up, checks each requirement, visits, gives an opinion, and observes it once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import DomainError, NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, CaseCheck, CaseEvent, CaseFile
from registry.procedures.catalogue import get_procedure
from registry.services.accounts.policy import POLICY, Act, is_allowed, require_within
from registry.services.documents import attachments
from registry.services.documents.attachments import Bringer, Subject
from registry.services.documents.uploads import Upload
from registry.services.procedures import transitions
from registry.services.procedures.applicants import owner_of
from registry.services.procedures.applying import curing
from registry.services.procedures.decision.holding import hold, load, require_taken
from registry.services.procedures.telling import issuing, notices
from registry.services.procedures.transitions import Told
from registry.services.saving import Problems, refuse
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.procedures import CaseEventKind, CaseState, CheckState, OpinionKind

REVIEWERS = tuple(role for role, acts in POLICY.items() if Act.REVIEW_CASES in acts)
LONGEST_REMARK, LONGEST_WORDS = 500, 4000


@dataclass(frozen=True)
class Visit:
    """What an inspection found; `facts` are the answers of its form."""

    visited_on: date
    words: str
    is_favourable: bool
    facts: Mapping[str, str] = field(default_factory=dict)
    photos: Sequence[Upload] = ()


@dataclass(frozen=True)
class Opinion:
    """A report that a decision needs (RPROD art. 26)."""

    kind: OpinionKind
    is_favourable: bool
    words: str


def take(case_file_id: int, *, version: int, officer: Account, on: date) -> CaseFile:
    """Take up a file that waits: whoever takes it answers for it, and the applicant is told who it is.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`.
        WrongState: Somebody has it, or it was decided.
    """
    with transaction() as session:
        case = hold(session, case_file_id, Act.REVIEW_CASES, version=version, officer=officer)
        if case.officer_id is not None and case.state is not CaseState.SUBMITTED:
            raise WrongState("case_taken")
        _hand_over(session, case, officer, officer, on)
        return case


def assign(case_file_id: int, officer_id: int, *, version: int, officer: Account, on: date) -> CaseFile:
    """Give a file to an officer who may review it, also one that another officer has.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`.
        InvalidFields: That officer does not review files of this office.
        WrongState: That officer has it already, or it was decided.
    """
    with transaction() as session:
        case = hold(session, case_file_id, Act.ASSIGN_CASES, version=version, officer=officer)
        if not case.is_open:
            raise WrongState("case_over", state=case.state.label.lower())
        chosen = _whole_account(session, officer_id)
        if chosen is None or not _may_review(session, chosen, case):
            refuse({"officer_id": ("case_officer_unable", {})})
        elif case.officer_id == chosen.id and case.state is not CaseState.SUBMITTED:
            raise WrongState("case_done_already")
        else:
            _hand_over(session, case, chosen, officer, on)
        return case


def list_reviewers(case_file_id: int, *, officer: Account) -> Sequence[Account]:
    """Officers to whom a file can be given, by name.

    Raises:
        NotAllowed, NotFound: The officer assigns no files, or there is none within reach.
    """
    with reading() as session:
        case = session.get(CaseFile, case_file_id)
        if case is None:
            raise NotFound(case_file_id=case_file_id)
        require_within(session, officer, Act.ASSIGN_CASES, owner_of(case))
        statement = select(Account).where(Account.role.in_(REVIEWERS), Account.is_active)
        whole = statement.options(joinedload(Account.office), selectinload(Account.scopes))
        found = session.scalars(whole.order_by(Account.full_name, Account.id)).all()
        return [account for account in found if _may_review(session, account, case)]


def check(
    case_file_id: int, requirement: str, *, state: CheckState, remark: str = "", version: int, officer: Account
) -> CaseFile:
    """Note how a requirement, or a step's answers, were found; the applicant is told of it by `observe` alone.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`; or the procedure has no such part.
        InvalidFields: An observation says nothing.
        WrongState: Nobody has taken the file up, or it is not in the office's hands.
    """
    words = remark.strip()
    if state is CheckState.OBSERVED and not words:
        refuse({"remark": ("required", {})})
    _refuse_long("remark", words, LONGEST_REMARK)
    with transaction() as session:
        case = hold(session, case_file_id, Act.REVIEW_CASES, version=version, officer=officer)
        require_taken(case)
        if case.state is not CaseState.UNDER_REVIEW:
            raise WrongState("case_not_possible", what="revisar", state=case.state.label.lower())
        if requirement not in get_procedure(case.procedure).labels():
            raise NotFound(requirement=requirement)
        found = session.get(CaseCheck, (case.id, requirement))
        if found is None:
            found = CaseCheck(case_file_id=case.id, requirement=requirement)
            session.add(found)
        found.state, found.remark = state, words
        session.flush()
        return load(session, case)


def observe(
    case_file_id: int, *, words: str = "", version: int, officer: Account, on: date, at: datetime | None = None
) -> CaseFile:
    """Send the applicant everything that was found wanting, once and with its term (LPAG art. 125.1).

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`.
        InvalidFields: No requirement is observed.
        WrongState: It was observed before, or is not under review; or the notice cannot be written.
    """
    _refuse_long("words", words, LONGEST_WORDS)
    with transaction() as session:
        case = hold(session, case_file_id, Act.REVIEW_CASES, version=version, officer=officer)
        require_taken(case)
        transitions.require_possible(session, case, CaseEventKind.OBSERVED)
        observations = observations_of(case)
        if not observations:
            refuse({"checks": ("observe_nothing", {})})
        facts = {"observations": observations, curing.PRESENTED: curing.presented(session, case)}
        told = Told(words=words, facts=facts)
        event = transitions.apply(session, case, CaseEventKind.OBSERVED, on=on, actor=officer, told=told)
        issuing.issue_observations(session, case, event, officer=officer)
        notices.tell(session, case, event, at=at or now())
        return load(session, case)


def observations_of(case: CaseFile) -> list[dict[str, str]]:
    """What is observed now, by the names under which the applicant knows it; needs `checks` loaded."""
    labels = get_procedure(case.procedure).labels()
    remarks = {check.requirement: check.remark for check in case.checks if check.state is CheckState.OBSERVED}
    return [{"requirement": label, "remark": remarks[code]} for code, label in labels.items() if code in remarks]


def visit(case_file_id: int, found: Visit, *, version: int, officer: Account, on: date) -> CaseEvent:
    """Note what an inspection found, with its photographs.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`.
        InvalidFields: It says nothing, the day cannot be, or a photograph is there already.
        WrongState: Nobody has taken the file up, or it was decided.
    """
    with transaction() as session:
        case = hold(session, case_file_id, Act.REVIEW_CASES, version=version, officer=officer)
        require_taken(case)
        refuse(_visit_problems(case, found, on))
        subject, by = Subject(case_file_id=case.id), Bringer(officer.id, officer.full_name, officer.post)
        photos = [attachments.add(session, subject, AttachmentKind.VISIT_PHOTO, photo, by).id for photo in found.photos]
        facts = {**found.facts, "visited_on": found.visited_on.isoformat(), "photos": photos}
        told = Told(words=found.words, is_favourable=found.is_favourable, facts=facts)
        return transitions.apply(session, case, CaseEventKind.VISITED, on=on, actor=officer, told=told)


def opine(case_file_id: int, opinion: Opinion, *, version: int, officer: Account, on: date) -> CaseEvent:
    """Give the report that a decision needs; a later one of the same kind takes its place.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`.
        InvalidFields: It says nothing, or the procedure asks for no such report.
        WrongState: Nobody has taken the file up, or it was decided.
    """
    if not opinion.words.strip():
        refuse({"words": ("required", {})})
    _refuse_long("words", opinion.words, LONGEST_WORDS)
    with transaction() as session:
        case = hold(session, case_file_id, Act.GIVE_OPINIONS, version=version, officer=officer)
        require_taken(case)
        if opinion.kind not in get_procedure(case.procedure).opinions:
            refuse({"kind": ("opinion_not_asked", {})})
        told = Told(words=opinion.words, opinion=opinion.kind, is_favourable=opinion.is_favourable)
        return transitions.apply(session, case, CaseEventKind.OPINION, on=on, actor=officer, told=told)


def note(case_file_id: int, *, words: str, version: int, officer: Account, on: date) -> CaseEvent:
    """Write something for the office alone.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `holding.hold`.
        InvalidFields: It says nothing.
    """
    if not words.strip():
        refuse({"words": ("required", {})})
    _refuse_long("words", words, LONGEST_WORDS)
    with transaction() as session:
        case = hold(session, case_file_id, Act.REVIEW_CASES, version=version, officer=officer)
        return transitions.apply(session, case, CaseEventKind.NOTED, on=on, actor=officer, told=Told(words=words))


def _hand_over(session: Session, case: CaseFile, to: Account, officer: Account, on: date) -> None:
    told = Told(words=f"{to.full_name}, {to.post}")
    transitions.apply(session, case, CaseEventKind.ASSIGNED, on=on, actor=officer, told=told)
    case.officer_id = to.id
    session.flush()


def _may_review(session: Session, account: Account, case: CaseFile) -> bool:
    if not account.is_active or not is_allowed(account, Act.REVIEW_CASES):
        return False
    try:
        require_within(session, account, Act.REVIEW_CASES, owner_of(case))
    except DomainError:
        return False
    return True


def _whole_account(session: Session, officer_id: int) -> Account | None:
    whole = joinedload(Account.office), selectinload(Account.scopes)
    return session.get(Account, officer_id, options=whole)


def _visit_problems(case: CaseFile, found: Visit, on: date) -> Problems:
    problems: Problems = {}
    if not found.words.strip():
        problems["words"] = ("required", {})
    elif len(found.words) > LONGEST_WORDS:
        problems["words"] = ("case_too_long", {"most": LONGEST_WORDS})
    if case.filed_on is None or not case.filed_on <= found.visited_on <= on:
        problems["visited_on"] = ("visit_day_range", {"first": f"{case.filed_on:%d/%m/%Y}"})
    return problems


def _refuse_long(name: str, words: str, most: int) -> None:
    if len(words) > most:
        refuse({name: ("case_too_long", {"most": most})})
