"""Numbered documents: found again by their office, and verified by anybody with the code; `issuing` makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from registry import letters
from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, Document
from registry.services import audit
from registry.services.accounts.policy import Act, within
from registry.services.documents.issuing import ALPHABET, CODE_GROUP, issue
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import DocumentState

__all__ = ["Verified", "get_document", "issue", "list_of_placement", "open_pdf", "verify"]


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


def _tidy(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return "-".join(plain[start : start + CODE_GROUP] for start in range(0, len(plain), CODE_GROUP))
