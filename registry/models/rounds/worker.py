from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import UtcDateTime
from registry.extensions.database import Base


class Worker(Base):
    """A worker process and its last sign of life."""

    __tablename__ = "worker"

    executor_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
