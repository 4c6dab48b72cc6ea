from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedBytes, EncryptedText, JsonText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.account import Account
from registry.models.prison_work.activity import WorkVacancy
from registry.models.prison_work.inmate import Inmate
from registry.models.record import Record
from registry.vocabulary.prison_work import AssignmentState, EndCause
from registry.vocabulary.rounds import DecisionKind, InstructionKind, ProposalState, RoundState


class WorkRound(Record, Base):
    """One run of the optimizer for a prison: its frozen inputs, its plan and the proof."""

    __tablename__ = "work_round"
    __table_args__ = (
        UniqueConstraint("prison", "year", "number", name="uq__work_round__number"),
        CheckConstraint("time_limit_seconds > 0", name="time_limit_positive"),
        CheckConstraint("change_budget BETWEEN 0 AND 1", name="change_budget_share"),
    )

    #: Also the workflow's id: enqueuing twice runs once.
    public_id: Mapped[str] = mapped_column(String(36), unique=True)
    #: Code in `reference.prisons`.
    prison: Mapped[str] = mapped_column(String(32), index=True)
    year: Mapped[int]
    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(one_of(RoundState, "state"), default=RoundState.QUEUED)
    reference_date: Mapped[date]
    seed: Mapped[int] = mapped_column(default=0)
    time_limit_seconds: Mapped[int]
    preset: Mapped[str] = mapped_column(String(40), default="balanced")
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    progress: Mapped[Any | None] = mapped_column(JsonText)
    #: Applicants, assigned, value, bound and gap per stage; figures only.
    summary: Mapped[Any | None] = mapped_column(JsonText)
    frozen_instance: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True)
    frozen_plan: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("work_round.id"))
    change_budget: Mapped[float | None]
    failure: Mapped[str] = mapped_column(String(60), default="")

    officer: Mapped[Account] = relationship(lazy="raise")


class WorkProposal(Record, Base):
    """What a round proposes for one inmate: a vacancy, or none and why; it takes no place."""

    __tablename__ = "work_proposal"
    __table_args__ = (UniqueConstraint("round_id", "inmate_id", name="uq__work_proposal__inmate"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("work_round.id"), index=True)
    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("work_vacancy.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(one_of(ProposalState, "state"))
    score: Mapped[float | None]
    #: Main cause when nothing is proposed, as `vocabulary.reasons` shows it.
    cause: Mapped[str] = mapped_column(String(40), default="")

    round: Mapped[WorkRound] = relationship(lazy="raise")
    inmate: Mapped[Inmate] = relationship(lazy="raise")
    vacancy: Mapped[WorkVacancy | None] = relationship(lazy="raise")


class WorkInstruction(Record, Base):
    """An officer's order to the rounds to come: keep this inmate at a vacancy, or away from it."""

    __tablename__ = "work_instruction"
    __table_args__ = (
        Index(
            "uq__work_instruction__one_pin",
            "inmate_id",
            unique=True,
            sqlite_where=text("kind = 'pin' AND lifted_at IS NULL"),
            postgresql_where=text("kind = 'pin' AND lifted_at IS NULL"),
        ),
    )

    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("work_vacancy.id"))
    kind: Mapped[InstructionKind] = mapped_column(one_of(InstructionKind, "kind"))
    reason: Mapped[str] = mapped_column(EncryptedText)
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WorkAssignment(Record, Base):
    """An inmate's post at a vacancy, from the day on which a named officer confirmed it to its end."""

    __tablename__ = "work_assignment"
    __table_args__ = (
        CheckConstraint("last_on >= starts_on", name="dates_in_order"),
        CheckConstraint("(state = 'ended') = (end_cause IS NOT NULL)", name="ended_with_cause"),
        Index(
            "uq__work_assignment__one_running",
            "inmate_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("work_vacancy.id"), index=True)
    #: Prison and activity as the vacancy's.
    prison: Mapped[str] = mapped_column(String(32), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("productive_activity.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("work_proposal.id"), index=True)
    state: Mapped[AssignmentState] = mapped_column(one_of(AssignmentState, "state"), default=AssignmentState.RUNNING)
    starts_on: Mapped[date]
    #: Last day of the contract, or of the work where it ended before.
    last_on: Mapped[date]
    end_cause: Mapped[EndCause | None] = mapped_column(one_of(EndCause, "end_cause"))
    end_words: Mapped[str | None] = mapped_column(EncryptedText)

    inmate: Mapped[Inmate] = relationship(lazy="raise")
    vacancy: Mapped[WorkVacancy] = relationship(lazy="raise")


class WorkDecision(Base):
    """What a named officer decided on a proposal, and why; never changed, only followed by another."""

    __tablename__ = "work_decision"
    __table_args__ = (CheckConstraint("kind IN ('confirm', 'undo') OR reason IS NOT NULL", name="override_has_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("work_proposal.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(one_of(DecisionKind, "kind"))
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("work_vacancy.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("work_assignment.id"))
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    officer_name: Mapped[str] = mapped_column(String(120))
    officer_post: Mapped[str] = mapped_column(String(120))
