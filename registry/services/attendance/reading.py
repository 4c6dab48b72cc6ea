"""The ledger of a placement as the office reads it: each session with its line of entries, and what it is worth."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as DatabaseSession

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.ledger.balance import Balance, Credit
from registry.ledger.credit import balance
from registry.ledger.facts import Facts
from registry.ledger.months import Month, months
from registry.ledger.sessions import Session, scheduled
from registry.models import Account, AttendanceEntry, AttendanceSheet, Placement
from registry.reference.months import month_of
from registry.services import audit
from registry.services.accounts.policy import Act, require
from registry.services.attendance.facts import facts_of
from registry.services.attendance.rules import sessions_on
from registry.services.placements.placements import get_placement
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.attendance import Outcome, SheetState


@dataclass(frozen=True)
class Line:
    """One session: its entries, the latest first, none where nobody noted it, and the credit of the one in force."""

    placement_id: int
    day: date
    shift: int
    #: None where the session is in no week any more.
    session: Session | None
    is_due: bool
    entries: tuple[AttendanceEntry, ...]
    credit: Credit | None
    #: When the month was signed for, where it was.
    closed_at: datetime | None

    @property
    def in_force(self) -> AttendanceEntry | None:
        """The entry that counts; None for a session without entries or withdrawn."""
        return self.entries[0] if self.entries and self.entries[0].outcome is not Outcome.WITHDRAWN else None

    @property
    def last_id(self) -> int | None:
        """The entry that a correction replaces."""
        return self.entries[0].id if self.entries else None

    def is_late(self, entry: AttendanceEntry) -> bool:
        """Whether an entry came after the month was signed for."""
        return self.closed_at is not None and entry.recorded_at > self.closed_at


@dataclass(frozen=True)
class Ledger:
    """A placement, its lines, the latest day first, and the balance of its sentence, other placements included."""

    placement: Placement
    lines: Sequence[Line]
    balance: Balance
    months: Sequence[Month]


def ledger_of(placement_id: int, *, officer: Account, on: date) -> Ledger:
    """The ledger of a placement by a day; the look at the person's file is noted (art. 46 RPDP).

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: The office has no such placement.
    """
    require(officer, Act.READ_ATTENDANCE)
    with reading() as session:
        placement = get_placement(placement_id, officer=officer)
        facts = facts_of(session, placement.sentence_id)
        served = balance(facts, on)
        lines = sorted(_lines(session, placement, facts, served), key=lambda line: (line.day, line.shift), reverse=True)
        told = months(facts, on)
    audit.record(AuditAction.VIEWED, "placement", placement.id)
    return Ledger(placement, lines, served, told)


def line_of(ledger: Ledger, day: date, shift: int) -> Line:
    """The line of one session of a ledger.

    Raises:
        NotFound: There is no such session, due or noted.
    """
    for line in ledger.lines:
        if (line.day, line.shift) == (day, shift):
            return line
    raise NotFound(day=day.isoformat(), shift=shift)


def _lines(session: DatabaseSession, placement: Placement, facts: Facts, served: Balance) -> Iterator[Line]:
    due = {(s.day, s.shift): s for s in _due(placement, facts, served.on)}
    entries = defaultdict[tuple[date, int], list[AttendanceEntry]](list)
    for entry in session.scalars(_entries(placement)):
        entries[entry.day, entry.shift].append(entry)
    credits = {credit.entry_id: credit for credit in served.credits}
    closings = _closings(session, placement.vacancy.unit_id)
    for day, shift in due.keys() | entries.keys():
        noted = tuple(entries.get((day, shift), ()))
        yield Line(
            placement_id=placement.id,
            day=day,
            shift=shift,
            session=due.get((day, shift)) or _known(facts, placement.id, day, shift),
            is_due=(day, shift) in due,
            entries=noted,
            credit=credits.get(noted[0].id) if noted else None,
            closed_at=closings.get(month_of(day)),
        )


def _due(placement: Placement, facts: Facts, on: date) -> Iterator[Session]:
    start = min((serving.starts_on for serving in facts.placements), default=on)
    return (session for session in scheduled(facts, start, on) if session.placement_id == placement.id)


def _entries(placement: Placement) -> Select[AttendanceEntry]:
    own = AttendanceEntry.placement_id == placement.id
    return select(AttendanceEntry).where(own).order_by(AttendanceEntry.id.desc())


def _closings(session: DatabaseSession, unit_id: int) -> dict[date, datetime]:
    sheet = AttendanceSheet
    closed = sheet.unit_id == unit_id, sheet.state == SheetState.CLOSED
    rows = session.execute(select(sheet.month, sheet.closed_at).where(*closed))
    return {month: closed_at for month, closed_at in rows if closed_at is not None}


def _known(facts: Facts, placement_id: int, day: date, shift: int) -> Session | None:
    """The session of the week on that day, though it was not due."""
    return next((s for s in sessions_on(facts, placement_id, day) if s.shift == shift), None)
