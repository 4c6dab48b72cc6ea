from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.attendance import EntrySource, Outcome


class AttendanceEntry(Base):
    """What somebody noted of one person's attendance at one session; never changed, at most replaced by another.

    A session is named by its day and its first half day. Its entries form one line: a single first
    one, and for each at most one that replaces it, both kept so by the database; the last is in force.
    """

    __tablename__ = "attendance_entry"
    __table_args__ = (
        CheckConstraint("shift BETWEEN 0 AND 13", name="half_day_of_week"),
        CheckConstraint("arrived BETWEEN 0 AND 1439", name="arrived_in_day"),
        CheckConstraint("arrived < left_at AND left_at <= 1440", name="left_after_arrived"),
        Index(
            "uq__attendance_entry__one_first",
            "placement_id",
            "day",
            "shift",
            unique=True,
            sqlite_where=text("replaces_id IS NULL"),
            postgresql_where=text("replaces_id IS NULL"),
        ),
        Index("ix__attendance_entry__placement_day", "placement_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    day: Mapped[date] = mapped_column(index=True)
    #: First half day of the session, 0 (Monday morning) to 13.
    shift: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome"))
    #: Minutes of the day; none for somebody who did not come.
    arrived: Mapped[int | None]
    left_at: Mapped[int | None]
    #: The supervisor's words; they may touch on health.
    remark: Mapped[str | None] = mapped_column(EncryptedText)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("attendance_entry.id"), unique=True)
    source: Mapped[EntrySource] = mapped_column(one_of(EntrySource, "source"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    #: When the finger touched the screen, where that is known; `recorded_at` is when it arrived here.
    tapped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
    account_post: Mapped[str] = mapped_column(String(120), default="")
    #: Idempotency key, made where the entry was made: the same one is taken once.
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    #: Of what came under the key, so that another content under it is refused.
    key_sha256: Mapped[str | None] = mapped_column(String(64))
