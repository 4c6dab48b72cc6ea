from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import EncryptedBytes, EncryptedJson, JsonText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.account import Account
from registry.models.accounts.office import Office
from registry.models.record import Record
from registry.vocabulary.rounds import RoundState, WeightsPreset

UNDER_WAY = (RoundState.QUEUED, RoundState.RUNNING)


class Round(Record, Base):
    """One run of the optimizer for an office: its frozen inputs, its plan and the proof."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "number", name="uq__round__number"),
        CheckConstraint("time_limit_seconds > 0", name="time_limit_positive"),
        CheckConstraint("travel_limit_km > 0", name="travel_limit_positive"),
        CheckConstraint("change_budget BETWEEN 0 AND 1", name="change_budget_share"),
        CheckConstraint("floor_share > 0 AND floor_share <= 1", name="floor_share_share"),
    )

    #: Also the workflow's id: enqueuing twice runs once.
    public_id: Mapped[str] = mapped_column(String(36), unique=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    year: Mapped[int]
    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(one_of(RoundState, "state"), default=RoundState.QUEUED)
    preset: Mapped[WeightsPreset] = mapped_column(one_of(WeightsPreset, "preset"))
    #: Day at which validity, ages, waiting and norms are judged.
    reference_date: Mapped[date]
    seed: Mapped[int] = mapped_column(default=0)
    time_limit_seconds: Mapped[int]
    #: How far the office sends people who state no limit of their own.
    travel_limit_km: Mapped[float]
    officer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_stop_requested: Mapped[bool] = mapped_column(default=False)
    #: Stage, bound, value, gap and share done, as last reported; figures only.
    progress: Mapped[Any | None] = mapped_column(JsonText)
    #: Persons, placed, gap per stage, median km, skill fit… of this plan and of its comparisons; figures only.
    summary: Mapped[Any | None] = mapped_column(JsonText)
    #: What one more place is worth and which places are short, worked out after the plan; figures and keys only.
    appraisal: Mapped[Any | None] = mapped_column(JsonText, deferred=True)
    #: The instance as it was solved, and the plan: compressed JSON.
    frozen_instance: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True)
    frozen_plan: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True)
    #: The round whose proposals this one starts from, and the share of them that may change; None: as many as pays.
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"))
    change_budget: Mapped[float | None]
    #: The unit whose people alone it finds other places for; None: a round of everybody in the office who waits.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("beneficiary_unit.id"))
    #: No district's placed share may fall below this part of the round's own; None: no such floor.
    floor_share: Mapped[float | None]
    #: What is studied beside the plan, compressed JSON: districts of the floor, its price, the plans to choose between.
    frozen_study: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True)
    #: How the outcome fell on each group of people; counts, never who. Some rest on reserved data.
    fairness: Mapped[Any | None] = mapped_column(EncryptedJson, deferred=True)
    #: Code of what interrupted the round; empty otherwise.
    failure: Mapped[str] = mapped_column(String(60), default="")

    office: Mapped[Office] = relationship(lazy="raise")
    officer: Mapped[Account] = relationship(lazy="raise")

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in UNDER_WAY
