from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedText, JsonText, UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.institutions.vacancy import Vacancy
from registry.models.people.sentence import Sentence
from registry.models.placements.placement_week import PlacementWeek
from registry.models.record import Record
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause

HOLDS_PLACES = (
    PlacementState.CONFIRMED,
    PlacementState.NOTIFIED,
    PlacementState.ACTIVE,
    PlacementState.SUSPENDED,
)
HOLDS_PLACES_SQL = "state IN ('confirmed', 'notified', 'active', 'suspended')"


class PlacementEvent(Base):
    """What happened to a placement: from which day, by whom, when and why; never changed."""

    __tablename__ = "placement_event"
    __table_args__ = (
        CheckConstraint("(change = 'suspended') = (cause IS NOT NULL)", name="suspended_with_cause"),
        CheckConstraint("until >= effective_on", name="until_after_effective"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    state: Mapped[PlacementState] = mapped_column(one_of(PlacementState, "state"))
    change: Mapped[PlacementChange] = mapped_column(one_of(PlacementChange, "change"))
    effective_on: Mapped[date]
    #: Expected last day of a suspension, where it is known.
    until: Mapped[date | None]
    cause: Mapped[SuspensionCause | None] = mapped_column(one_of(SuspensionCause, "cause"))
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    officer_name: Mapped[str] = mapped_column(String(120))
    officer_post: Mapped[str] = mapped_column(String(120), default="")


class Placement(Record, Base):
    """A sentence being served at a vacancy, from an officer's confirmation to its end."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("(state = 'ended') = (end_reason IS NOT NULL)", name="ended_has_reason"),
        Index(
            "uq__placement__one_active",
            "sentence_id",
            unique=True,
            sqlite_where=text(HOLDS_PLACES_SQL),
            postgresql_where=text(HOLDS_PLACES_SQL),
        ),
    )

    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    #: The proposal that was confirmed or changed; none for a placement that was imported.
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[PlacementState] = mapped_column(one_of(PlacementState, "state"))
    #: Weekly pattern whose places are taken: [[shift, start minute, end minute], …]; `weeks` says what held when.
    attendances: Mapped[Any] = mapped_column(JsonText)
    starts_on: Mapped[date]
    end_reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason, "end_reason"))

    sentence: Mapped[Sentence] = relationship(lazy="raise")
    vacancy: Mapped[Vacancy] = relationship(lazy="raise")
    events: Mapped[list[PlacementEvent]] = relationship(lazy="raise", order_by=PlacementEvent.id)
    weeks: Mapped[list[PlacementWeek]] = relationship(lazy="raise", order_by=PlacementWeek.id)

    @property
    def holds_places(self) -> bool:
        """Whether its places are taken."""
        return self.state in HOLDS_PLACES

    @property
    def shifts(self) -> list[int]:
        """Half days in which it takes a place."""
        return sorted({attendance[0] for attendance in self.attendances})

    def can_undo(self) -> bool:
        """Whether the confirmation may still be taken back: nobody was notified yet."""
        return self.state is PlacementState.CONFIRMED

    def can_notify(self) -> bool:
        """Whether the letters may go out."""
        return self.state is PlacementState.CONFIRMED
