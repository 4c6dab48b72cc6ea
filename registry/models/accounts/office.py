from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.accounts import OfficeKind


class Office(Record, Base):
    """An office of the operator; an open-regime office runs rounds for the people referred to it."""

    __tablename__ = "office"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -19 AND 1", name="latitude_in_peru"),
        CheckConstraint("longitude BETWEEN -82 AND -68", name="longitude_in_peru"),
    )

    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[OfficeKind] = mapped_column(one_of(OfficeKind, "kind"))
    #: Code of the regional office above, as in `reference.regional_offices`.
    region: Mapped[str] = mapped_column(String(32), index=True)
    ubigeo: Mapped[str] = mapped_column(String(6))
    address: Mapped[str] = mapped_column(String(200), default="")
    latitude: Mapped[float]
    longitude: Mapped[float]
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
