"""Days of sentence that an inmate's work redeems, and their certificate (arts. 49 to 51 and 75.2 CEP)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.errors import WrongState
from registry.extensions.database import reading, transaction
from registry.ledger.labour.arrears import Arrears
from registry.ledger.labour.redemption import Redemption, redeem
from registry.models import Account, Document, Inmate
from registry.reference.prisons import get_prison
from registry.services import audit
from registry.services.accounts.policy import Act, own_office_id
from registry.services.documents.contents import Frame, letterhead
from registry.services.documents.sealing import Content, Issuer, Subject, seal
from registry.services.prison_work.facts import facts_of, heads_of
from registry.services.prison_work.inmates import visible_inmate
from registry.services.prison_work.owed import arrears_of
from registry.services.prison_work.redeemed import Redeemed, redeemed_of
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import DocumentState, LetterKind

LEGAL_BASIS = ("arts. 49 a 51 y 75 CEP", "arts. 175 y 177 RCEP", "art. 20 DLEG 1343")
CERTIFICATES = (LetterKind.REDEMPTION_CERTIFICATE, LetterKind.WORK_CERTIFICATE)
#: Why the certificate of days redeemed cannot be issued: the refusals of `certify`, in their order.
NOT_INSCRIBED, FILE_INCOMPLETE, OWES_TENTH = "redemption_not_inscribed", "redemption_file_incomplete", "redemption_owes"


@dataclass(frozen=True)
class Computed:
    """What an inmate's work comes to on a day, and whether it may be certified."""

    inmate: Inmate
    redemption: Redemption
    arrears: Arrears
    #: Code of the refusal that keeps the certificate back; none where it may be issued.
    block: str | None
    documents: tuple[Document, ...]


class Certifying(Protocol):
    """Issues a certificate of an inmate."""

    def __call__(self, inmate_id: int, *, officer: Account, on: date) -> Document:
        """Issue it."""


def compute(inmate_id: int, *, officer: Account, on: date) -> Computed:
    """Count the days of an inmate, with what keeps the certificate back and what was issued before.

    Raises:
        NotAllowed, NotFound: No prison of the account keeps such a file.
    """
    with reading() as session:
        inmate = visible_inmate(session, inmate_id, officer)
        owed = arrears_of(session, inmate_id, on)
        counted = redeem(facts_of(session, inmate_id), on)
        own = Document.inmate_id == inmate_id, Document.kind.in_(CERTIFICATES)
        issued = session.scalars(select(Document).where(*own).order_by(Document.id.desc())).all()
        return Computed(inmate, counted, owed, _block(session, inmate, owed), tuple(issued))


def certify(inmate_id: int, *, officer: Account, on: date) -> Document:
    """Issue the certificate of days redeemed by a day; an earlier one is replaced.

    The inmate is held first, so that what was recorded up to the issue stays exactly that.

    Raises:
        NotAllowed, NotFound: The role issues none, or those of other prisons; or the officer has no office.
        WrongState: The inmate is not inscribed, the file has no offences yet, the tenth is overdue,
            or the office lacks what the certificate must say.
    """
    with transaction() as session:
        inmate = hold(session, inmate_id, officer)
        if block := _block(session, inmate, arrears_of(session, inmate_id, on)):
            raise WrongState(block)
        told = redeemed_of(facts_of(session, inmate_id), heads_of(session, inmate_id), on)
        return seal(
            session,
            Subject(inmate_id=inmate_id),
            LetterKind.REDEMPTION_CERTIFICATE,
            lambda frame: _content(inmate, told, frame),
            by=Issuer(own_office_id(officer), officer, on),
        )


def hold(session: Session, inmate_id: int, officer: Account) -> Inmate:
    """The inmate, nobody else's until the transaction ends, for whoever certifies their work.

    Raises:
        NotAllowed, NotFound: The role issues no certificates, or those of other prisons.
    """
    inmate = visible_inmate(session, inmate_id, officer, act=Act.ISSUE_WORK_CERTIFICATES)
    session.execute(select(Inmate.id).where(Inmate.id == inmate_id).with_for_update())
    return inmate


def open_certificate(inmate_id: int, kind: LetterKind, *, officer: Account) -> Document:
    """The certificate of a kind that is in force for an inmate, with its PDF; the look is noted.

    Raises:
        NotAllowed, NotFound: No prison of the account keeps such a file.
        WrongState: No such certificate was issued (`certificate_not_issued`).
    """
    with reading() as session:
        visible_inmate(session, inmate_id, officer)
        own = Document.inmate_id == inmate_id, Document.kind == kind, Document.state == DocumentState.ISSUED
        document = session.scalars(select(Document).where(*own).options(undefer(Document.pdf))).first()
    if document is None:
        raise WrongState("certificate_not_issued")
    audit.record(AuditAction.EXPORTED, "document", document.id)
    return document


def identity_of(inmate: Inmate) -> dict[str, Any]:
    """Who the paper is about."""
    return {
        "name": f"{inmate.given_names} {inmate.surnames}",
        "document_type": inmate.document_kind.label,
        "document_number": inmate.document_number,
    }


def _block(session: Session, inmate: Inmate, owed: Arrears) -> str | None:
    offences = session.scalar(select(Inmate.offences).where(Inmate.id == inmate.id))
    checks = (
        (inmate.inscribed_on is None, NOT_INSCRIBED),
        (offences is None, FILE_INCOMPLETE),
        (owed.blocks, OWES_TENTH),
    )
    return next((code for is_met, code in checks if is_met), None)


def _content(inmate: Inmate, told: Redeemed, frame: Frame) -> Content:
    return {
        **letterhead(frame),
        "person": identity_of(inmate),
        "prison": get_prison(inmate.prison).name,
        "inscribed_on": inmate.inscribed_on.isoformat() if inmate.inscribed_on else "",
        "folio": inmate.inscription_folio,
        "redemption": told,
        "legal_basis": list(LEGAL_BASIS),
    }
