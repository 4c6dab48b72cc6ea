from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import EncryptedJson, EncryptedText, one_of, reserved
from registry.extensions.database import Base
from registry.models.people.court_order import CourtOrder
from registry.models.record import Record
from registry.vocabulary.people import CLOSING_ORDERS, DECIDING_ORDERS, CourtOrderKind, PenaltyOrigin, SentenceKind

if TYPE_CHECKING:
    from registry.models.people.person import Person

#: Art. 34.5 CP for the autonomous penalty; five years at seven days a jornada (arts. 32, 52 CP) for the converted one.
JORNADAS_IN_LAW = (
    "jornadas >= 1 AND ((origin = 'autonomous' AND jornadas <= 156) OR (origin = 'converted' AND jornadas <= 260))"
)


class Sentence(Record, Base):
    """A limitative penalty that a court imposed on a person and referred to an office."""

    __tablename__ = "sentence"
    __table_args__ = (
        CheckConstraint(JORNADAS_IN_LAW, name="jornadas_in_law"),
        CheckConstraint("received_on >= judgment_date", name="received_after_judgment"),
        CheckConstraint("prescribes_on > judgment_date", name="prescribes_after_judgment"),
        UniqueConstraint("person_id", "case_number", name="uq__sentence__case"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    kind: Mapped[SentenceKind] = mapped_column(one_of(SentenceKind, "kind"))
    case_number: Mapped[str] = mapped_column(String(40))
    court: Mapped[str] = mapped_column(String(160))
    origin: Mapped[PenaltyOrigin] = mapped_column(one_of(PenaltyOrigin, "origin"))
    #: As imposed; later court orders are dated entries beside it.
    jornadas: Mapped[int]
    judgment_date: Mapped[date]
    #: Day on which the office received the certified copy: waiting and terms count from it.
    received_on: Mapped[date]
    prescribes_on: Mapped[date | None]
    #: Key of `reference.offences`: article, paragraph and version.
    offence: Mapped[str] = reserved(EncryptedText)
    #: «1» where Ley 29988 art. 1.5 bars contact with students; reserved like the offence that it follows from.
    education_bar: Mapped[str | None] = reserved(EncryptedText)
    #: Place, programme or weekly hours that the judgment fixes: {"unit_id", "programme", "weekly_hours", "remark"}.
    court_terms: Mapped[Any | None] = reserved(EncryptedJson)
    #: Protected surroundings: [{"latitude", "longitude", "radius_km"}].
    exclusion_zones: Mapped[Any | None] = reserved(EncryptedJson)
    #: Why jornadas outside the offence's range were accepted, and by whom; empty inside the range.
    range_exception: Mapped[str | None] = reserved(EncryptedText)
    range_exception_officer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    person: Mapped["Person"] = relationship(lazy="raise", back_populates="sentences")
    orders: Mapped[list[CourtOrder]] = relationship(lazy="raise", order_by=(CourtOrder.in_force_from, CourtOrder.id))

    def jornadas_owed(self, on: date) -> int:
        """Jornadas imposed by the judgment or by the last order that changed them; needs `orders` loaded."""
        changes = [o.jornadas for o in self.orders if o.in_force_from <= on and o.jornadas is not None]
        return changes[-1] if changes else self.jornadas

    def last_order(self, on: date) -> CourtOrder | None:
        """The order in force that decides whether the penalty is being executed; needs `orders` loaded."""
        orders = [o for o in self.orders if o.in_force_from <= on and o.kind in DECIDING_ORDERS]
        return orders[-1] if orders else None

    def is_closed(self, on: date) -> bool:
        """Whether a court order ended the execution."""
        return any(o.in_force_from <= on and o.kind in CLOSING_ORDERS for o in self.orders)

    def is_stayed(self, on: date) -> bool:
        """Whether the execution is suspended by the court."""
        order = self.last_order(on)
        return order is not None and order.kind is CourtOrderKind.STAY
