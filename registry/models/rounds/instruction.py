from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.rounds import InstructionKind


class Instruction(Record, Base):
    """An officer's order to the rounds to come: keep this sentence at a vacancy, or away from it."""

    __tablename__ = "instruction"
    __table_args__ = (
        Index(
            "uq__instruction__one_pin",
            "sentence_id",
            unique=True,
            sqlite_where=text("kind = 'pin' AND lifted_at IS NULL"),
            postgresql_where=text("kind = 'pin' AND lifted_at IS NULL"),
        ),
    )

    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"))
    kind: Mapped[InstructionKind] = mapped_column(one_of(InstructionKind, "kind"))
    reason: Mapped[str] = mapped_column(EncryptedText)
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
