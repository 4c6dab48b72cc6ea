"""Who looked at a person's file: the right of whom it tells of, and the work of whoever oversees it (art. 46 RPDP)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from registry.errors import NotFound
from registry.extensions.clock import in_peru, now
from registry.extensions.database import reading
from registry.models import (
    Account,
    Attachment,
    AuditEntry,
    CourtOrder,
    DataRequest,
    Document,
    Office,
    Person,
    Placement,
    Preference,
    Proposal,
    Sentence,
)
from registry.services import audit
from registry.services.accounts.policy import Act, Owner, require
from registry.services.paging import PER_PAGE, Page, cut
from registry.vocabulary.accounts import AuditAction

LOOKS = (AuditAction.VIEWED, AuditAction.EXPORTED)
DAYS = 90
#: Hours of an ordinary working day in Peru, Monday to Friday.
FIRST_HOUR, LAST_HOUR = 7, 20
SATURDAY = 5


@dataclass(frozen=True)
class Look:
    """One look at a file or a part of it; flagged where it is not the usual one."""

    entry: AuditEntry
    office: str
    is_other_office: bool
    is_odd_hour: bool


@dataclass(frozen=True)
class Looks:
    """The looks at one person's file."""

    person: Person
    page: Page[Look]


def list_looks(person_id: int, *, officer: Account, page: int = 1, at: datetime | None = None) -> Looks:
    """Who looked at or exported any part of a person's file within 90 days, the newest first; this look is noted too.

    Raises:
        NotFound: The file is not within reach.
        NotAllowed: The role does not read the log.
    """
    person = _person_within_reach(person_id, officer)
    audit.record(AuditAction.VIEWED, Person.__tablename__, person.id, facts="audit")
    statement = (
        select(AuditEntry)
        .where(about(person.id), AuditEntry.action.in_(LOOKS), AuditEntry.at >= (at or now()) - timedelta(days=DAYS))
        .order_by(AuditEntry.number.desc())
    )
    with reading() as session:
        found = cut(session, statement, page, PER_PAGE)
        names = {row.id: row.name for row in session.execute(select(Office.id, Office.name))}
    rows = [_look(entry, person, names) for entry in found.items]
    return Looks(person, Page(rows, found.total, found.number, found.per_page))


def about(person_id: int) -> ColumnElement[bool]:
    """Entries that tell of the person's own row, or of what hangs on it."""
    sentences = select(Sentence.id).where(Sentence.person_id == person_id)
    placements = select(Placement.id).where(Placement.sentence_id.in_(sentences))
    keys = {
        Sentence: sentences,
        CourtOrder: select(CourtOrder.id).where(CourtOrder.sentence_id.in_(sentences)),
        Preference: select(Preference.id).where(Preference.person_id == person_id),
        Placement: placements,
        Proposal: select(Proposal.id).where(Proposal.sentence_id.in_(sentences)),
        Document: select(Document.id).where(Document.placement_id.in_(placements)),
        Attachment: select(Attachment.id).where(Attachment.sentence_id.in_(sentences)),
        DataRequest: select(DataRequest.id).where(DataRequest.person_id == person_id),
    }
    own = and_(AuditEntry.subject == Person.__tablename__, AuditEntry.subject_id == person_id)
    parts = [
        and_(AuditEntry.subject == model.__tablename__, AuditEntry.subject_id.in_(found))
        for model, found in keys.items()
    ]
    return or_(own, *parts)


def is_odd_hour(instant: datetime) -> bool:
    """Whether Peru's clock then showed a night or a weekend."""
    local = in_peru(instant)
    return local.weekday() >= SATURDAY or not FIRST_HOUR <= local.hour < LAST_HOUR


def _person_within_reach(person_id: int, officer: Account) -> Person:
    with reading() as session:
        person = session.get(Person, person_id)
        region = person and session.scalar(select(Office.region).where(Office.id == person.office_id))
    if person is None:
        raise NotFound(person_id=person_id)
    require(officer, Act.READ_AUDIT, Owner(office_id=person.office_id, region=region or ""))
    return person


def _look(entry: AuditEntry, person: Person, offices: dict[int, str]) -> Look:
    office = offices.get(entry.office_id or 0, "")
    is_other = entry.office_id is not None and entry.office_id != person.office_id
    return Look(entry, office, is_other, is_odd_hour(entry.at))
