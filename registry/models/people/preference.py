from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedText, one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Stance


class Preference(Record, Base):
    """What the person said at the interview of a unit or of a task (RCEP art. 256)."""

    __tablename__ = "preference"
    __table_args__ = (CheckConstraint("(unit_id IS NULL) <> (task IS NULL)", name="unit_or_task"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stance: Mapped[Stance] = mapped_column(one_of(Stance, "stance"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("beneficiary_unit.id"))
    task: Mapped[Task | None] = mapped_column(one_of(Task, "task"))
    remark: Mapped[str | None] = mapped_column(EncryptedText)
    recorded_on: Mapped[date]
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
