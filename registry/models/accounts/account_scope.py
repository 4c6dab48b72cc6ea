from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import one_of
from registry.extensions.database import Base
from registry.vocabulary.accounts import ScopeKind


class AccountScope(Base):
    """One thing that an account was given: a unit, an institution, a prison, an office, a region or the nation."""

    __tablename__ = "account_scope"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    kind: Mapped[ScopeKind] = mapped_column(one_of(ScopeKind, "kind"), primary_key=True)
    #: The unit's, institution's or office's number, the prison's or region's code; empty for the nation.
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
