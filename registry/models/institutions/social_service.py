from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import CodeList, one_of
from registry.extensions.database import Base
from registry.models.institutions.institution import Institution
from registry.models.record import Record
from registry.vocabulary.social_help import HelpKind


class SocialService(Record, Base):
    """A help that a social-help institution offers: to whom, where and how to ask for it."""

    __tablename__ = "social_service"
    __table_args__ = (
        CheckConstraint("length(audiences) > 0", name="for_somebody"),
        CheckConstraint("length(districts) > 0", name="somewhere"),
    )

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    kind: Mapped[HelpKind] = mapped_column(one_of(HelpKind, "kind"))
    description: Mapped[str] = mapped_column(String(500))
    #: `HelpAudience` values.
    audiences: Mapped[list[str]] = mapped_column(CodeList, default=list)
    #: Ubigeos it covers: of districts, or their first four or two digits for a whole province or department.
    districts: Mapped[list[str]] = mapped_column(CodeList, default=list)
    how_to_ask: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    is_offered: Mapped[bool] = mapped_column(default=True)

    institution: Mapped[Institution] = relationship(lazy="raise")
