from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import EncryptedText, JsonText, one_of, reserved
from registry.extensions.database import Base
from registry.models.placements.placement import Placement
from registry.models.record import Record
from registry.vocabulary.attendance import BreachState, Ground


class BreachAlert(Record, Base):
    """A breach that the ledger shows, and what officers did about it; whether it still stands is computed."""

    __tablename__ = "breach_alert"
    __table_args__ = (
        UniqueConstraint("placement_id", "ground", "first_day", name="uq__breach_alert__breach"),
        CheckConstraint("reached_on >= first_day", name="reached_after_first_day"),
        CheckConstraint(
            "state = 'to_review' OR state = 'withdrawn' OR explanation_due_on IS NOT NULL", name="asked_with_term"
        ),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    ground: Mapped[Ground] = mapped_column(one_of(Ground, "ground"))
    first_day: Mapped[date]
    #: Day whose entry completed the breach.
    reached_on: Mapped[date]
    #: Entries of the ledger that caused it when it was found.
    entry_ids: Mapped[Any] = mapped_column(JsonText)
    state: Mapped[BreachState] = mapped_column(one_of(BreachState, "state"), default=BreachState.TO_REVIEW)
    #: Last day of the person's term to explain (RCEP art. 269).
    explanation_due_on: Mapped[date | None]
    explained_on: Mapped[date | None]
    explanation: Mapped[str | None] = reserved(EncryptedText)
    #: Why the alert was withdrawn, or what the officer weighed before the report; may touch on health.
    reason: Mapped[str | None] = reserved(EncryptedText)
    decided_on: Mapped[date | None]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    officer_name: Mapped[str] = mapped_column(String(120), default="")
    officer_post: Mapped[str] = mapped_column(String(120), default="")

    placement: Mapped[Placement] = relationship(lazy="raise")
