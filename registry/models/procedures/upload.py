from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions.clock import now
from registry.extensions.columns import EncryptedBytes, UtcDateTime
from registry.extensions.database import Base


class Upload(Base):
    """A file on its way in pieces, for lines that break; it becomes an attachment with its last piece."""

    __tablename__ = "upload"
    __table_args__ = (CheckConstraint("size_bytes > 0", name="not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    requirement: Mapped[str] = mapped_column(String(40))
    #: Made by the browser for the file; the same file chosen again goes on where it stopped.
    key: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    size_bytes: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class UploadPiece(Base):
    """Bytes of an upload from a place on."""

    __tablename__ = "upload_piece"

    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True)
    offset: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size_bytes: Mapped[int]
    content: Mapped[bytes] = mapped_column(EncryptedBytes, deferred=True)
