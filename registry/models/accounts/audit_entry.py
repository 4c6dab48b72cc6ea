from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import JsonText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.accounts import AuditAction


class AuditEntry(Base):
    """One fact of the log: who did what to which row, when, and on whose account.

    A sensitive field stands in `changes` with its name and a keyed digest, never with its value.
    Rows are only added: triggers refuse anything else, and each row is chained to the one before it.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix__audit_entry__subject", "subject", "subject_id"),)

    #: Position in the chain, from 1 and without gaps.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    action: Mapped[AuditAction] = mapped_column(one_of(AuditAction, "action"))
    #: Table of the row concerned.
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    changes: Mapped[Any] = mapped_column(JsonText, default=dict)
    actor: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(120), default="")
    #: Plain numbers, no keys: the log outlives what it tells of.
    officer_id: Mapped[int | None] = mapped_column(index=True)
    office_id: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    request_id: Mapped[str] = mapped_column(String(40), default="")
    previous_hash: Mapped[str] = mapped_column(String(64))
    #: Covers every other column (`registry.extensions.chain`).
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """Where the chain ends, in one row sealed with the audit's key: a tail that was cut is missed here."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
