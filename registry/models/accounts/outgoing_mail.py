from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.sign_in import MailKind, MailState


class OutgoingMail(Base):
    """A letter that is owed; its text, with the link in it, is written when it is sent and kept nowhere."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix__outgoing_mail__due", "state", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[MailKind] = mapped_column(one_of(MailKind, "kind"))
    #: Nobody's yet where a visitor typed an address: whose it is, the worker finds out.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    #: Word to an institution that the mail carries.
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    #: File whose number and code the mail tells.
    case_file_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    #: Visit to a prison of which the mail tells its group.
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("prison_visit.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(120))
    state: Mapped[MailState] = mapped_column(one_of(MailState, "state"))
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
