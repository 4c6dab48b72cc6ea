from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import CodeList, one_of
from registry.extensions.database import Base
from registry.models.record import Record
from registry.vocabulary.prison_work import WorkPlace


class Pavilion(Record, Base):
    """A pavilion of a prison, in which inmates live."""

    __tablename__ = "pavilion"
    __table_args__ = (UniqueConstraint("prison", "name", name="uq__pavilion__name"),)

    #: Code in `reference.prisons`.
    prison: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(80))
    is_open: Mapped[bool] = mapped_column(default=True)


class WorkshopRoom(Base):
    """How many may safely be in a workshop in one half day of the week."""

    __tablename__ = "workshop_room"
    __table_args__ = (
        CheckConstraint("shift BETWEEN 0 AND 13", name="half_day_of_week"),
        CheckConstraint("capacity >= 0", name="capacity_not_negative"),
    )

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    shift: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    capacity: Mapped[int]


class Workshop(Record, Base):
    """A place of work inside a prison, open in the half days of its rooms; without pavilions everybody may reach it."""

    __tablename__ = "workshop"
    __table_args__ = (
        UniqueConstraint("prison", "name", name="uq__workshop__name"),
        CheckConstraint("floor_m2 > 0", name="floor_positive"),
    )

    #: Code in `reference.prisons`.
    prison: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(80))
    floor_m2: Mapped[float | None]
    #: Work in cells and corridors never counts (art. 20 DLEG 1343).
    place: Mapped[WorkPlace] = mapped_column(one_of(WorkPlace, "place"), default=WorkPlace.WORKSHOP)
    #: Ids of the pavilions that may reach it; all where empty.
    pavilions: Mapped[list[str]] = mapped_column(CodeList, default=list)
    is_open: Mapped[bool] = mapped_column(default=True)

    rooms: Mapped[list[WorkshopRoom]] = relationship(
        lazy="selectin", order_by=WorkshopRoom.shift, cascade="all, delete-orphan"
    )
