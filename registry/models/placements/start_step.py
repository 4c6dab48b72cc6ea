from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.placements import StartStepKind


class StartStep(Base):
    """A dated step towards somebody's first day, and what came of it; never changed."""

    __tablename__ = "start_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    kind: Mapped[StartStepKind] = mapped_column(one_of(StartStepKind, "kind"))
    taken_on: Mapped[date]
    outcome: Mapped[str | None] = mapped_column(EncryptedText)
    #: When to go on, if nothing has happened by then.
    next_on: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
    account_post: Mapped[str] = mapped_column(String(120), default="")
