from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime
from registry.extensions.database import Base


class PersonalCode(Base):
    """The code of a letter with which a person sees their own sentence served; only its keyed digest is kept."""

    __tablename__ = "personal_code"

    #: One in force for each sentence: a newer letter brings a newer code.
    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
