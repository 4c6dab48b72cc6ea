from datetime import date, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import JsonText, one_of
from registry.extensions.database import Base
from registry.models.institutions.institution import Institution
from registry.models.record import Record
from registry.vocabulary.agreements import AgreementKind, AgreementState, Side, TerminationCause

STORED_STATES = "state IN ('draft', 'to_sign', 'in_force', 'terminated')"
NOTICE = timedelta(days=60)


class AgreementObligation(Base):
    """Something that a side of an agreement owes by a day."""

    __tablename__ = "agreement_obligation"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(one_of(Side, "side"))
    words: Mapped[str] = mapped_column(String(500))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    #: How it is known to be done.
    proof: Mapped[str] = mapped_column(String(300), default="")


class Agreement(Record, Base):
    """A *convenio* of the operator with an institution, drafted here, signed on paper or digitally, and renewed."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("year", "number", name="uq__agreement__number"),
        CheckConstraint("ends_on > starts_on", name="dates_in_order"),
        CheckConstraint(STORED_STATES, name="stored_states"),
        CheckConstraint("(state = 'terminated') = (termination IS NOT NULL)", name="terminated_with_cause"),
    )

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    #: Office that drafted it and sees to its obligations.
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    #: File from which it follows, where there is one: a proposal of an activity.
    case_file_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    #: The agreement that this one renews.
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), unique=True)
    kind: Mapped[AgreementKind] = mapped_column(one_of(AgreementKind, "kind"))
    state: Mapped[AgreementState] = mapped_column(one_of(AgreementState, "state"), default=AgreementState.DRAFT)
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    #: What it is for, in its own words.
    purpose: Mapped[str] = mapped_column(String(2000))
    #: Who signs for the institution, and as what.
    counterpart: Mapped[str] = mapped_column(String(120))
    counterpart_post: Mapped[str] = mapped_column(String(120))
    #: Further clauses, each a text; what every agreement has stands in the template.
    clauses: Mapped[Any] = mapped_column(JsonText, default=list)
    #: Names of its annexes, in their order; an activity's work plan among them.
    annexes: Mapped[Any] = mapped_column(JsonText, default=list)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    signed_on: Mapped[date | None]
    termination: Mapped[TerminationCause | None] = mapped_column(one_of(TerminationCause, "termination"))
    terminated_on: Mapped[date | None]
    termination_words: Mapped[str] = mapped_column(String(500), default="")

    institution: Mapped[Institution] = relationship(lazy="raise")
    obligations: Mapped[list[AgreementObligation]] = relationship(
        lazy="raise", order_by=AgreementObligation.id, cascade="all, delete-orphan"
    )

    @property
    def shown_number(self) -> str:
        """The number as everybody writes it: `014-2026`."""
        return f"{self.number:03d}-{self.year}"

    def is_in_force(self, on: date) -> bool:
        """Whether it binds on a day."""
        return self.state is AgreementState.IN_FORCE and self.starts_on <= on <= self.ends_on

    def state_on(self, day: date) -> AgreementState:
        """The state that a reader of the day is told, dates considered."""
        if self.state is not AgreementState.IN_FORCE:
            return self.state
        if day > self.ends_on:
            return AgreementState.EXPIRED
        return AgreementState.EXPIRING if day + NOTICE > self.ends_on else AgreementState.IN_FORCE
