from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.office import Office
from registry.models.record import Record
from registry.vocabulary.accounts import Role


class Account(Record, Base):
    """A named person of an office, who signs in and answers for each decision."""

    __tablename__ = "account"

    username: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    #: Post printed under every signature (LPAG art. 4.3).
    post: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    #: Changed to end every open session at once.
    session_key: Mapped[str] = mapped_column(String(43), unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    office: Mapped[Office] = relationship(lazy="raise")

    def is_locked(self, at: datetime) -> bool:
        """Whether too many wrong passwords keep the account shut at this instant."""
        return self.locked_until is not None and at < self.locked_until
