from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedText, UtcDateTime
from registry.extensions.database import Base


class SecondFactor(Base):
    """The secret that an account shares with an application of one-time codes (RFC 6238)."""

    __tablename__ = "second_factor"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    #: In force once a code of it was typed.
    secret: Mapped[str | None] = mapped_column(EncryptedText)
    #: Shown for scanning; takes the place of `secret` when its first code is typed.
    candidate: Mapped[str | None] = mapped_column(EncryptedText)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Half minute of the last code taken: it and earlier ones are spent.
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Base):
    """A code for whoever lost the telephone; shown once, kept as a digest, good for one sign-in."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
