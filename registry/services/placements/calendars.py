"""Sessions of a placement or a unit as a calendar file (RFC 5545), which any telephone reads: place and hours alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.ledger.facts import Facts
from registry.ledger.sessions import Session
from registry.models import Account, BeneficiaryUnit, Placement, Vacancy
from registry.services.accounts.policy import Act, require
from registry.services.attendance.facts import facts_of, facts_of_many
from registry.services.institutions.units import visible_unit
from registry.services.placements import placements
from registry.services.placements.course import course_of
from registry.services.placements.expected import expects_within, was_presented

ZONE = "America/Lima"
#: So far ahead a unit is told who comes.
UNIT_AHEAD = timedelta(weeks=12)
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


class Event(NamedTuple):
    """One entry of a calendar, in minutes of its day; *name* is its own and stays."""

    name: str
    day: date
    start: int
    end: int
    summary: str
    where: str


def open_calendar(placement_id: int, *, officer: Account, on: date) -> bytes:
    """The calendar file of a placement, for its office.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such placement.
    """
    require(officer, Act.READ_PLACEMENTS)
    return calendar_of([placements.get_placement(placement_id, officer=officer)], on=on)


def calendar_of(own: Sequence[Placement], *, on: date) -> bytes:
    """The sessions to come of placements of one sentence, loaded with it, vacancy and unit; the caller may read it.

    An event stands for each session until the penalty is served if all are attended, so that
    holidays, weekly limits and changes are in it and no rule has to be read.
    """
    sentence = own[0].sentence
    units = {placement.id: placement.vacancy.unit for placement in own}
    with reading() as session:
        coming = course_of(sentence, facts_of(session, sentence.id), on).coming
    return _file(_event(each, units[each.placement_id]) for each in coming if each.placement_id in units)


def open_unit_calendar(unit_id: int, *, officer: Account, on: date) -> bytes:
    """How many people come to a unit and when, for twelve weeks, as far as the office presented them.

    Nobody is named: the file goes on to telephones and to services that are not ours.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such unit within reach.
    """
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.READ_ATTENDANCE)
        presented = session.scalars(_presented_at(unit_id, on)).all()
        facts = facts_of_many(session, {placement.sentence_id for placement in presented})
    coming = Counter(
        _when(each)
        for placement in presented
        for each in _sessions(placement, facts[placement.sentence_id], on)
        if each.day <= on + UNIT_AHEAD
    )
    return _file(
        Event(f"U{unit_id}-{day:%Y%m%d}-{start}-{end}", day, start, end, _people(count), _where(unit))
        for (day, start, end), count in sorted(coming.items())
    )


def _presented_at(unit_id: int, on: date) -> Select[Placement]:
    return (
        select(Placement)
        .join(Placement.vacancy)
        .where(Vacancy.unit_id == unit_id, was_presented(), expects_within(on, on + UNIT_AHEAD))
        .options(joinedload(Placement.sentence))
    )


def _sessions(placement: Placement, facts: Facts, on: date) -> Iterable[Session]:
    coming = course_of(placement.sentence, facts, on).coming
    return (each for each in coming if each.placement_id == placement.id)


def _event(session: Session, unit: BeneficiaryUnit) -> Event:
    name = f"{session.placement_id}-{session.day:%Y%m%d}-{session.shift}"
    return Event(name, *_when(session), f"Jornada en {unit.name}", _where(unit))


def _when(session: Session) -> tuple[date, int, int]:
    return session.day, session.start, session.end


def _where(unit: BeneficiaryUnit) -> str:
    return ", ".join(part for part in (unit.name, unit.address) if part)


def _people(count: int) -> str:
    return "Viene 1 persona a su jornada" if count == 1 else f"Vienen {count} personas a su jornada"


def _file(events: Iterable[Event]) -> bytes:
    stamp = now().astimezone(UTC)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reinserta//Calendario//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *TIME_ZONE,
        *(line for event in events for line in _lines(event, stamp)),
        "END:VCALENDAR",
    )
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _lines(event: Event, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.name}@reinserta"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID={ZONE}:{_local(event.day, event.start)}"
    yield f"DTEND;TZID={ZONE}:{_local(event.day, event.end)}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    yield f"LOCATION:{_escaped(event.where)}"
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
