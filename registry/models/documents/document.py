from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import EncryptedBytes, EncryptedText, one_of
from registry.extensions.database import Base
from registry.models.accounts.office import Office
from registry.models.record import Record
from registry.vocabulary.placements import DocumentState, LetterKind


class Document(Record, Base):
    """A numbered document of an office: its content, the hash of that, the PDF and the token of its QR."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "number", name="uq__document__number"),
        CheckConstraint(
            "1 = CASE WHEN placement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN case_file_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN credential_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN inmate_id IS NULL THEN 0 ELSE 1 END",
            name="one_subject",
        ),
        Index(
            "uq__document__one_in_force",
            "placement_id",
            "kind",
            "period",
            unique=True,
            sqlite_where=text("state = 'issued'"),
            postgresql_where=text("state = 'issued'"),
        ),
    )

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"), index=True)
    case_file_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    credential_id: Mapped[int | None] = mapped_column(ForeignKey("credential.id"), index=True)
    inmate_id: Mapped[int | None] = mapped_column(ForeignKey("inmate.id"), index=True)
    kind: Mapped[LetterKind] = mapped_column(one_of(LetterKind, "kind"))
    #: Month or facts that it tells of, where a placement has several of the kind: «2026-09».
    period: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[DocumentState] = mapped_column(one_of(DocumentState, "state"), default=DocumentState.ISSUED)
    year: Mapped[int]
    number: Mapped[int]
    issued_on: Mapped[date]
    signatory_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    signatory_name: Mapped[str] = mapped_column(String(120))
    signatory_post: Mapped[str] = mapped_column(String(120))
    #: Names, and in letters to a person the code of their page, stand in it and in the PDF: both are encrypted.
    #: Canonical JSON: recomputing the document compares this, never PDF bytes.
    content: Mapped[str] = mapped_column(EncryptedText, deferred=True)
    content_sha256: Mapped[str] = mapped_column(String(64))
    template_version: Mapped[str] = mapped_column(String(12))
    pdf: Mapped[bytes] = mapped_column(EncryptedBytes, deferred=True)
    qr_token: Mapped[str] = mapped_column(String(43), unique=True)

    office: Mapped[Office] = relationship(lazy="raise")
