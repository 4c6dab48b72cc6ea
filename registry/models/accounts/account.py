from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import UtcDateTime, one_of
from registry.extensions.database import Base
from registry.models.accounts.account_scope import AccountScope
from registry.models.accounts.office import Office
from registry.models.record import Record
from registry.vocabulary.accounts import OUTSIDERS, Role, ScopeKind

_OUTSIDE = ", ".join(f"'{role.value}'" for role in Role if role in OUTSIDERS)


class Account(Record, Base):
    """A named person who signs in and answers for each decision: of an office, or of an institution outside."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(f"(role IN ({_OUTSIDE})) = (office_id IS NULL)", name="outsiders_have_no_office"),
    )

    username: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    #: In small letters; where invitations and resets are sent.
    email: Mapped[str | None] = mapped_column(String(120), unique=True)
    #: Post printed under every signature (LPAG art. 4.3).
    post: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    #: Changed to end every open session at once.
    session_key: Mapped[str] = mapped_column(String(43), unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    office: Mapped[Office | None] = relationship(lazy="raise")
    scopes: Mapped[list[AccountScope]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by=(AccountScope.kind, AccountScope.key)
    )

    @property
    def office_name(self) -> str:
        """Name of the office; empty for whoever belongs to none."""
        return "" if self.office is None else self.office.name

    @property
    def home_ubigeo(self) -> str:
        """District of the office, near which most places lie that its account deals with; empty without one."""
        return "" if self.office is None else self.office.ubigeo

    def is_locked(self, at: datetime) -> bool:
        """Whether too many wrong passwords keep the account shut at this instant."""
        return self.locked_until is not None and at < self.locked_until

    def scope_keys(self, kind: ScopeKind) -> frozenset[str]:
        """What the account was given of one kind; needs `scopes` loaded."""
        return frozenset(scope.key for scope in self.scopes if scope.kind is kind)
