from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.account import Account
from registry.models.record import Record
from registry.vocabulary.sign_in import TokenScope


class ApiToken(Record, Base):
    """A bearer token of an account; shown once, kept as a digest."""

    __tablename__ = "api_token"

    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    #: What its holder calls the program.
    name: Mapped[str] = mapped_column(String(60), default="")
    scope: Mapped[TokenScope] = mapped_column(one_of(TokenScope, "scope"), default=TokenScope.WRITE)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    officer: Mapped[Account] = relationship(lazy="raise")

    def is_usable(self, at: datetime) -> bool:
        """Whether the token opens anything at this instant."""
        return self.revoked_at is None and at < self.expires_at
