from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.vocabulary.procedures import ProcedureCode, ProcedureDetail


class ProcedureSetting(Base):
    """A detail of a procedure that the administrator entered, with its source and first day; the last one binds."""

    __tablename__ = "procedure_setting"
    __table_args__ = (UniqueConstraint("procedure", "detail", "valid_from", name="uq__procedure_setting__from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure: Mapped[ProcedureCode] = mapped_column(one_of(ProcedureCode, "procedure"))
    detail: Mapped[ProcedureDetail] = mapped_column(one_of(ProcedureDetail, "detail"))
    #: A whole number in the detail's unit, or for the deemed decision its code.
    value: Mapped[str] = mapped_column(String(20))
    #: Norm or act that says so.
    source: Mapped[str] = mapped_column(String(200))
    #: Whether the source was read and settles it; else it is still told as to be confirmed.
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class ClosedDay(Base):
    """A day decreed closed for the public sector after the tables of this release were made."""

    __tablename__ = "closed_day"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    decree: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class YearlySeries(Base):
    """Last number given in a year of a series of the whole country: case files, agreements."""

    __tablename__ = "yearly_series"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_number: Mapped[int] = mapped_column(default=0)
