"""Filing: a draft that is saved as it is typed, presented once, cured once, or given up."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer
from sqlalchemy.orm.attributes import set_committed_value

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now, today
from registry.extensions.database import transaction
from registry.models import CaseCheck, CaseEvent, CaseFile
from registry.procedures.catalogue import get_procedure
from registry.services.procedures import series, transitions
from registry.services.procedures.applicants import Applicant, as_applicant, hold_own
from registry.services.procedures.applying import code_letters, columns, crowding, curing, forgetting, prefilling
from registry.services.procedures.applying.admission import contested, origin_of, require_admissible
from registry.services.procedures.applying.consistency import step_problems
from registry.services.procedures.applying.tasks import DECLARATION, TYPED, Task, problems_of, require_open, tasks_of
from registry.services.procedures.deadlines import terms
from registry.services.procedures.telling import issuing, notices
from registry.services.saving import refuse
from registry.vocabulary.procedures import CaseEventKind, CaseState, CheckState, Filer, ProcedureCode

__all__ = ["Task", "complete_step", "cure", "discard", "open_draft", "save_typed", "submit", "tasks_of", "withdraw"]

CONTACT = "contact"
MOST_LETTERS = 60_000
LONGEST_KEY = 64


def open_draft(
    procedure: ProcedureCode,
    *,
    key: str,
    by: Applicant,
    on: date,
    registration_id: int | None = None,
    about_id: int | None = None,
) -> CaseFile:
    """Begin a draft; the same form sent twice finds the one that it began.

    Raises:
        WrongState, InvalidFields: It may not be asked now (`admission`), or too many were begun there (`crowding`).
        NotAllowed, NotFound: The account may not file for this institution, or the key is another's.
    """
    found = get_procedure(procedure)
    with as_applicant(by), transaction() as session:
        series.hold(session, series.CASE_FILES, on.year)
        known = _by_key(session, key)
        if known is not None:
            return _same_draft(known, procedure, by)
        crowding.count_draft(session, by, at=now())
        is_contest = found.filed_by is Filer.APPLICANT
        origin = contested(session, by, about_id) if is_contest else origin_of(session, found, by, registration_id)
        case = _draft(session, procedure, key, by, on)
        columns.fill_from_origin(session, case, origin)
        case.answers = prefilling.known_answers(session, found, origin.registration)
        require_admissible(session, case, on)
        session.add(case)
        session.flush()
        return case


def save_typed(case_file_id: int, step: str, values: Mapping[str, str | list[str]], *, by: Applicant) -> CaseFile:
    """Keep what somebody types in a step as it is, whether or not it is right; only the last of it is kept.

    Raises:
        NotFound: There is no such file of theirs, or no such step.
        WrongState: The step was presented already.
        InvalidFields: It is longer than any form.
    """
    plain = {name: value if isinstance(value, str) else [*value] for name, value in values.items()}
    _refuse_long(step, plain)
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        require_open(session, case, step)
        answers = dict(case.answers)
        answers[TYPED] = {**answers.get(TYPED, {}), step: plain}
        _refuse_long(step, answers[TYPED])
        _write_typed(session, case, answers)
        return case


def complete_step(case_file_id: int, step: str, answers: Mapping[str, Any], *, by: Applicant) -> CaseFile:
    """Keep the answers of a step that its schema accepted; what was typed there is done with.

    Raises:
        NotFound, WrongState: As in `save_typed`.
        InvalidFields: The institution is registered, its file waits already, or it does not fit other steps' answers.
    """
    _refuse_long(step, answers)
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        require_open(session, case, step)
        refuse(step_problems(step, answers, case.answers, get_procedure(case.procedure)))
        kept = {name: value for name, value in case.answers.items() if name not in (TYPED, *_undone(case, step))}
        typed = {name: value for name, value in case.answers.get(TYPED, {}).items() if name != step}
        case.answers = {**kept, step: dict(answers), **({TYPED: typed} if typed else {})}
        before = case.email
        columns.fill_from_answers(session, case, by)
        if step == CONTACT:
            code_letters.follow(session, case, before, at=now())
        if step == "ruc":
            require_admissible(session, case, today())
        session.flush()
        return case


def submit(case_file_id: int, *, by: Applicant, on: date) -> CaseFile:
    """Present a draft; presenting it twice answers the file that was presented.

    Raises:
        NotFound: There is no such file of theirs.
        InvalidFields: Steps are missing, by step; or the same is registered, or waits already.
        WrongState: It comes outside its time.
    """
    with as_applicant(by), transaction() as session:
        series.hold(session, series.CASE_FILES, on.year)
        case = hold_own(session, case_file_id, by)
        if case.state is not CaseState.DRAFT:
            return case
        refuse(problems_of(tasks_of(case)))
        require_admissible(session, case, on)
        case.answers = {name: value for name, value in case.answers.items() if name != TYPED}
        transitions.note_opening(session, case, on=on, actor=by.author)
        requirements = get_procedure(case.procedure).requirements
        session.add_all(CaseCheck(case_file_id=case.id, requirement=each.code) for each in requirements)
        filed = transitions.apply(session, case, CaseEventKind.FILED, on=on, actor=by.author)
        issuing.issue_receipt(session, case)
        notices.tell(session, case, filed, at=now())
        return case


def cure(case_file_id: int, *, by: Applicant, on: date) -> CaseFile:
    """Present the cure of what was observed, on the last day of its term at the latest; twice is once.

    Raises:
        NotFound: There is no such file of theirs.
        InvalidFields: Something is missing, by step.
        WrongState: The file is not observed, the term is over, or something observed is as it was.
    """
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        if _was_cured(session, case):
            return case
        transitions.require_possible(session, case, CaseEventKind.CURED)
        _refuse_late(session, case, on)
        refuse(problems_of(tasks_of(case)))
        curing.require_changed(session, case)
        case.answers = {name: value for name, value in case.answers.items() if name != TYPED}
        own = CaseCheck.case_file_id == case.id, CaseCheck.state == CheckState.OBSERVED
        for check in session.scalars(select(CaseCheck).where(*own)):
            check.state = CheckState.PENDING
        transitions.apply(session, case, CaseEventKind.CURED, on=on, actor=by.author)
        return case


def withdraw(case_file_id: int, *, reason: str, by: Applicant, on: date) -> CaseFile:
    """Give up what was presented; the file stays, and says why.

    Raises:
        NotFound: There is no such file of theirs.
        InvalidFields: No reason is given.
        WrongState: It was decided, or never presented.
    """
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        told = transitions.Told(words=reason)
        transitions.apply(session, case, CaseEventKind.WITHDRAWN, on=on, actor=by.author, told=told)
        return case


def discard(case_file_id: int, *, by: Applicant) -> None:
    """Forget a draft with all that was attached to it.

    Raises:
        NotFound: There is no such file of theirs.
        WrongState: It was presented.
    """
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        if case.state is not CaseState.DRAFT:
            raise WrongState("case_draft_only")
        forgetting.forget_draft(session, case.id)


def _by_key(session: Session, key: str) -> CaseFile | None:
    if not 0 < len(key) <= LONGEST_KEY:
        raise NotFound
    statement = select(CaseFile).where(CaseFile.opening_key == key).options(undefer(CaseFile.answers))
    return session.scalars(statement).first()


def _same_draft(known: CaseFile, procedure: ProcedureCode, by: Applicant) -> CaseFile:
    """What the same form began; a key that somebody else used opens nothing."""
    own_id = by.account.id if by.account is not None else None
    if known.procedure is not procedure or known.account_id != own_id or known.state is not CaseState.DRAFT:
        raise NotFound
    return known


def _draft(session: Session, procedure: ProcedureCode, key: str, by: Applicant, on: date) -> CaseFile:
    return CaseFile(
        procedure=procedure,
        state=CaseState.DRAFT,
        year=on.year,
        number=series.next_number(session, series.CASE_FILES, on.year),
        opening_key=key,
        account_id=by.account.id if by.account is not None else None,
        answers={},
        ruc="",
        applicant="",
        ubigeo="",
        email="",
    )


def _undone(case: CaseFile, step: str) -> Sequence[str]:
    """What was declared of a draft holds no more once the draft changes."""
    return (DECLARATION,) if case.state is CaseState.DRAFT and step != DECLARATION else ()


def _write_typed(session: Session, case: CaseFile, answers: Mapping[str, Any]) -> None:
    """Beside the audit and the version: it happens every few seconds, and nothing rests on it."""
    session.connection().execute(update(CaseFile).where(CaseFile.id == case.id).values(answers=dict(answers)))
    set_committed_value(case, "answers", dict(answers))


def _was_cured(session: Session, case: CaseFile) -> bool:
    last = select(CaseEvent.kind).where(CaseEvent.case_file_id == case.id).order_by(CaseEvent.id.desc()).limit(1)
    return case.state is CaseState.UNDER_REVIEW and session.scalars(last).first() is CaseEventKind.CURED


def _refuse_late(session: Session, case: CaseFile, on: date) -> None:
    """No cure is late of whose observation nobody had word."""
    found = terms.reckoning_of(session, case, on)
    if found.is_told and found.due_on is not None and on > found.due_on:
        raise WrongState("case_cure_late", due_on=f"{found.due_on:%d/%m/%Y}")


def _refuse_long(step: str, values: Mapping[str, Any]) -> None:
    if len(json.dumps(values, default=str)) > MOST_LETTERS:
        raise InvalidFields({step: ("case_too_long", {"most": MOST_LETTERS})})
