from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedJson, JsonText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.procedures import CaseEventKind, CaseState, CheckState, OpinionKind, ProcedureCode


class CaseEvent(Base):
    """What happened to a case file: when, by whom, and until when somebody must act; never changed."""

    __tablename__ = "case_event"
    __table_args__ = (CheckConstraint("due_on >= on_day", name="due_after_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[CaseEventKind] = mapped_column(one_of(CaseEventKind, "kind"))
    #: State that the file has from here on.
    state: Mapped[CaseState] = mapped_column(one_of(CaseState, "state"))
    #: Day of the fact in Peru, from which terms are counted.
    on_day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    #: Last day of the term that this event opens: for the cure, or for the appeal.
    due_on: Mapped[date | None]
    #: What is told with it: each observation, the reason of a denial, the finding of a visit.
    words: Mapped[str] = mapped_column(String(4000), default="")
    #: Whether the applicant reads it too; internal notes are the office's alone.
    is_public: Mapped[bool] = mapped_column(default=True)
    opinion: Mapped[OpinionKind | None] = mapped_column(one_of(OpinionKind, "opinion"))
    is_favourable: Mapped[bool | None]
    #: Answers of the visit's form, and other facts with a shape of their own; never a person's reserved data, since
    #: no key of a row that cannot change can be renewed.
    facts: Mapped[Any] = mapped_column(JsonText, default=dict)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor_name: Mapped[str] = mapped_column(String(120))
    actor_post: Mapped[str] = mapped_column(String(120), default="")


class CaseCheck(Base):
    """A requirement of a case file, and how the officer found it."""

    __tablename__ = "case_check"
    __table_args__ = (CheckConstraint("state <> 'observed' OR length(remark) > 0", name="observed_with_remark"),)

    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    #: Code in the procedure's list of requirements, or of one of its steps.
    requirement: Mapped[str] = mapped_column(String(40), primary_key=True)
    state: Mapped[CheckState] = mapped_column(one_of(CheckState, "state"), default=CheckState.PENDING)
    remark: Mapped[str] = mapped_column(String(500), default="")


class CaseFile(Record, Base):
    """A request to the operator, from its draft to its decision; numbered, with a code for whoever has no account."""

    __tablename__ = "case_file"
    __table_args__ = (
        UniqueConstraint("year", "number", name="uq__case_file__number"),
        CheckConstraint("(state = 'draft') = (filed_on IS NULL)", name="filed_unless_draft"),
        CheckConstraint("length(ruc) IN (0, 11)", name="ruc_length"),
        # What the desk counts and orders by, so that it reads no files for it.
        Index(
            "ix__case_file__inbox",
            *("office_id", "state", "due_on", "procedure", "officer_id", "institution_id", "ubigeo"),
        ),
        Index("ix__case_file__officer", "officer_id", "state"),
    )

    procedure: Mapped[ProcedureCode] = mapped_column(one_of(ProcedureCode, "procedure"))
    state: Mapped[CaseState] = mapped_column(one_of(CaseState, "state"), default=CaseState.DRAFT, index=True)
    year: Mapped[int]
    number: Mapped[int]
    #: Raised when a new code replaces the old one; the code itself is derived and kept nowhere.
    code_serial: Mapped[int] = mapped_column(default=1)
    #: Key of the form that opened the draft, so that a second tap opens no second one.
    opening_key: Mapped[str] = mapped_column(String(64), unique=True)

    #: Office of the territory, whose officers see to it; known once the district is.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: Known from the start where an institution's account files; else from the approval on.
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"), index=True)
    #: The file that is contested by this one.
    about_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    #: Account that files, where somebody signed in.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    #: What lists and the search for doubles look at; the answers hold the same, encrypted with the rest.
    ruc: Mapped[str] = mapped_column(String(11), default="", index=True)
    applicant: Mapped[str] = mapped_column(String(200), default="")
    search_text: Mapped[str] = mapped_column(String(280), default="", index=True)
    ubigeo: Mapped[str] = mapped_column(String(6), default="")
    #: Address for notices; used only with consent (LPAG art. 20.4).
    email: Mapped[str] = mapped_column(String(120), default="")
    consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    #: {step: {field: value}} as typed and checked, step by step.
    answers: Mapped[Any] = mapped_column(EncryptedJson, deferred=True, default=dict)
    filed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    #: Day by which somebody must act: the operator, or while observed the applicant. Follows from the events and the
    #: closed days; kept for the lists, and written anew with each event and by the work of the day.
    due_on: Mapped[date | None]

    events: Mapped[list[CaseEvent]] = relationship(lazy="raise", order_by=CaseEvent.id)
    checks: Mapped[list[CaseCheck]] = relationship(
        lazy="raise", order_by=CaseCheck.requirement, cascade="all, delete-orphan"
    )

    @property
    def shown_number(self) -> str:
        """The number as everybody writes it: `EXP-2026-000412`."""
        return f"EXP-{self.year}-{self.number:06d}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state in OPEN_STATES


OPEN_STATES = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.UNDER_REVIEW, CaseState.OBSERVED)
