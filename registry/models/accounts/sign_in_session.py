from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.account import Account
from registry.vocabulary.sign_in import SessionStage


class SignInSession(Base):
    """A browser on which somebody gave their password; the browser holds the token, this row its digest."""

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    stage: Mapped[SessionStage] = mapped_column(one_of(SessionStage, "stage"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Noted once a minute at most.
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    password_at: Mapped[datetime] = mapped_column(UtcDateTime)
    code_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(String(64), default="")
    #: Browser and system in words, as the holder recognises them.
    device: Mapped[str] = mapped_column(String(80), default="")
    #: Digest of the browser's lasting mark: strangers' tries do not shut out a browser that signed in before.
    device_digest: Mapped[str] = mapped_column(String(64), index=True, default="")

    account: Mapped[Account] = relationship(lazy="raise")
