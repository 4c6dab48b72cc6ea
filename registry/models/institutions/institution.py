from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import one_of
from registry.extensions.database import Base
from registry.models.institutions.registration import Registration
from registry.models.record import Record
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole


class Institution(Record, Base):
    """A legal person with a RUC; registered in one or more roles."""

    __tablename__ = "institution"
    __table_args__ = (
        CheckConstraint("length(ruc) = 11", name="ruc_length"),
        CheckConstraint("nature <> 'private_social' OR length(social_purpose) > 0", name="private_has_purpose"),
    )

    ruc: Mapped[str] = mapped_column(String(11), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    #: Folded name and RUC, without accents: what the search looks at.
    search_text: Mapped[str] = mapped_column(String(240), index=True)
    nature: Mapped[InstitutionNature] = mapped_column(one_of(InstitutionNature, "nature"))
    #: Assistential or social purpose of a private institution (art. 34.2 CP); empty for a public one.
    social_purpose: Mapped[str] = mapped_column(String(300), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    ubigeo: Mapped[str] = mapped_column(String(6), index=True)
    representative: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(120), default="")

    registrations: Mapped[list[Registration]] = relationship(
        lazy="raise", order_by=Registration.valid_from, back_populates="institution"
    )

    def is_beneficiary_unit(self, on: date) -> bool:
        """Whether a registration as a beneficiary unit is in force on a day; needs `registrations` loaded."""
        return any(r.role is InstitutionRole.BENEFICIARY_UNIT and r.is_in_force(on) for r in self.registrations)
