from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedText, UtcDateTime
from registry.extensions.database import Base
from registry.models.record import Record
from registry.norms import value_at


class Incident(Record, Base):
    """A breach of the security of personal data, with what was done and who was told, and when (art. 34 RPDP)."""

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("affected_count >= 0", name="affected_counted"),
        CheckConstraint("authority_told_at >= found_at", name="authority_told_after_found"),
        CheckConstraint("affected_told_at >= found_at", name="affected_told_after_found"),
    )

    title: Mapped[str] = mapped_column(String(120))
    #: Instant from which the term to tell runs.
    found_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    story: Mapped[str] = mapped_column(EncryptedText)
    #: Which kinds of data, in words.
    concerned: Mapped[str] = mapped_column(String(300))
    affected_count: Mapped[int]
    measures: Mapped[str] = mapped_column(EncryptedText)
    authority_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    affected_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))
    recorded_by_post: Mapped[str] = mapped_column(String(120))

    @property
    def due_at(self) -> datetime:
        """Last instant to tell the authority and those affected."""
        return self.found_at + timedelta(hours=value_at("incident_notice_term", self.found_at.date()))

    @property
    def is_told(self) -> bool:
        """Whether the authority and those affected were told."""
        return self.authority_told_at is not None and self.affected_told_at is not None
