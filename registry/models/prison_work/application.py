from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.prison_work.activity import WorkVacancy
from registry.models.prison_work.inmate import Inmate
from registry.models.record import Record
from registry.vocabulary.prison_work import ApplicationState, Profession, Verdict


class WorkEvaluation(Base):
    """What one professional said of an application; never changed: a contrary one stands beside it until settled."""

    __tablename__ = "work_evaluation"
    __table_args__ = (Index("ix__work_evaluation__application", "application_id", "profession"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("work_application.id"))
    profession: Mapped[Profession] = mapped_column(one_of(Profession, "profession"))
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict, "verdict"))
    reason: Mapped[str] = mapped_column(EncryptedText)
    #: The director's word on two that disagree.
    settles: Mapped[bool] = mapped_column(default=False)
    evaluated_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
    account_post: Mapped[str] = mapped_column(String(120), default="")


class WorkApplication(Record, Base):
    """An inmate's application to a vacancy, by their own will; `rank` 0 is the one they want most."""

    __tablename__ = "work_application"
    __table_args__ = (
        CheckConstraint("rank >= 0", name="rank_not_negative"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_on IS NOT NULL)", name="withdrawn_with_day"),
        Index(
            "uq__work_application__one_live",
            "inmate_id",
            "vacancy_id",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
    )

    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("work_vacancy.id"), index=True)
    #: As the inmate's prison, when it was handed in.
    prison: Mapped[str] = mapped_column(String(32), index=True)
    rank: Mapped[int]
    state: Mapped[ApplicationState] = mapped_column(one_of(ApplicationState, "state"), default=ApplicationState.FILED)
    filed_on: Mapped[date]
    #: Day on which evaluations are due.
    due_on: Mapped[date | None] = mapped_column(index=True)
    #: Whoever awaits trial works of their own free will, in writing (art. 73 CEP).
    free_will_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    filed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    filed_by_name: Mapped[str] = mapped_column(String(120))

    inmate: Mapped[Inmate] = relationship(lazy="raise")
    vacancy: Mapped[WorkVacancy] = relationship(lazy="raise")
    evaluations: Mapped[list[WorkEvaluation]] = relationship(lazy="raise", order_by=WorkEvaluation.id)


class Induction(Base):
    """The compulsory induction that an inmate received in a prison (RPROD art. 20); never changed."""

    __tablename__ = "induction"
    __table_args__ = (CheckConstraint("hours > 0", name="hours_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inmate_id: Mapped[int] = mapped_column(ForeignKey("inmate.id"), index=True)
    prison: Mapped[str] = mapped_column(String(32))
    given_on: Mapped[date]
    hours: Mapped[float]
    given_by: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str] = mapped_column(String(120))
