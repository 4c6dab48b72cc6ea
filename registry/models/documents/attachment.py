from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedBytes, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.documents import AttachmentKind, MediaType


class Attachment(Record, Base):
    """A file of one institution, sentence, sheet, case file, agreement or inmate; kept as it is, or withdrawn."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint(
            "1 = CASE WHEN institution_id IS NULL THEN 0 ELSE 1 END + CASE WHEN sentence_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sheet_id IS NULL THEN 0 ELSE 1 END + CASE WHEN case_file_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN inmate_id IS NULL THEN 0 ELSE 1 END",
            name="one_subject",
        ),
        CheckConstraint("requirement IS NULL OR case_file_id IS NOT NULL", name="requirement_of_case_file"),
        CheckConstraint("size_bytes > 0", name="not_empty"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name="withdrawn_with_reason"),
    )

    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    #: A court's paper: reserved like the offence that it names.
    sentence_id: Mapped[int | None] = mapped_column(ForeignKey("sentence.id"), index=True)
    #: The signed paper of a unit's month.
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("attendance_sheet.id"), index=True)
    case_file_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    #: Requirement of the case file that it meets.
    requirement: Mapped[str | None] = mapped_column(String(40))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    #: An application's paper, or what an inmate's file rests on.
    inmate_id: Mapped[int | None] = mapped_column(ForeignKey("inmate.id"), index=True)
    kind: Mapped[AttachmentKind] = mapped_column(one_of(AttachmentKind, "kind"))
    file_name: Mapped[str] = mapped_column(String(100))
    media_type: Mapped[MediaType] = mapped_column(one_of(MediaType, "media_type"))
    size_bytes: Mapped[int]
    #: Of the bytes as they are kept, before encryption.
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(EncryptedBytes, deferred=True, deferred_raiseload=True)
    #: None where the person handed it in, with the code of the letter.
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    added_by_name: Mapped[str] = mapped_column(String(120))
    added_by_post: Mapped[str] = mapped_column(String(120))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300))
