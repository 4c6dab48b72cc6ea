from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import CodeList, EncryptedJson, EncryptedText, one_of, reserved
from registry.extensions.database import Base
from registry.models.people.preference import Preference
from registry.models.people.sentence import Sentence
from registry.models.record import Record
from registry.vocabulary.people import DocumentKind, EducationLevel, Occupation


def completed_years(birth_date: date, day: date) -> int:
    """Completed years of life; negative before birth."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


class Person(Record, Base):
    """Somebody whom a court referred to an office."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("document_kind", "document_number", name="uq__person__document"),
        CheckConstraint("free_shifts BETWEEN 0 AND 16383", name="free_shifts_fourteen_bits"),
        CheckConstraint("latitude BETWEEN -19 AND 1", name="latitude_in_peru"),
        CheckConstraint("longitude BETWEEN -82 AND -68", name="longitude_in_peru"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
    )

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    document_kind: Mapped[DocumentKind] = mapped_column(one_of(DocumentKind, "document_kind"))
    document_number: Mapped[str] = mapped_column(String(20))
    given_names: Mapped[str] = mapped_column(String(80))
    first_surname: Mapped[str] = mapped_column(String(60))
    second_surname: Mapped[str] = mapped_column(String(60), default="")
    #: Folded names, without accents: what the search and the order of lists look at.
    search_text: Mapped[str] = mapped_column(String(220), index=True)
    birth_date: Mapped[date]
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    ubigeo: Mapped[str] = mapped_column(String(6), index=True)
    #: The home's point where it is known; the district's capital stands in for it otherwise.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    education: Mapped[EducationLevel] = mapped_column(one_of(EducationLevel, "education"))
    occupation: Mapped[Occupation] = mapped_column(one_of(Occupation, "occupation"))
    skills: Mapped[list[str]] = mapped_column(CodeList, default=list)
    #: Bit s is set when the half day s (0 = Monday morning) is free of work and study.
    free_shifts: Mapped[int]
    #: Weekday service was authorised (art. 34.4 CP).
    is_weekday_authorised: Mapped[bool] = mapped_column(default=False)
    #: Work demands that health rules out; never the diagnosis.
    unable: Mapped[list[str] | None] = reserved(EncryptedJson)
    health_remark: Mapped[str | None] = reserved(EncryptedText)

    sentences: Mapped[list[Sentence]] = relationship(lazy="raise", back_populates="person", order_by=Sentence.id)
    preferences: Mapped[list[Preference]] = relationship(lazy="raise", order_by=Preference.id)

    @property
    def surnames(self) -> str:
        """Both surnames, as printed before the comma."""
        return f"{self.first_surname} {self.second_surname}".strip()

    @property
    def full_name(self) -> str:
        """«Quispe Mamani, Rosa»."""
        return f"{self.surnames}, {self.given_names}"

    @property
    def free_shift_numbers(self) -> list[int]:
        """The free half days, in the order of the week."""
        return [shift for shift in range(14) if self.free_shifts >> shift & 1]

    def age_on(self, day: date) -> int:
        """Completed years of life."""
        return completed_years(self.birth_date, day)
