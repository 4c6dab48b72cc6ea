from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import UtcDateTime
from registry.extensions.database import Base


class FailedTries(Base):
    """Wrong passwords or codes in a row, counted by what was tried: a name, a known browser, an address."""

    __tablename__ = "failed_tries"

    #: Kind and digest; a name that no account has is counted like any other.
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def is_locked(self, at: datetime) -> bool:
        """Whether nothing is looked at before a later instant."""
        return self.locked_until is not None and at < self.locked_until
