"""The papers of an agreement: the document that the operator signed, and the copy that both did."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from registry.extensions.database import reading
from registry.models import Account, Attachment, Document
from registry.services import audit
from registry.services.agreements.listing import get_agreement
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import DocumentState


def find_document(agreement_id: int, *, officer: Account) -> Document | None:
    """The agreement's document that holds, without its bytes; none while it is a draft.

    Raises:
        NotFound: The agreement is out of reach.
    """
    get_agreement(agreement_id, officer=officer)
    with reading() as session:
        return session.scalars(_issued(agreement_id)).first()


def open_pdf(agreement_id: int, *, officer: Account) -> Document | None:
    """The agreement's document with its PDF; the look is noted.

    Raises:
        NotFound: The agreement is out of reach.
    """
    get_agreement(agreement_id, officer=officer)
    with reading() as session:
        document = session.scalars(_issued(agreement_id).options(undefer(Document.pdf))).first()
    if document is not None:
        audit.record(AuditAction.VIEWED, "document", document.id)
    return document


def signed_copies(agreement_id: int, *, officer: Account) -> Sequence[Attachment]:
    """What was handed in for the agreement, the newest first; without the bytes.

    Raises:
        NotFound: The agreement is out of reach.
    """
    get_agreement(agreement_id, officer=officer)
    with reading() as session:
        own = select(Attachment).where(Attachment.agreement_id == agreement_id, Attachment.withdrawn_at.is_(None))
        return session.scalars(own.order_by(Attachment.id.desc())).all()


def _issued(agreement_id: int) -> Select[Document]:
    return select(Document).where(Document.agreement_id == agreement_id, Document.state == DocumentState.ISSUED)
