from datetime import date, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import EncryptedText, one_of
from registry.extensions.database import Base
from registry.models.institutions.institution import Institution
from registry.models.record import Record
from registry.vocabulary.religious import CredentialState

NOTICE = timedelta(days=60)


class PastoralAgent(Record, Base):
    """Somebody whom a religious group sends; what they believe is known by it, so that their name is encrypted."""

    __tablename__ = "pastoral_agent"
    __table_args__ = (UniqueConstraint("institution_id", "document_digest", name="uq__pastoral_agent__document"),)

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    full_name: Mapped[str] = mapped_column(EncryptedText)
    document_number: Mapped[str] = mapped_column(EncryptedText)
    #: Keyed digest of the document's number, by which the same person is recognised.
    document_digest: Mapped[str] = mapped_column(String(64))
    #: What they are in the group: minister, agent.
    post: Mapped[str] = mapped_column(String(120))
    is_active: Mapped[bool] = mapped_column(default=True)

    institution: Mapped[Institution] = relationship(lazy="raise")
    credentials: Mapped[list["Credential"]] = relationship(lazy="raise", order_by="Credential.id")


class Credential(Record, Base):
    """A pastoral agent's credential for one prison, renewed every year (REL art. 6)."""

    __tablename__ = "credential"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="dates_in_order"),
        CheckConstraint("state IN ('current', 'withdrawn')", name="stored_states"),
        CheckConstraint("state <> 'withdrawn' OR length(reason) > 0", name="withdrawn_with_reason"),
        Index(
            "uq__credential__current",
            "agent_id",
            "prison",
            "valid_from",
            unique=True,
            sqlite_where=text("state = 'current'"),
            postgresql_where=text("state = 'current'"),
        ),
    )

    agent_id: Mapped[int] = mapped_column(ForeignKey("pastoral_agent.id"), index=True)
    #: Code in `reference.prisons`.
    prison: Mapped[str] = mapped_column(String(32), index=True)
    state: Mapped[CredentialState] = mapped_column(one_of(CredentialState, "state"), default=CredentialState.CURRENT)
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    #: Day on which its card was signed; until then it was granted, and opens no door.
    signed_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(300), default="")

    agent: Mapped[PastoralAgent] = relationship(lazy="raise", back_populates="credentials")

    def is_valid(self, on: date) -> bool:
        """Whether its bearer may enter the prison on a day."""
        is_signed = self.signed_on is not None and self.state is CredentialState.CURRENT
        return is_signed and self.valid_from <= on <= self.valid_to

    def state_on(self, day: date) -> CredentialState:
        """The state that a reader of the day is told, dates considered."""
        if self.state is not CredentialState.CURRENT:
            return self.state
        if day > self.valid_to:
            return CredentialState.EXPIRED
        return CredentialState.EXPIRING if day + NOTICE > self.valid_to else CredentialState.CURRENT
