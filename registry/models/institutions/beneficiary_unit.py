from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import one_of
from registry.extensions.database import Base
from registry.models.institutions.institution import Institution
from registry.models.institutions.vacancy import Vacancy
from registry.models.record import Record
from registry.vocabulary.institutions import UnitKind


class BeneficiaryUnit(Record, Base):
    """A site of an institution where people serve their jornadas."""

    __tablename__ = "beneficiary_unit"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -19 AND 1", name="latitude_in_peru"),
        CheckConstraint("longitude BETWEEN -82 AND -68", name="longitude_in_peru"),
    )

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    #: Office in whose territory the unit stands, and whose rounds fill it.
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(String(240), index=True)
    kind: Mapped[UnitKind] = mapped_column(one_of(UnitKind, "kind"))
    #: People placed here meet students (Ley 29988 art. 1.5 then bars some offences).
    has_student_contact: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str] = mapped_column(String(200), default="")
    ubigeo: Mapped[str] = mapped_column(String(6), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    supervisor: Mapped[str] = mapped_column(String(120), default="")
    supervisor_post: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    is_open: Mapped[bool] = mapped_column(default=True)
    #: Why an institution without registration may receive people here (RCEP art. 250); empty otherwise.
    exception_reason: Mapped[str] = mapped_column(String(300), default="")

    institution: Mapped[Institution] = relationship(lazy="raise")
    vacancies: Mapped[list[Vacancy]] = relationship(lazy="raise", back_populates="unit", order_by=Vacancy.id)

    def receives_people(self, on: date) -> bool:
        """Whether rounds may send people here on a day: by a registration in force, or by a stated exception."""
        return self.is_open and (bool(self.exception_reason) or self.institution.is_beneficiary_unit(on))
