"""Sealing a document: numbered in its office's yearly series, hashed, set as PDF, with a code to check it by.

Whatever the document is about, it is issued here; who may issue it, and what it says, the callers know.
"""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import letters
from registry.errors import WrongState
from registry.models import Account, Document, Office
from registry.services.documents.contents import Frame
from registry.vocabulary.accounts import Role
from registry.vocabulary.placements import ANOTHER_FACT, LETTER_FACTS, DocumentState, LetterKind

#: Letters and digits that nobody mistakes for one another on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_GROUPS, CODE_GROUP = 4, 4
NUMBER_TO_COME = "[se asigna al firmar]"
CODE_TO_COME = "vista-previa"

Content = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """What a document is about: one of these keys, and which of its kind where there are several, as «2026-09»."""

    placement_id: int | None = None
    case_file_id: int | None = None
    agreement_id: int | None = None
    credential_id: int | None = None
    inmate_id: int | None = None
    period: str = ""


@dataclass(frozen=True)
class Issuer:
    """Whose series numbers a document, who signs it, and on which day."""

    office_id: int
    signatory: Account
    on: date


def seal(
    session: Session, subject: Subject, kind: LetterKind, write: Callable[[Frame], Content], *, by: Issuer
) -> Document:
    """Issue a document within the caller's transaction; an earlier one of the kind about the same is replaced.

    *write* makes the content from who issues it, its number and its code. The office's row is held, so that its
    numbers have no gap and no twin; the caller holds the subject.

    Raises:
        WrongState: The registry lacks what the document must say (`letter_incomplete`).
    """
    office = session.scalars(select(Office).where(Office.id == by.office_id).with_for_update()).one()
    number = _next_number(session, office.id, by.on.year)
    frame = replace(
        draft_frame(session, by),
        number=letters.document_number(number, by.on.year, office.code),
        verification_code=_new_code(),
    )
    content = complete(kind, write(frame))
    _replace(session, subject, kind)
    document = _document(kind, content, by)
    document.office, document.number = office, number
    for column, value in asdict(subject).items():
        setattr(document, column, value)
    session.add(document)
    session.flush()
    return document


def draft_frame(session: Session, by: Issuer) -> Frame:
    """Who would issue a document, without number or code: what a preview shows."""
    office = session.scalars(select(Office).where(Office.id == by.office_id)).one()
    return Frame(
        operator=current_app.config["OPERATOR_NAME"],
        is_demonstration=current_app.config["DEMO"],
        office=office,
        signatory=by.signatory,
        chief=chief_of(session, office.id),
        number=NUMBER_TO_COME,
        issued_on=by.on,
        site=current_app.config["PUBLIC_URL"].rstrip("/"),
        verification_code=CODE_TO_COME,
    )


def chief_of(session: Session, office_id: int) -> Account | None:
    """Who heads an office; none where it has no chief with an account."""
    chiefs = select(Account).where(Account.office_id == office_id, Account.role == Role.CHIEF, Account.is_active)
    return session.scalars(chiefs.order_by(Account.id)).first()


def complete(kind: LetterKind, content: Content) -> Content:
    """The content, if it says everything that its kind must.

    Raises:
        WrongState: Something is missing; the refusal names it (`letter_incomplete`).
    """
    try:
        letters.check_content(kind.value, content)
    except letters.ContentRefused as refusal:
        missing = dict.fromkeys(LETTER_FACTS.get(problem.field, ANOTHER_FACT) for problem in refusal.problems)
        raise WrongState("letter_incomplete", missing=", ".join(missing)) from refusal
    return content


def _document(kind: LetterKind, content: Content, by: Issuer) -> Document:
    return Document(
        kind=kind,
        year=by.on.year,
        issued_on=by.on,
        signatory_id=by.signatory.id,
        signatory_name=by.signatory.full_name,
        signatory_post=by.signatory.post,
        content=letters.canonical_json(content).decode(),
        content_sha256=letters.content_sha256(content),
        template_version=letters.template_version(kind.value),
        pdf=letters.render(kind.value, content),
        qr_token=content["verification"]["code"],
    )


def _replace(session: Session, subject: Subject, kind: LetterKind) -> None:
    same = [getattr(Document, column) == value for column, value in asdict(subject).items()]
    in_force = Document.kind == kind, Document.state == DocumentState.ISSUED
    for earlier in session.scalars(select(Document).where(*same, *in_force)):
        earlier.state = DocumentState.REPLACED
    session.flush()


def _next_number(session: Session, office_id: int, year: int) -> int:
    last = select(func.max(Document.number)).where(Document.office_id == office_id, Document.year == year)
    return (session.scalar(last) or 0) + 1


def _new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(CODE_GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)
