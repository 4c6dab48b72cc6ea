from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import JsonText
from registry.extensions.database import Base
from registry.models.record import Record


class PrivilegeReview(Record, Base):
    """Somebody's signed look at who may do what, of one office or of all (art. 46 RPDP)."""

    __tablename__ = "privilege_review"

    #: Office whose accounts were looked at; none where all were.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    reviewed_on: Mapped[date]
    reviewer: Mapped[str] = mapped_column(String(120))
    reviewer_post: Mapped[str] = mapped_column(String(120))
    #: The accounts as they then were: [[username, role, office, last sign-in or null], …].
    accounts: Mapped[Any] = mapped_column(JsonText)
    remark: Mapped[str] = mapped_column(String(1000), default="")
