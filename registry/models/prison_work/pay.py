from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.prison_work.activity import ProductiveActivity
from registry.models.record import Record
from registry.vocabulary.prison_work import Receiver, SettlementState


class SettledPart(Base):
    """One part of a worker's settled month; `order_id` tells one order of alimony from another."""

    __tablename__ = "settled_part"
    __table_args__ = (CheckConstraint("cents > 0", name="cents_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    settled_pay_id: Mapped[int] = mapped_column(ForeignKey("settled_pay.id"), index=True)
    receiver: Mapped[Receiver] = mapped_column(one_of(Receiver, "receiver"))
    cents: Mapped[int]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("alimony_order.id"))


class SettledPay(Base):
    """A worker's month in a settlement, in céntimos; written when it is closed and never changed."""

    __tablename__ = "settled_pay"
    __table_args__ = (
        UniqueConstraint("settlement_id", "inmate_id", name="uq__settled_pay__worker"),
        CheckConstraint("income = earned + corrected + carried", name="income_whole"),
        CheckConstraint("contribution_unpaid >= 0", name="unpaid_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    settlement_id: Mapped[int] = mapped_column(ForeignKey("settlement.id"))
    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    minutes: Mapped[int]
    pieces: Mapped[int]
    earned: Mapped[int]
    corrected: Mapped[int]
    carried: Mapped[int]
    income: Mapped[int]
    base: Mapped[int]
    contribution_unpaid: Mapped[int] = mapped_column(default=0)

    parts: Mapped[list[SettledPart]] = relationship(lazy="selectin", order_by=SettledPart.id)


class Settlement(Record, Base):
    """What an activity pays for a month: closed with a signature, corrected only by later ones."""

    __tablename__ = "settlement"
    __table_args__ = (
        UniqueConstraint("activity_id", "month", name="uq__settlement__month"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_with_instant"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("productive_activity.id"), index=True)
    prison: Mapped[str] = mapped_column(String(32), index=True)
    #: First day of the month.
    month: Mapped[date] = mapped_column(index=True)
    state: Mapped[SettlementState] = mapped_column(one_of(SettlementState, "state"), default=SettlementState.OPEN)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_by_name: Mapped[str] = mapped_column(String(120), default="")
    closed_by_post: Mapped[str] = mapped_column(String(120), default="")
    #: Of its lines in canonical form.
    lines_sha256: Mapped[str | None] = mapped_column(String(64))

    activity: Mapped[ProductiveActivity] = relationship(lazy="raise")
    lines: Mapped[list[SettledPay]] = relationship(lazy="raise", order_by=SettledPay.id)


class ArrearsPlan(Record, Base):
    """An agreement to pay what is owed of the operator's tenth in equal months."""

    __tablename__ = "arrears_plan"
    __table_args__ = (CheckConstraint("cents > 0", name="cents_positive"),)

    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    agreed_on: Mapped[date]
    cents: Mapped[int]
    is_in_force: Mapped[bool] = mapped_column(default=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class ArrearsPayment(Base):
    """What a worker paid of the tenth on a day; never changed."""

    __tablename__ = "arrears_payment"
    __table_args__ = (CheckConstraint("cents > 0", name="cents_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    paid_on: Mapped[date]
    cents: Mapped[int]
    receipt: Mapped[str] = mapped_column(String(60))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
