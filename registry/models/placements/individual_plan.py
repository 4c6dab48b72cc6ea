from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedText, reserved
from registry.extensions.database import Base
from registry.models.record import Record


class IndividualPlan(Record, Base):
    """The interview record and the individual plan of a placement (RCEP arts. 255, 258); the newest holds."""

    __tablename__ = "individual_plan"
    __table_args__ = (CheckConstraint("first_day >= interviewed_on", name="starts_after_interview"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    interviewed_on: Mapped[date]
    first_day: Mapped[date]
    objectives: Mapped[str] = mapped_column(Text)
    activities: Mapped[str] = mapped_column(Text)
    commitments: Mapped[str] = mapped_column(Text, default="")
    #: What was said at the interview; may touch on health and family.
    remark: Mapped[str | None] = reserved(EncryptedText)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
    account_post: Mapped[str] = mapped_column(String(120), default="")
