from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedJson, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.institutions.beneficiary_unit import BeneficiaryUnit
from registry.models.record import Record
from registry.vocabulary.attendance import SheetState


class AttendanceSheet(Record, Base):
    """The control sheet of a unit and a month (RCEP art. 263): open until somebody signs for it."""

    __tablename__ = "attendance_sheet"
    __table_args__ = (
        UniqueConstraint("unit_id", "month", name="uq__attendance_sheet__month"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_with_instant"),
        CheckConstraint("(state = 'closed') = (entries_sha256 IS NOT NULL)", name="closed_with_hash"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("beneficiary_unit.id"), index=True)
    #: First day of the month.
    month: Mapped[date] = mapped_column(index=True)
    state: Mapped[SheetState] = mapped_column(one_of(SheetState, "state"), default=SheetState.OPEN)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_by_name: Mapped[str] = mapped_column(String(120), default="")
    closed_by_post: Mapped[str] = mapped_column(String(120), default="")
    #: Of the entries in force when it was signed, in canonical form.
    entries_sha256: Mapped[str | None] = mapped_column(String(64))
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[BeneficiaryUnit] = relationship(lazy="raise")


class SheetTyping(Base):
    """What one person typed from a paper sheet; two typings that agree become entries."""

    __tablename__ = "sheet_typing"

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("attendance_sheet.id"), index=True)
    #: {"placement/day/shift": {"outcome", "arrived", "left", "remark"}}
    cells: Mapped[Any] = mapped_column(EncryptedJson)
    typed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
    #: When its cells became entries, or were given up for another typing.
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
