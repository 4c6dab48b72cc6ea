from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import JsonText
from registry.extensions.database import Base
from registry.models.record import Record


class PlannedVacancyChange(Record, Base):
    """A vacancy as it shall be from a day on, where today people would be stranded by it."""

    __tablename__ = "planned_vacancy_change"
    __table_args__ = (
        Index(
            "uq__planned_vacancy_change__waiting",
            "vacancy_id",
            unique=True,
            sqlite_where=text("settled_on IS NULL"),
            postgresql_where=text("settled_on IS NULL"),
        ),
    )

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    effective_on: Mapped[date]
    #: The vacancy's details as they shall be; shifts with their hours and places.
    details: Mapped[Any] = mapped_column(JsonText)
    reason: Mapped[str] = mapped_column(String(300))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    #: Day on which it was applied or taken back; none while it waits.
    settled_on: Mapped[date | None]
    was_applied: Mapped[bool] = mapped_column(default=False)
