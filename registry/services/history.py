"""What the audit tells about single records: who changed them, and what happened to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.vocabulary.accounts import AuditAction

WRITES = (AuditAction.CREATED, AuditAction.UPDATED, AuditAction.DELETED)


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a record, by whom and, for a look, what for."""

    at: datetime
    action: AuditAction
    subject: str
    subject_id: int | None
    by: str
    purpose: str
    #: Names of the columns that changed.
    columns: tuple[str, ...] = ()


def last_change(subject: str, subject_id: int) -> Happening | None:
    """The last time that a record was written."""
    statement = select(AuditEntry).where(
        AuditEntry.subject == subject, AuditEntry.subject_id == subject_id, AuditEntry.action.in_(WRITES)
    )
    with reading() as session:
        entry = session.scalars(statement.order_by(AuditEntry.number.desc()).limit(1)).first()
        return _told(entry) if entry else None


def list_happenings(subjects: Mapping[str, Collection[int]], *, most: int = 200) -> Sequence[Happening]:
    """What was written of some records and which reserved looks were taken at them, the newest first.

    *subjects* gives the keys by table. Looks without a stated purpose are left to the audit.
    """
    of_subjects = [
        and_(AuditEntry.subject == subject, AuditEntry.subject_id.in_(keys)) for subject, keys in subjects.items()
    ]
    told = or_(AuditEntry.action.in_(WRITES), and_(AuditEntry.action == AuditAction.VIEWED, AuditEntry.purpose != ""))
    statement = select(AuditEntry).where(or_(*of_subjects), told).order_by(AuditEntry.number.desc()).limit(most)
    with reading() as session:
        return [_told(entry) for entry in session.scalars(statement)]


def _told(entry: AuditEntry) -> Happening:
    by = f"{entry.actor}, {entry.post}" if entry.post else entry.actor
    return Happening(
        at=entry.at,
        action=entry.action,
        subject=entry.subject,
        subject_id=entry.subject_id,
        by=by,
        purpose=entry.purpose,
        columns=tuple(entry.changes),
    )
