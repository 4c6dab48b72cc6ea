from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import JsonText, UtcDateTime
from registry.extensions.database import Base


class PlacementWeek(Base):
    """The weekly pattern of a placement from a day on; never changed.

    A row overrides every earlier one from its day on, so that on a day the last row counts
    among those valid by then. No attendance at all says that nobody is expected: the placement
    is suspended, or over.
    """

    __tablename__ = "placement_week"
    __table_args__ = (Index("ix__placement_week__placement", "placement_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    valid_from: Mapped[date]
    #: Weekly pattern: [[shift, start minute, end minute], …]; empty where nobody is expected.
    attendances: Mapped[Any] = mapped_column(JsonText)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
