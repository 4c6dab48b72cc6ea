"""Issuing letters: numbered in the office's yearly series, sealed with their content's hash, one by one or many."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import letters
from registry.errors import DomainError, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, Document, Office
from registry.services import audit
from registry.services.accounts.policy import Act, own_office_id, require
from registry.services.documents.case_files import CaseFile, hold, open_case
from registry.services.documents.composing import content_of
from registry.services.documents.conditions import period_of, require_told, scope_of
from registry.services.documents.contents import Frame
from registry.services.documents.executions import execution_of
from registry.services.people.personal_codes import fresh_code
from registry.vocabulary.accounts import AuditAction, Role
from registry.vocabulary.placements import ANOTHER_FACT, LETTER_FACTS, DocumentState, LetterKind

#: Letters and digits that nobody mistakes for one another on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_GROUPS, CODE_GROUP = 4, 4
#: Letters that bring the person a code; a newer one replaces that of the letter before.
WITH_OWN_CODE = (LetterKind.NOTIFICATION_TO_PERSON, LetterKind.CHANGE_TO_PERSON, LetterKind.EXPLANATION_REQUEST)
NUMBER_TO_COME = "[se asigna al firmar]"
CODE_TO_COME = "vista-previa"


@dataclass(frozen=True)
class Wanted:
    """A letter that somebody wants to issue: its kind, what it is about where there are several, and added words."""

    kind: LetterKind
    period: str = ""
    words: str = ""


@dataclass(frozen=True)
class Issued:
    """A letter that was issued for a placement, or why it could not be."""

    placement_id: int
    document: Document | None = None
    refusal: DomainError | None = None


def issue(
    placement_id: int, kind: LetterKind, *, officer: Account, on: date, period: str = "", words: str = ""
) -> Document:
    """Issue a letter of a placement; an earlier one about the same is replaced.

    *period* names the month («2026-09») or the alert that it tells of, where there are several. The sentence
    is held first, so that what was recorded up to the issue stays exactly that.

    Raises:
        NotAllowed: The role does not include letters.
        NotFound: The office has no such placement.
        WrongState: The placement is not where this letter belongs, or the registry lacks what it must say.
    """
    require(officer, Act.ISSUE_LETTERS)
    with transaction() as session:
        hold(session, placement_id, officer)
        office = session.scalars(select(Office).where(Office.id == officer.office_id).with_for_update()).one()
        case = open_case(session, placement_id, officer)
        wanted = Wanted(kind, period_of(kind, case, period, on), words.strip())
        number, code = _next_number(session, office.id, on.year), _new_code()
        own_code = fresh_code(session, case.placement.sentence_id) if kind in WITH_OWN_CODE else ""
        frame = replace(
            _frame(session, office, officer, on),
            number=letters.document_number(number, on.year, office.code),
            verification_code=code,
            words=wanted.words,
            own_code=own_code,
        )
        content = _content(case, wanted, frame)
        _replace(session, placement_id, wanted)
        document = _document(content, wanted, officer, on)
        document.office_id, document.placement_id, document.number = office.id, placement_id, number
        session.add(document)
        session.flush()
        return document


def preview(
    placement_id: int, kind: LetterKind, *, officer: Account, on: date, period: str = "", words: str = ""
) -> bytes:
    """The letter as it would be issued now, without number, code or seal; nothing is kept but that it was looked at.

    Raises:
        NotAllowed, NotFound, WrongState: As in `issue`.
    """
    require(officer, Act.ISSUE_LETTERS)
    with reading() as session:
        case = open_case(session, placement_id, officer)
        office = session.scalars(select(Office).where(Office.id == own_office_id(officer))).one()
        wanted = Wanted(kind, period_of(kind, case, period, on), words.strip())
        content = _content(case, wanted, replace(_frame(session, office, officer, on), words=wanted.words))
    audit.record(AuditAction.VIEWED, "placement", placement_id)
    return letters.render(kind.value, content, is_preview=True)


def issue_many(
    placement_ids: Sequence[int], kind: LetterKind, *, officer: Account, on: date, period: str = ""
) -> list[Issued]:
    """Issue the same letter for each of the placements, each in a transaction of its own; one refusal stops no other.

    Raises:
        NotAllowed: The role does not include letters.
    """
    require(officer, Act.ISSUE_LETTERS)
    results = []
    for placement_id in dict.fromkeys(placement_ids):
        try:
            with transaction() as session, session.begin_nested():
                document = issue(placement_id, kind, officer=officer, on=on, period=period)
            results.append(Issued(placement_id, document))
        except DomainError as refusal:
            results.append(Issued(placement_id, refusal=refusal))
    return results


def _content(case: CaseFile, wanted: Wanted, frame: Frame) -> dict[str, Any]:
    scope = scope_of(wanted.kind, case, wanted.period, frame.issued_on)
    execution = execution_of(wanted.kind, case.facts, case.heads, scope)
    require_told(wanted.kind, execution)
    content = content_of(wanted.kind, case, frame, wanted.period, execution)
    _require_complete(wanted.kind, content)
    return content


def _document(content: dict[str, Any], wanted: Wanted, officer: Account, on: date) -> Document:
    return Document(
        kind=wanted.kind,
        period=wanted.period,
        year=on.year,
        issued_on=on,
        signatory_id=officer.id,
        signatory_name=officer.full_name,
        signatory_post=officer.post,
        content=letters.canonical_json(content).decode(),
        content_sha256=letters.content_sha256(content),
        template_version=letters.template_version(wanted.kind.value),
        pdf=letters.render(wanted.kind.value, content),
        qr_token=content["verification"]["code"],
    )


def _replace(session: Session, placement_id: int, wanted: Wanted) -> None:
    same = Document.placement_id == placement_id, Document.kind == wanted.kind, Document.period == wanted.period
    for earlier in session.scalars(select(Document).where(*same, Document.state == DocumentState.ISSUED)):
        earlier.state = DocumentState.REPLACED
    session.flush()


def _next_number(session: Session, office_id: int, year: int) -> int:
    last = select(func.max(Document.number)).where(Document.office_id == office_id, Document.year == year)
    return (session.scalar(last) or 0) + 1


def _frame(session: Session, office: Office, officer: Account, on: date) -> Frame:
    chiefs = select(Account).where(Account.office_id == office.id, Account.role == Role.CHIEF, Account.is_active)
    return Frame(
        operator=current_app.config["OPERATOR_NAME"],
        is_demonstration=current_app.config["DEMO"],
        office=office,
        signatory=officer,
        chief=session.scalars(chiefs.order_by(Account.id)).first(),
        number=NUMBER_TO_COME,
        issued_on=on,
        site=current_app.config["PUBLIC_URL"].rstrip("/"),
        verification_code=CODE_TO_COME,
    )


def _require_complete(kind: LetterKind, content: dict[str, Any]) -> None:
    try:
        letters.check_content(kind.value, content)
    except letters.ContentRefused as refusal:
        missing = dict.fromkeys(LETTER_FACTS.get(problem.field, ANOTHER_FACT) for problem in refusal.problems)
        raise WrongState("letter_incomplete", missing=", ".join(missing)) from refusal


def _new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(CODE_GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)
