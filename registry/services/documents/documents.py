"""Numbered documents: issued with their content's hash, found again, and verified by anybody with the code."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from registry import letters
from registry.errors import NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Document, Office, Placement, Proposal, Sentence, Vacancy
from registry.services import audit
from registry.services.accounts.policy import Act, require, within
from registry.services.documents.contents import Frame, content_of
from registry.vocabulary.accounts import AuditAction, Role
from registry.vocabulary.placements import ANOTHER_FACT, LETTER_FACTS, DocumentState, LetterKind

#: Letters and digits that nobody mistakes for one another on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_GROUPS, CODE_GROUP = 4, 4


@dataclass(frozen=True)
class Verified:
    """What the public is told of a document: that it was issued, when and by whom; nothing of the person."""

    title: str
    office: str
    issued_on: date
    signatory: str
    post: str
    state: DocumentState
    visible_hash: str


def issue(placement_id: int, kind: LetterKind, *, officer: Account, on: date) -> Document:
    """Issue a letter of a placement, numbered in the office's yearly series; an earlier one is replaced.

    Raises:
        NotAllowed: The role does not include letters.
        NotFound: The office has no such placement.
        WrongState: The placement holds no places, or the registry lacks something that the letter must say.
    """
    require(officer, Act.ISSUE_LETTERS)
    with transaction() as session:
        office = session.scalars(select(Office).where(Office.id == officer.office_id).with_for_update()).one()
        placement = _placement(session, placement_id, officer)
        _replace(session, placement_id, kind)
        number, code = _next_number(session, office.id, on.year), _new_code()
        frame = _frame(session, office, officer, on, (letters.document_number(number, on.year, office.code), code))
        content = content_of(kind, placement, _proposal(session, placement), frame)
        _require_complete(kind, content)
        document = Document(
            office_id=office.id,
            placement_id=placement.id,
            kind=kind,
            year=on.year,
            number=number,
            issued_on=on,
            signatory_id=officer.id,
            signatory_name=officer.full_name,
            signatory_post=officer.post,
            content=letters.canonical_json(content).decode(),
            content_sha256=letters.content_sha256(content),
            template_version=letters.template_version(kind.value),
            pdf=letters.render(kind.value, content),
            qr_token=code,
        )
        session.add(document)
        session.flush()
        return document


def list_of_placement(placement_id: int, *, officer: Account) -> Sequence[Document]:
    """The letters of a placement, the newest first; without their bytes."""
    with reading() as session:
        return session.scalars(
            _in_reach(officer).where(Document.placement_id == placement_id).order_by(Document.id.desc())
        ).all()


def get_document(document_id: int, *, officer: Account) -> Document:
    """The document without its bytes.

    Raises:
        NotFound: The office has no such document.
    """
    with reading() as session:
        found = session.scalars(_in_reach(officer).where(Document.id == document_id)).first()
        if found is None:
            raise NotFound(document=document_id)
        return found


def open_pdf(document_id: int, *, officer: Account) -> Document:
    """The document with its PDF; the look at it is noted.

    Raises:
        NotFound: The office has no such document.
    """
    with reading() as session:
        statement = _in_reach(officer).where(Document.id == document_id).options(undefer(Document.pdf))
        found = session.scalars(statement).first()
        if found is None:
            raise NotFound(document=document_id)
    audit.record(AuditAction.EXPORTED, "document", document_id)
    return found


def verify(code: str) -> Verified:
    """Tell the public of the document that carries a code, however it was typed.

    Raises:
        NotFound: No document carries it.
    """
    with reading() as session:
        statement = select(Document).where(Document.qr_token == _tidy(code)).options(joinedload(Document.office))
        found = session.scalars(statement).first()
    if found is None:
        raise NotFound("document_not_found")
    number = letters.document_number(found.number, found.year, found.office.code)
    return Verified(
        title=letters.document_title(found.kind.value, number),
        office=found.office.name,
        issued_on=found.issued_on,
        signatory=found.signatory_name,
        post=found.signatory_post,
        state=found.state,
        visible_hash=found.content_sha256[:16],
    )


def _in_reach(officer: Account) -> Select[Document]:
    own = within(officer, Act.READ_PLACEMENTS, office=Document.office_id)
    return select(Document).where(own).options(joinedload(Document.office))


def _placement(session: Session, placement_id: int, officer: Account) -> Placement:
    unit = joinedload(Placement.vacancy).joinedload(Vacancy.unit).joinedload(BeneficiaryUnit.institution)
    sentence = joinedload(Placement.sentence).options(joinedload(Sentence.person), selectinload(Sentence.orders))
    own = Placement.id == placement_id, within(officer, Act.ISSUE_LETTERS, office=Sentence.office_id)
    found = session.scalars(select(Placement).join(Placement.sentence).where(*own).options(unit, sentence)).first()
    if found is None:
        raise NotFound(placement=placement_id)
    if not found.holds_places:
        raise WrongState("letters_out_of_order", state=found.state.label)
    return found


def _proposal(session: Session, placement: Placement) -> Proposal | None:
    statement = select(Proposal).where(Proposal.id == placement.proposal_id).options(selectinload(Proposal.decisions))
    return session.scalars(statement).first() if placement.proposal_id else None


def _replace(session: Session, placement_id: int, kind: LetterKind) -> None:
    in_force = Document.placement_id == placement_id, Document.kind == kind, Document.state == DocumentState.ISSUED
    for earlier in session.scalars(select(Document).where(*in_force)):
        earlier.state = DocumentState.REPLACED
    session.flush()


def _next_number(session: Session, office_id: int, year: int) -> int:
    last = select(func.max(Document.number)).where(Document.office_id == office_id, Document.year == year)
    return (session.scalar(last) or 0) + 1


def _frame(session: Session, office: Office, officer: Account, on: date, identity: tuple[str, str]) -> Frame:
    number, code = identity
    chiefs = select(Account).where(Account.office_id == office.id, Account.role == Role.CHIEF, Account.is_active)
    return Frame(
        operator=current_app.config["OPERATOR_NAME"],
        is_demonstration=current_app.config["DEMO"],
        office=office,
        signatory=officer,
        chief=session.scalars(chiefs.order_by(Account.id)).first(),
        number=number,
        issued_on=on,
        verification_url=f"{current_app.config['PUBLIC_URL'].rstrip('/')}/verificar/{code}",
        verification_code=code,
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


def _tidy(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return "-".join(plain[start : start + CODE_GROUP] for start in range(0, len(plain), CODE_GROUP))
