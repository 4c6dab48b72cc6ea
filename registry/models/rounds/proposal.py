from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import JsonText, one_of
from registry.extensions.database import Base
from registry.models.institutions.vacancy import Vacancy
from registry.models.people.sentence import Sentence
from registry.models.record import Record
from registry.models.rounds.decision import Decision
from registry.models.rounds.round import Round
from registry.vocabulary.rounds import ProposalState

UNDECIDED = (ProposalState.TO_REVIEW, ProposalState.STAGED, ProposalState.UNPLACED)


class Proposal(Record, Base):
    """What a round proposes for one sentence: a vacancy with a weekly pattern, or none and why; it takes no place."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("round_id", "sentence_id", name="uq__proposal__sentence"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("vacancy.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(one_of(ProposalState, "state"))
    #: Weekly pattern: [[shift, start minute, end minute], …]; empty when unplaced.
    attendances: Mapped[Any] = mapped_column(JsonText, default=list)
    score: Mapped[float | None]
    distance_km: Mapped[float | None]
    #: Whether the task uses a skill or the occupation of the person.
    uses_skill: Mapped[bool] = mapped_column(default=False)
    #: Day on which the jornadas are likely to be served, with holidays and the absences to be expected.
    expected_end: Mapped[date | None]
    #: Main cause when unplaced: a code of `matching` as `vocabulary.reasons` shows it, so that no reserved one is kept.
    cause: Mapped[str] = mapped_column(String(40), default="")

    round: Mapped[Round] = relationship(lazy="raise")
    sentence: Mapped[Sentence] = relationship(lazy="raise")
    vacancy: Mapped[Vacancy | None] = relationship(lazy="raise")
    decisions: Mapped[list[Decision]] = relationship(lazy="raise", order_by=Decision.id)

    @property
    def is_undecided(self) -> bool:
        """Whether no officer has closed it yet."""
        return self.state in UNDECIDED

    @property
    def is_tight(self) -> bool:
        """Whether the jornadas are likely to end after the penalty prescribes; needs `sentence` loaded."""
        last = self.sentence.prescribes_on
        return self.expected_end is not None and last is not None and self.expected_end >= last
