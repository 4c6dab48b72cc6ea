from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import one_of
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
    #: Empty as long as an invitation was not accepted.
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)

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

    @property
    def is_invited(self) -> bool:
        """Whether its holder has not set a password yet."""
        return self.password_hash is None

    def scope_keys(self, kind: ScopeKind) -> frozenset[str]:
        """What the account was given of one kind; needs `scopes` loaded."""
        return frozenset(scope.key for scope in self.scopes if scope.kind is kind)
