"""Whom a unit's month tells of: names, tasks, sessions and what was noted, and nothing else of them (RCEP art. 259)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import aliased, joinedload

from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import Session, scheduled
from registry.ledger.standing import standing
from registry.models import AttendanceEntry, Person, Placement, PlacementEvent, Sentence, Vacancy
from registry.reference.months import last_of
from registry.services.attendance.facts import facts_of_many
from registry.services.placements.expected import expects_within, was_presented
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.institutions import Task
from registry.vocabulary.placements import PlacementState

OVER = (PlacementState.COMPLETED, PlacementState.ENDED)


@dataclass(frozen=True)
class Cell:
    """One session of one person, due or only noted, and the entry in force about it."""

    session: Session
    entry: Entry | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be noted: that the person came, or when they left."""
        return self.entry is None or self.entry.outcome is Outcome.PRESENT


@dataclass(frozen=True)
class SheetRow:
    """A person of a sheet, by name and task; their sessions in the order of days and hours."""

    placement_id: int
    person_id: int
    surnames: str
    given_names: str
    task: Task
    cells: tuple[Cell, ...]

    def on(self, day: date) -> tuple[Cell, ...]:
        """The person's sessions of a day."""
        return tuple(cell for cell in self.cells if cell.session.day == day)


def read_rows(session: DatabaseSession, unit_id: int, month: date) -> tuple[SheetRow, ...]:
    """The people of a unit's month by name, as many queries for thirty as for one."""
    placements = session.scalars(_people(unit_id, month)).all()
    facts = facts_of_many(session, {placement.sentence_id for placement in placements})
    rows = (_row(placement, facts[placement.sentence_id], month) for placement in placements)
    return tuple(row for row in rows if row.cells)


def hold_people(session: DatabaseSession, unit_id: int, month: date) -> None:
    """Hold the sentences of a unit's month, before its sheet, for whoever goes on to write their entries."""
    of_unit = select(Placement.sentence_id).join(Placement.vacancy).where(Vacancy.unit_id == unit_id, told_in(month))
    held = select(Sentence.id).where(Sentence.id.in_(of_unit)).order_by(Sentence.id)
    session.scalars(held.with_for_update(of=Sentence)).all()


def served_in(month: date) -> ColumnElement[bool]:
    """Condition on `Placement`: presented to its unit by the month's end, and not over before its first day."""
    event, later = PlacementEvent, aliased(PlacementEvent)
    went_on = exists().where(later.placement_id == event.placement_id, later.id > event.id, later.state.not_in(OVER))
    is_over = event.state.in_(OVER), event.effective_on < month, ~went_on
    over_before = exists().where(event.placement_id == Placement.id, *is_over)
    is_there = and_(Placement.starts_on <= last_of(month), was_presented(), ~over_before)
    return or_(_noted_in(month), is_there)


def told_in(month: date) -> ColumnElement[bool]:
    """Condition on `Placement`: its unit's sheet tells of it, since a week expected the person or something was noted.

    Whoever was suspended all month is on no sheet; whoever left since then still is.
    """
    return or_(_noted_in(month), and_(was_presented(), expects_within(month, last_of(month))))


def _noted_in(month: date) -> ColumnElement[bool]:
    entry = AttendanceEntry
    return exists().where(entry.placement_id == Placement.id, entry.day.between(month, last_of(month)))


def _people(unit_id: int, month: date) -> Select[Placement]:
    person = joinedload(Placement.sentence).joinedload(Sentence.person)
    return (
        select(Placement)
        .join(Placement.vacancy)
        .join(Placement.sentence)
        .join(Sentence.person)
        .where(Vacancy.unit_id == unit_id, told_in(month))
        .options(joinedload(Placement.vacancy), person)
        .order_by(Person.search_text, Placement.id)
    )


def _row(placement: Placement, facts: Facts, month: date) -> SheetRow:
    person = placement.sentence.person
    cells = tuple(_cells(facts, placement.id, month))
    names = person.surnames, person.given_names
    return SheetRow(placement.id, person.id, *names, placement.vacancy.task, cells)


def _cells(facts: Facts, placement_id: int, month: date) -> Iterator[Cell]:
    """The sessions due, and those that were noted though they were not; a withdrawn one is as if not noted."""
    due = [session for session in scheduled(facts, month, last_of(month)) if session.placement_id == placement_id]
    in_force = {
        key: entry
        for key, entry in standing(facts).items()
        if entry.placement_id == placement_id and month <= entry.day <= last_of(month)
    }
    known = {(session.placement_id, session.day, session.shift): session for session in due}
    known |= {key: _session_of(entry) for key, entry in in_force.items() if key not in known}
    for key, session in sorted(known.items(), key=lambda item: (item[1].day, item[1].start, item[1].shift)):
        yield Cell(session, in_force.get(key))


def _session_of(entry: Entry) -> Session:
    """The session of an entry that no week has any more: its own hours."""
    start, end = entry.hours
    return Session(entry.placement_id, entry.day, entry.shift, start, end, (entry.shift,))
