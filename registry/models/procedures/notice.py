from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.procedures import NoticeMeans, NoticeState


class Notice(Base):
    """Word sent to an institution: of what, by which means, when it went and when it was received, with its proof."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(
            "1 = CASE WHEN case_event_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN registration_id IS NULL THEN 0 ELSE 1 END + CASE WHEN agreement_id IS NULL THEN 0 ELSE 1 END",
            name="one_subject",
        ),
        CheckConstraint("(state = 'received') = (received_at IS NOT NULL)", name="received_when"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_event_id: Mapped[int | None] = mapped_column(ForeignKey("case_event.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    means: Mapped[NoticeMeans] = mapped_column(one_of(NoticeMeans, "means"))
    address: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[NoticeState] = mapped_column(one_of(NoticeState, "state"), default=NoticeState.QUEUED)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: How it is known that it was received: who signed, or that the file was opened with its code.
    proof: Mapped[str] = mapped_column(String(200), default="")
