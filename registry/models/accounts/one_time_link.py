from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.account import Account
from registry.vocabulary.sign_in import LinkKind


class OneTimeLink(Base):
    """A link by which its holder sets a password; its token is kept as a digest."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(one_of(LinkKind, "kind"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Used or revoked: either way it opens nothing any more.
    spent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship(lazy="raise")

    def is_usable(self, at: datetime) -> bool:
        """Whether the link still opens at this instant."""
        return self.spent_at is None and at < self.expires_at
