from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import EncryptedText, one_of
from registry.extensions.database import Base
from registry.models.people.person import Person
from registry.models.record import Record
from registry.vocabulary.privacy import RequestState, RightKind


class DataRequest(Record, Base):
    """What a person asked of their own data, and what they were answered; its term follows from kind and day."""

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint("(state = 'received') = (answered_on IS NULL)", name="answered_with_day"),
        CheckConstraint("(answered_on IS NULL) = (answer IS NULL)", name="answered_with_words"),
        CheckConstraint("answered_on >= received_on", name="answered_after_received"),
    )

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[RightKind] = mapped_column(one_of(RightKind, "kind"))
    state: Mapped[RequestState] = mapped_column(one_of(RequestState, "state"), default=RequestState.RECEIVED)
    received_on: Mapped[date]
    asked: Mapped[str] = mapped_column(EncryptedText)
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    answered_on: Mapped[date | None]
    #: Who answered, as the answer names them (LPAG art. 4.3).
    answered_by: Mapped[str] = mapped_column(String(120), default="")
    answered_by_post: Mapped[str] = mapped_column(String(120), default="")

    person: Mapped[Person] = relationship(lazy="raise")
