from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import CodeList, EncryptedJson, EncryptedText, JsonText, one_of, reserved
from registry.extensions.database import Base
from registry.models.prison_work.workshop import Pavilion
from registry.models.record import Record
from registry.vocabulary.people import DocumentKind, EducationLevel
from registry.vocabulary.prison_work import LegalSituation, Regime, Sex, Stage


class InmateStage(Base):
    """Stage in which an inmate is held from a day on; of several rows of a day the last is right, none is changed."""

    __tablename__ = "inmate_stage"
    __table_args__ = (Index("ix__inmate_stage__day", "inmate_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"))
    valid_from: Mapped[date]
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class AlimonyOrder(Record, Base):
    """A court's order of alimony from an inmate's pay: a share in basis points, or céntimos a month."""

    __tablename__ = "alimony_order"
    __table_args__ = (
        CheckConstraint("(basis_points IS NULL) <> (cents IS NULL)", name="share_or_amount"),
        CheckConstraint("basis_points BETWEEN 1 AND 10000", name="share_of_whole"),
        CheckConstraint("cents > 0", name="amount_positive"),
        CheckConstraint("ended_on >= ordered_on", name="dates_in_order"),
    )

    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    ordered_on: Mapped[date]
    ended_on: Mapped[date | None]
    court: Mapped[str] = mapped_column(EncryptedText)
    beneficiary: Mapped[str] = mapped_column(EncryptedText)
    basis_points: Mapped[int | None]
    cents: Mapped[int | None]


class Inmate(Record, Base):
    """Somebody held in a prison; what the law reserves loads only for a stated purpose."""

    __tablename__ = "inmate"
    __table_args__ = (
        UniqueConstraint("document_kind", "document_number", name="uq__inmate__document"),
        CheckConstraint("free_shifts BETWEEN 0 AND 16383", name="free_shifts_fourteen_bits"),
        CheckConstraint("released_on >= held_since", name="dates_in_order"),
        CheckConstraint("reparation_cents >= 0", name="reparation_not_negative"),
    )

    #: Code in `reference.prisons`.
    prison: Mapped[str] = mapped_column(String(32), index=True)
    pavilion_id: Mapped[int | None] = mapped_column(ForeignKey("pavilion.id"), index=True)
    document_kind: Mapped[DocumentKind] = mapped_column(one_of(DocumentKind, "document_kind"))
    document_number: Mapped[str] = mapped_column(String(20))
    given_names: Mapped[str] = mapped_column(String(80))
    first_surname: Mapped[str] = mapped_column(String(60))
    second_surname: Mapped[str] = mapped_column(String(60), default="")
    #: Folded names, without accents: what the search and the order of lists look at.
    search_text: Mapped[str] = mapped_column(String(220), index=True)
    sex: Mapped[Sex] = mapped_column(one_of(Sex, "sex"))
    birth_date: Mapped[date]
    situation: Mapped[LegalSituation] = mapped_column(one_of(LegalSituation, "situation"))
    regime: Mapped[Regime] = mapped_column(one_of(Regime, "regime"))
    #: The stage of today; `InmateStage` has it day by day.
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage"))
    held_since: Mapped[date]
    sentence_ends_on: Mapped[date | None]
    #: Earliest day of a benefit or release, where it is known: no contract goes beyond.
    release_from: Mapped[date | None]
    released_on: Mapped[date | None] = mapped_column(index=True)
    education: Mapped[EducationLevel] = mapped_column(one_of(EducationLevel, "education"))
    skills: Mapped[list[str]] = mapped_column(CodeList, default=list)
    certificates: Mapped[list[str]] = mapped_column(CodeList, default=list)
    #: [{"trade", "months"}, …], inside or outside.
    experience: Mapped[Any] = mapped_column(JsonText, default=list)
    is_cetpro_graduate: Mapped[bool] = mapped_column(default=False)
    is_first_timer: Mapped[bool] = mapped_column(default=False)
    #: Bit s is set when the half day s is free of education and programmes.
    free_shifts: Mapped[int] = mapped_column(default=16383)
    #: Inscription in the book of registered workers, without which no day redeems (RCEP art. 175).
    inscribed_on: Mapped[date | None]
    inscription_folio: Mapped[str] = mapped_column(String(40), default="")
    #: Whether the special account may be opened (RPROD arts. 51.2 and 52.2); why not is reserved.
    may_hold_account: Mapped[bool] = mapped_column(default=True)
    reparation_cents: Mapped[int] = mapped_column(default=0)
    #: Articles of the sentence: ["189", "108-B"].
    offences: Mapped[Any | None] = reserved(EncryptedJson)
    #: {"is_recidivist", "is_organised_crime", "is_interdict"} and what else bars an account or redemption.
    legal_marks: Mapped[Any | None] = reserved(EncryptedJson)
    #: Work demands that health rules out; never the diagnosis.
    unable: Mapped[list[str] | None] = reserved(EncryptedJson)
    #: Codes of kinds of work that the law closes to the person.
    exclusions: Mapped[list[str] | None] = reserved(EncryptedJson)

    pavilion: Mapped[Pavilion | None] = relationship(lazy="raise")
    stages: Mapped[list[InmateStage]] = relationship(lazy="raise", order_by=InmateStage.valid_from)
    alimony: Mapped[list[AlimonyOrder]] = relationship(lazy="raise", order_by=AlimonyOrder.id)

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
        """The half days free of education and programmes, in the order of the week."""
        return [shift for shift in range(14) if self.free_shifts >> shift & 1]
