"""What auditors ask of the log: who did what, to which record, when and what for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, or_, select

from registry.errors import NotFound
from registry.extensions.clock import PERU
from registry.extensions.database import reading
from registry.models import Account, AuditEntry, Office
from registry.services import audit
from registry.services.accounts.policy import Act, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.vocabulary.accounts import AuditAction

#: Rows of one export; more is narrowed by dates.
MOST_EXPORTED = 50_000


@dataclass(frozen=True)
class AuditFilter:
    """What the log is narrowed to; an empty field narrows nothing."""

    #: Part of the name of whoever acted, or of the purpose.
    words: str = ""
    action: AuditAction | None = None
    #: Table of the record, and its key.
    subject: str = ""
    subject_id: int | None = None
    office_id: int | None = None
    since: date | None = None
    until: date | None = None


def search(narrowed: AuditFilter, *, officer: Account, page: int = 1, per_page: int = PER_PAGE) -> Page[AuditEntry]:
    """Entries within the auditor's reach, the newest first; the search itself is noted.

    Raises:
        NotAllowed: The role does not read the log.
    """
    with reading() as session:
        found = cut(session, _statement(narrowed, officer), page, per_page)
    audit.record(AuditAction.VIEWED, AuditEntry.__tablename__, None, asked=_told(narrowed), page=found.number)
    return found


def get_entry(number: int, *, officer: Account) -> AuditEntry:
    """One entry with what it changed; the look is noted.

    Raises:
        NotFound: There is none within the auditor's reach.
    """
    with reading() as session:
        entry = session.scalars(_statement(AuditFilter(), officer).where(AuditEntry.number == number)).first()
    if entry is None:
        raise NotFound(number=number)
    audit.record(AuditAction.VIEWED, AuditEntry.__tablename__, number)
    return entry


def export(narrowed: AuditFilter, *, officer: Account, purpose: str) -> Sequence[AuditEntry]:
    """The newest entries of a search, all at once, for a file; the export is noted with its purpose."""
    with reading() as session:
        rows = session.scalars(_statement(narrowed, officer).limit(MOST_EXPORTED)).all()
    with audit.for_purpose(purpose):
        audit.record(AuditAction.EXPORTED, AuditEntry.__tablename__, None, asked=_told(narrowed), rows=len(rows))
    return rows


def office_names() -> dict[int, str]:
    """Names of the offices that entries mention by number."""
    with reading() as session:
        return {row.id: row.name for row in session.execute(select(Office.id, Office.name).order_by(Office.name))}


def _statement(narrowed: AuditFilter, officer: Account) -> Select[AuditEntry]:
    reached = within(officer, Act.READ_AUDIT, office=AuditEntry.office_id)
    return select(AuditEntry).where(reached, *_conditions(narrowed)).order_by(AuditEntry.number.desc())


def _conditions(narrowed: AuditFilter) -> list[ColumnElement[bool]]:
    words = narrowed.words
    asked = (
        (words, or_(AuditEntry.actor.icontains(words, autoescape=True), _purpose_holds(words))),
        (narrowed.action, AuditEntry.action == narrowed.action),
        (narrowed.subject, AuditEntry.subject == narrowed.subject),
        (narrowed.subject_id is not None, AuditEntry.subject_id == narrowed.subject_id),
        (narrowed.office_id is not None, AuditEntry.office_id == narrowed.office_id),
        (narrowed.since, AuditEntry.at >= _begin(narrowed.since or date.min)),
        (narrowed.until, AuditEntry.at < _begin((narrowed.until or date.min) + timedelta(days=1))),
    )
    return [condition for is_asked, condition in asked if is_asked]


def _purpose_holds(words: str) -> ColumnElement[bool]:
    return AuditEntry.purpose.icontains(words, autoescape=True)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), PERU) if day.year > 1 else datetime(1, 1, 2, tzinfo=PERU)


def _told(narrowed: AuditFilter) -> dict[str, str]:
    """The narrowing as the log keeps it; words that may name somebody only as their digest."""
    told = {name: value for name, value in vars(narrowed).items() if value not in ("", None)}
    return {name: audit.digest(str(value)) if name == "words" else str(value) for name, value in told.items()}
