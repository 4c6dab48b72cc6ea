from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import CodeList, one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.institutions import Task, VacancyState
from registry.vocabulary.people import Programme

if TYPE_CHECKING:
    from registry.models.institutions.beneficiary_unit import BeneficiaryUnit


class VacancyShift(Base):
    """The places of a vacancy in one half day of the week, with its hours."""

    __tablename__ = "vacancy_shift"
    __table_args__ = (
        CheckConstraint("shift BETWEEN 0 AND 13", name="half_day_of_week"),
        CheckConstraint("start_minute BETWEEN 0 AND end_minute - 1 AND end_minute <= 1440", name="hours_in_order"),
        CheckConstraint("places >= 0", name="places_not_negative"),
        CheckConstraint("0 <= places_taken AND places_taken <= places", name="places_not_exceeded"),
    )

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), primary_key=True)
    shift: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    places: Mapped[int]
    places_taken: Mapped[int] = mapped_column(default=0)


class Vacancy(Record, Base):
    """A task at a unit, with places in some of the week's half days and a total over them."""

    __tablename__ = "vacancy"
    __table_args__ = (
        CheckConstraint("total_places >= 0", name="total_not_negative"),
        CheckConstraint("0 <= places_taken AND places_taken <= total_places", name="total_not_exceeded"),
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="stored_states"),
        CheckConstraint("minimum_age BETWEEN 18 AND 90", name="minimum_age_in_range"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("beneficiary_unit.id"), index=True)
    task: Mapped[Task] = mapped_column(one_of(Task, "task"))
    #: What exactly is to be done; empty means that the task is not specific.
    duties: Mapped[str] = mapped_column(String(500), default="")
    skills: Mapped[list[str]] = mapped_column(CodeList, default=list)
    #: Who receives the person at this task, where it is not the unit's supervisor.
    supervisor: Mapped[str] = mapped_column(String(120), default="")
    #: What the work asks of the body or the circumstances.
    demands: Mapped[list[str]] = mapped_column(CodeList, default=list)
    minimum_age: Mapped[int] = mapped_column(default=18)
    total_places: Mapped[int]
    places_taken: Mapped[int] = mapped_column(default=0)
    #: Only draft, open and closed are stored; the places tell whether it is full.
    state: Mapped[VacancyState] = mapped_column(one_of(VacancyState, "state"), default=VacancyState.OPEN)
    #: Programme held here; none for plain service.
    programme: Mapped[Programme | None] = mapped_column(one_of(Programme, "programme"))

    unit: Mapped["BeneficiaryUnit"] = relationship(lazy="raise", back_populates="vacancies")
    shifts: Mapped[list[VacancyShift]] = relationship(
        lazy="selectin", order_by=VacancyShift.shift, cascade="all, delete-orphan"
    )

    @property
    def free_places(self) -> int:
        """How many more people the vacancy as a whole admits."""
        return self.total_places - self.places_taken

    @property
    def shown_state(self) -> VacancyState:
        """The state that a reader is told, places considered."""
        is_full = self.state is VacancyState.OPEN and self.free_places == 0
        return VacancyState.FULL if is_full else self.state
