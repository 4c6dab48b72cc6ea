"""Numbered documents: found again by their office, and verified by anybody with the code; `issuing` makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from registry import letters
from registry.errors import NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.letters.kinds import plain_number
from registry.letters.prison_work import DISCREET, SECTOR, SIGNATORY_POST
from registry.models import Account, Document
from registry.services import audit
from registry.services.accounts.policy import Act, within
from registry.services.documents.issuing import issue
from registry.services.documents.sealing import ALPHABET, CODE_GROUP
from registry.services.documents.standings import Standing, standing_of
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
    #: What an institution's document is about, and whether that is in force; None for letters about a person.
    standing: Standing | None = None


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


def verify(code: str, *, on: date | None = None) -> Verified:
    """Tell the public of the document that carries a code, however it was typed, and whether it holds on a day.

    Raises:
        NotFound: No document carries it.
    """
    with reading() as session:
        statement = select(Document).where(Document.qr_token == _tidy(code)).options(joinedload(Document.office))
        found = session.scalars(statement).first()
        if found is None:
            raise NotFound("document_not_found")
        standing = standing_of(session, found, on or today())
    number, office, post = _shown(found)
    return Verified(
        title=letters.document_title(found.kind.value, number),
        office=office,
        issued_on=found.issued_on,
        signatory=found.signatory_name,
        post=post,
        state=found.state,
        visible_hash=found.content_sha256[:16],
        standing=standing,
    )


def _shown(document: Document) -> tuple[str, str, str]:
    """Number, office and post as printed: a paper that must not tell of prison bears none of the prison's."""
    number = letters.document_number(document.number, document.year, document.office.code)
    if document.kind.value in DISCREET:
        return plain_number(number), SECTOR, SIGNATORY_POST
    return number, document.office.name, document.signatory_post


def _in_reach(officer: Account) -> Select[Document]:
    """Letters of placements; what is about anything else has its own readers."""
    own = within(officer, Act.READ_PLACEMENTS, office=Document.office_id)
    return select(Document).where(own, Document.placement_id.is_not(None)).options(joinedload(Document.office))


def _tidy(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return "-".join(plain[start : start + CODE_GROUP] for start in range(0, len(plain), CODE_GROUP))
