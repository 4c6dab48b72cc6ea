from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime
from registry.extensions.database import Base


class TakenRequest(Base):
    """What an account sent under a key of its own, so that it is taken once."""

    __tablename__ = "taken_request"
    __table_args__ = (UniqueConstraint("account_id", "key", name="uq__taken_request__key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    key: Mapped[str] = mapped_column(String(64))
    #: Keyed digest of what was said, so that something else under the key is refused.
    content_sha256: Mapped[str] = mapped_column(String(64))
    #: Key of the row that it brought about.
    result_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
