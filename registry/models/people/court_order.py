from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedText, one_of, reserved
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.people import CourtOrderKind


class CourtOrder(Record, Base):
    """A dated order of the court during execution; what is owed at a day follows from the orders in force then."""

    __tablename__ = "court_order"
    __table_args__ = (
        CheckConstraint("jornadas BETWEEN 1 AND 260", name="jornadas_in_law"),
        CheckConstraint("(kind = 'jornadas_changed') = (jornadas IS NOT NULL)", name="jornadas_when_changed"),
        CheckConstraint("in_force_from >= ordered_on", name="in_force_after_order"),
    )

    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    kind: Mapped[CourtOrderKind] = mapped_column(one_of(CourtOrderKind, "kind"))
    number: Mapped[str] = mapped_column(String(60), default="")
    ordered_on: Mapped[date]
    in_force_from: Mapped[date]
    jornadas: Mapped[int | None]
    remark: Mapped[str | None] = reserved(EncryptedText)
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
