"""Whom a unit expects: names, tasks, hours, what was noted of each day, and nothing else of anybody (art. 259 RCEP)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import joinedload

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.ledger.facts import Entry
from registry.ledger.sessions import Session, scheduled
from registry.ledger.standing import entries_of, standing
from registry.models import Account, AttendanceEntry, BeneficiaryUnit, Person, Placement, PlacementEvent, Vacancy
from registry.models import Sentence as SentenceRow
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, is_allowed
from registry.services.attendance.desk import ANNOUNCED
from registry.services.attendance.facts import facts_of_many
from registry.services.institutions.units import visible_unit
from registry.services.placements.serving import note_seen
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.institutions import Task
from registry.vocabulary.placements import PlacementState

#: Days before today whose sessions are still asked for.
DAYS_BACK = 7
OVER = (PlacementState.COMPLETED, PlacementState.ENDED)


@dataclass(frozen=True)
class Expected:
    """One person's session at a unit, and the entry in force about it, if somebody noted one."""

    session: Session
    surnames: str
    given_names: str
    task: Task
    entry: Entry | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be noted: that the person came, or when they left."""
        return self.entry is None or self.entry.outcome is Outcome.PRESENT


@dataclass(frozen=True)
class DaysAtUnit:
    """A unit, whom it expects today, and what of the days before is still open, the latest first."""

    unit: BeneficiaryUnit
    today: Sequence[Expected]
    before: Sequence[Expected]


@dataclass(frozen=True)
class SessionAtUnit:
    """One session with all that was ever noted of it, the latest first."""

    unit: BeneficiaryUnit
    expected: Expected
    entries: Sequence[AttendanceEntry]


def read_days(unit_id: int, *, officer: Account, on: date) -> DaysAtUnit:
    """Whom a unit within reach expects on a day and what is open of the week before; looks from outside are noted.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: There is no such unit within reach.
    """
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.KEEP_ATTENDANCE)
        found = list(_expected(session, Vacancy.unit_id == unit_id, on - timedelta(days=DAYS_BACK), on))
    today = [(person, one) for person, one in found if one.session.day == on]
    before = [(person, one) for person, one in found if one.session.day < on and one.is_open]
    _note_looks([*today, *before], officer)
    latest_first = sorted((one for _, one in before), key=lambda one: one.session.day, reverse=True)
    return DaysAtUnit(unit, [one for _, one in today], latest_first)


def read_session(placement_id: int, day: date, shift: int, *, officer: Account) -> SessionAtUnit:
    """One session that is due, with the line of its entries.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: No such session was due at a unit within reach.
    """
    with reading() as session:
        unit_id = session.scalar(select(Vacancy.unit_id).join(Placement).where(Placement.id == placement_id))
        unit = visible_unit(session, unit_id or 0, officer, Act.KEEP_ATTENDANCE)
        found = _expected(session, Placement.id == placement_id, day, day)
        known = [(person, one) for person, one in found if shift in one.session.shifts]
        if not known:
            raise NotFound(placement_id=placement_id)
        own = AttendanceEntry.placement_id == placement_id, AttendanceEntry.day == day
        about = AttendanceEntry.shift.in_(known[0][1].session.shifts)
        entries = session.scalars(select(AttendanceEntry).where(*own, about).order_by(AttendanceEntry.id.desc())).all()
    _note_looks(known, officer)
    return SessionAtUnit(unit, known[0][1], entries)


def _expected(
    session: DatabaseSession, where: ColumnElement[bool], first: date, last: date
) -> Iterator[tuple[int, Expected]]:
    """Each session due, with the key of its person, in the order of days, hours and names."""
    placements = {placement.id: placement for placement in _placements(session, where, first)}
    facts = facts_of_many(session, {placement.sentence_id for placement in placements.values()})
    found = [
        (placements[due.placement_id], due, entries_of(due, standing(known)))
        for known in facts.values()
        for due in scheduled(known, first, last)
        if due.placement_id in placements
    ]
    found.sort(key=lambda one: (one[1].day, one[1].start, one[0].sentence.person.search_text))
    for placement, due, entries in found:
        person = placement.sentence.person
        entry = entries[0] if entries else None
        yield person.id, Expected(due, person.surnames, person.given_names, placement.vacancy.task, entry)


def _placements(session: DatabaseSession, where: ColumnElement[bool], since: date) -> Sequence[Placement]:
    """Placements that the office presented to their unit and that had not ended before a day."""
    event = select(PlacementEvent.id).where(PlacementEvent.placement_id == Placement.id)
    presented = event.where(PlacementEvent.state.in_(ANNOUNCED)).exists()
    ended_lately = event.where(PlacementEvent.state.in_(OVER), PlacementEvent.effective_on >= since).exists()
    statement = (
        select(Placement)
        .join(Placement.vacancy)
        .join(Placement.sentence)
        .join(SentenceRow.person)
        .where(where, presented, Placement.state.in_(HOLDS_PLACES) | ended_lately)
        .options(joinedload(Placement.vacancy), joinedload(Placement.sentence).joinedload(SentenceRow.person))
        .order_by(Person.search_text, Placement.id)
    )
    return session.scalars(statement).all()


def _note_looks(shown: Sequence[tuple[int, Expected]], officer: Account) -> None:
    """Let the audit keep which names somebody from outside the office saw."""
    if not is_allowed(officer, Act.READ_PLACEMENTS):
        note_seen(person_id for person_id, _ in shown)
