from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.rounds import DecisionKind


class Decision(Base):
    """What a named officer decided on a proposal, and why; never changed, only followed by another."""

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("kind IN ('confirm', 'undo') OR reason IS NOT NULL", name="override_has_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(one_of(DecisionKind, "kind"))
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("vacancy.id"))
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"))
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    #: As they were on that day: people change posts.
    officer_name: Mapped[str] = mapped_column(String(120))
    officer_post: Mapped[str] = mapped_column(String(120))
