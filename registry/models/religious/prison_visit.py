from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import one_of
from registry.extensions.database import Base
from registry.models.institutions.institution import Institution
from registry.models.record import Record
from registry.vocabulary.religious import PrisonVisitState, VisitActivity


class PrisonRoom(Record, Base):
    """A place inside a prison where groups meet, and how many it holds."""

    __tablename__ = "prison_room"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="holds_somebody"),
        Index("uq__prison_room__name", "prison", "name", unique=True),
    )

    #: Code in `reference.prisons`.
    prison: Mapped[str] = mapped_column(String(32))
    #: What it is called inside: auditorium, chapel, yard.
    name: Mapped[str] = mapped_column(String(80))
    capacity: Mapped[int]
    is_open: Mapped[bool] = mapped_column(default=True)


class VisitAttendance(Base):
    """A pastoral agent who shall come to a visit, and whether they came."""

    __tablename__ = "visit_attendance"

    visit_id: Mapped[int] = mapped_column(ForeignKey("prison_visit.id"), primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("pastoral_agent.id"), primary_key=True)
    #: None until the prison noted it.
    attended: Mapped[bool | None]


class PrisonVisit(Record, Base):
    """A religious group's visit to a prison: asked for, approved by the prison, and what came of it."""

    __tablename__ = "prison_visit"
    __table_args__ = (
        CheckConstraint("start_minute BETWEEN 0 AND end_minute - 1 AND end_minute <= 1440", name="hours_in_order"),
        CheckConstraint("people > 0", name="for_somebody"),
        CheckConstraint("state NOT IN ('denied', 'not_held') OR length(reason) > 0", name="refused_with_reason"),
        Index("ix__prison_visit__day", "prison", "day", "state"),
    )

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    #: Code in `reference.prisons`, as the room's.
    prison: Mapped[str] = mapped_column(String(32))
    room_id: Mapped[int] = mapped_column(ForeignKey("prison_room.id"), index=True)
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    activity: Mapped[VisitActivity] = mapped_column(one_of(VisitActivity, "activity"))
    #: How many people in prison are expected; never who.
    people: Mapped[int]
    state: Mapped[PrisonVisitState] = mapped_column(one_of(PrisonVisitState, "state"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_by_name: Mapped[str] = mapped_column(String(120), default="")
    decided_by_post: Mapped[str] = mapped_column(String(120), default="")
    #: How many people came, as the prison noted.
    people_came: Mapped[int | None]

    institution: Mapped[Institution] = relationship(lazy="raise")
    room: Mapped[PrisonRoom] = relationship(lazy="raise")
    attendances: Mapped[list[VisitAttendance]] = relationship(lazy="raise", cascade="all, delete-orphan")
