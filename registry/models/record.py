"""What every editable record has: a key, its birth, its last change and a version."""

from datetime import datetime

from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import UtcDateTime


class Record:
    """Mixin of records that two officers may edit at once: a stale save is refused by its version."""

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.version}

    def is_loaded(self, column: str) -> bool:
        """Whether the query brought the column; reserved ones come only for a stated purpose."""
        return column not in inspect(self).unloaded
