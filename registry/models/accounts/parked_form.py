from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.columns import EncryptedJson, UtcDateTime
from registry.extensions.database import Base


class ParkedForm(Base):
    """What somebody sent just after their session had ended, kept a while for the same account."""

    __tablename__ = "parked_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    #: Where the form was sent to.
    address: Mapped[str] = mapped_column(String(500))
    #: [[name, value], …] in the form's order.
    fields: Mapped[Any] = mapped_column(EncryptedJson)
    parked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
