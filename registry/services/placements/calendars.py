"""The sessions of a placement as a calendar file (RFC 5545), which any telephone reads: place and hours alone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.ledger.facts import Facts
from registry.ledger.sessions import Session
from registry.models import Account, Placement
from registry.services.accounts.policy import Act, require
from registry.services.attendance.facts import facts_of
from registry.services.placements import placements
from registry.services.placements.course import course_of

ZONE = "America/Lima"
#: Octets of a line before it is folded (section 3.1).
LINE = 75
#: Peru keeps one time without daylight saving, so that its zone is one line of rules.
TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:-0500",
    "TZOFFSETTO:-0500",
    "TZNAME:PET",
    "END:STANDARD",
    "END:VTIMEZONE",
)
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def open_calendar(placement_id: int, *, officer: Account, on: date) -> bytes:
    """The calendar file of a placement, for its office.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such placement.
    """
    require(officer, Act.READ_PLACEMENTS)
    return calendar_of(placements.get_placement(placement_id, officer=officer), on=on)


def calendar_of(placement: Placement, *, on: date) -> bytes:
    """The sessions to come of a placement, loaded with sentence, vacancy and unit; the caller checked who reads it.

    An event stands for each session until the penalty is served if all are attended, so that
    holidays, weekly limits and changes are in it and no rule has to be read.
    """
    with reading() as session:
        facts = facts_of(session, placement.sentence_id)
    return _file(placement, _sessions(placement, facts, on))


def _sessions(placement: Placement, facts: Facts, on: date) -> Iterable[Session]:
    coming = course_of(placement.sentence, facts, on).coming
    return (each for each in coming if each.placement_id == placement.id)


def _file(placement: Placement, sessions: Iterable[Session]) -> bytes:
    stamp = now().astimezone(UTC)
    events = [line for each in sessions for line in _event(placement, each, stamp)]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reinserta//Calendario//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *TIME_ZONE,
        *events,
        "END:VCALENDAR",
    )
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(placement: Placement, session: Session, stamp: datetime) -> Iterator[str]:
    unit = placement.vacancy.unit
    where = ", ".join(part for part in (unit.name, unit.address) if part)
    yield "BEGIN:VEVENT"
    yield f"UID:{placement.id}-{session.day:%Y%m%d}-{session.shift}@reinserta"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID={ZONE}:{_local(session.day, session.start)}"
    yield f"DTEND;TZID={ZONE}:{_local(session.day, session.end)}"
    yield f"SUMMARY:{_escaped(f'Jornada en {unit.name}')}"
    yield f"LOCATION:{_escaped(where)}"
    yield "END:VEVENT"


def _local(day: date, minute: int) -> str:
    moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    return f"{moment:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    return "".join(ESCAPED.get(letter, letter) for letter in text)


def _folded(line: str) -> Iterator[str]:
    """Cut a line at its 75th octet, never inside a letter; what goes on begins with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
