from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.institutions import InstitutionRole, RegistrationState

if TYPE_CHECKING:
    from registry.models.institutions.institution import Institution

STORED_STATES = "state IN ('current', 'suspended', 'withdrawn')"
NOTICE = timedelta(days=60)


class Registration(Record, Base):
    """An institution's standing in one role, from a day until another."""

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="dates_in_order"),
        CheckConstraint(STORED_STATES, name="stored_states"),
        Index(
            "uq__registration__active_role",
            "institution_id",
            "role",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
    )

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    role: Mapped[InstitutionRole] = mapped_column(one_of(InstitutionRole, "role"))
    #: Only current, suspended and withdrawn are stored; the dates tell the rest.
    state: Mapped[RegistrationState] = mapped_column(one_of(RegistrationState, "state"))
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    resolution: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")

    institution: Mapped["Institution"] = relationship(lazy="raise", back_populates="registrations")

    def is_in_force(self, on: date) -> bool:
        """Whether the institution may receive people in this role on a day."""
        return self.state is RegistrationState.CURRENT and self.valid_from <= on <= self.valid_to

    def state_on(self, day: date) -> RegistrationState:
        """The state that a reader of the day is told, dates considered."""
        if self.state is not RegistrationState.CURRENT:
            return self.state
        if day > self.valid_to:
            return RegistrationState.EXPIRED
        return RegistrationState.EXPIRING if day + NOTICE > self.valid_to else RegistrationState.CURRENT
