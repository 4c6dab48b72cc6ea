from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.prison_work.activity import ProductiveActivity
from registry.models.record import Record
from registry.vocabulary.attendance import EntrySource, SheetState
from registry.vocabulary.prison_work import WorkPlace


class WorkEntry(Base):
    """Hours or pieces of one worker on one day; never changed, at most replaced by another."""

    __tablename__ = "work_entry"
    __table_args__ = (
        CheckConstraint("arrived BETWEEN 0 AND 1439", name="arrived_in_day"),
        CheckConstraint("arrived < left_at AND left_at <= 1440", name="left_after_arrived"),
        CheckConstraint("pieces >= 0", name="pieces_not_negative"),
        Index("ix__work_entry__assignment_day", "assignment_id", "day"),
        Index(
            "uq__work_entry__one_first",
            "assignment_id",
            "day",
            "session",
            unique=True,
            sqlite_where=text("replaces_id IS NULL"),
            postgresql_where=text("replaces_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("work_assignment.id"))
    day: Mapped[date] = mapped_column(index=True)
    #: Which of the day's stretches it tells of, from 0.
    session: Mapped[int] = mapped_column(default=0)
    arrived: Mapped[int | None]
    left_at: Mapped[int | None]
    pieces: Mapped[int] = mapped_column(default=0)
    place: Mapped[WorkPlace] = mapped_column(one_of(WorkPlace, "place"), default=WorkPlace.WORKSHOP)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(String(300), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("work_entry.id"), unique=True)
    source: Mapped[EntrySource] = mapped_column(one_of(EntrySource, "source"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
    account_post: Mapped[str] = mapped_column(String(120), default="")
    #: Idempotency key: the same one is taken once; the hash tells another content under it.
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    key_sha256: Mapped[str | None] = mapped_column(String(64))


class WorkSheet(Record, Base):
    """The control sheet of an activity and a month: open until somebody signs for it."""

    __tablename__ = "work_sheet"
    __table_args__ = (
        UniqueConstraint("activity_id", "month", name="uq__work_sheet__month"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_with_instant"),
        CheckConstraint("(state = 'closed') = (entries_sha256 IS NOT NULL)", name="closed_with_hash"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("productive_activity.id"), index=True)
    #: First day of the month.
    month: Mapped[date] = mapped_column(index=True)
    state: Mapped[SheetState] = mapped_column(one_of(SheetState, "state"), default=SheetState.OPEN)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_by_name: Mapped[str] = mapped_column(String(120), default="")
    closed_by_post: Mapped[str] = mapped_column(String(120), default="")
    entries_sha256: Mapped[str | None] = mapped_column(String(64))

    activity: Mapped[ProductiveActivity] = relationship(lazy="raise")


class AuthorisedDay(Base):
    """A Sunday or holiday on which the technical council let a prison work (RCEP art. 175)."""

    __tablename__ = "authorised_day"
    __table_args__ = (UniqueConstraint("prison", "day", name="uq__authorised_day__day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    prison: Mapped[str] = mapped_column(String(32))
    day: Mapped[date]
    #: Number of the council's minutes.
    minutes: Mapped[str] = mapped_column(String(60))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
