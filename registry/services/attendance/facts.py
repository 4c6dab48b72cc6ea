"""From rows to the facts that credit, balance and breaches follow from: now, or as they stood at a letter's issue."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, true
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.extensions.clock import in_peru
from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.models import AttendanceEntry, CourtOrder, Document, Person, Placement, PlacementWeek, Sentence
from registry.vocabulary.placements import LetterKind


@dataclass(frozen=True)
class Heads:
    """How far the tables reached when a letter was issued: the largest id of each, 0 for none.

    The authorisation for weekdays is a fact of the person without rows of its own: it stands here as it was said.
    """

    entries: int
    orders: int
    weeks: int
    documents: int
    weekdays_authorised: bool


def facts_of(session: Session, sentence_id: int, heads: Heads | None = None) -> Facts:
    """All that follows for a sentence follows from these; with *heads*, from what was recorded up to them.

    Raises:
        NotFound: There is no such sentence.
    """
    found = facts_of_many(session, [sentence_id], heads)
    if sentence_id not in found:
        raise NotFound(sentence_id=sentence_id)
    return found[sentence_id]


def facts_of_many(session: Session, sentence_ids: Collection[int], heads: Heads | None = None) -> dict[int, Facts]:
    """The facts of several sentences by their ids, in as many queries as of one."""
    if not sentence_ids:
        return {}
    own = Sentence.id.in_(set(sentence_ids))
    entries = _by_sentence(session.execute(_entries(own, heads)), _entry)
    warnings = _by_sentence(session.execute(_warnings(own, heads)), lambda row: row.issued_on)
    return {
        sentence_id: replace(plan, entries=entries.get(sentence_id, ()), warnings=warnings.get(sentence_id, ()))
        for sentence_id, plan in plans_of(session, sentence_ids, heads).items()
    }


def plans_of(session: Session, sentence_ids: Collection[int], heads: Heads | None = None) -> dict[int, Facts]:
    """The facts without what happened: on which days somebody is expected follows from these alone."""
    own = Sentence.id.in_(set(sentence_ids))
    orders = _by_sentence(session.execute(_orders(own, heads)), _order)
    servings = _servings(session.execute(_weeks(own, heads)))
    people = select(Sentence.id, Sentence.jornadas, Person.is_weekday_authorised).join(Sentence.person).where(own)
    return {
        sentence.id: Facts(
            jornadas=sentence.jornadas,
            orders=orders.get(sentence.id, ()),
            placements=servings.get(sentence.id, ()),
            entries=(),
            weekdays_authorised=heads.weekdays_authorised if heads else sentence.is_weekday_authorised,
        )
        for sentence in session.execute(people)
    }


def heads_of(session: Session, sentence_id: int) -> Heads:
    """How far the tables reach now; exact while the caller holds the sentence's row.

    Raises:
        NotFound: There is no such sentence.
    """
    of_placements = Placement.sentence_id == sentence_id
    authorised = select(Person.is_weekday_authorised).join(Person.sentences).where(Sentence.id == sentence_id)
    weekdays = session.scalar(authorised)
    if weekdays is None:
        raise NotFound(sentence_id=sentence_id)
    return Heads(
        entries=_last(session, AttendanceEntry.id, AttendanceEntry.placement_id, of_placements),
        orders=session.scalar(select(func.max(CourtOrder.id)).where(CourtOrder.sentence_id == sentence_id)) or 0,
        weeks=_last(session, PlacementWeek.id, PlacementWeek.placement_id, of_placements),
        documents=_last(session, Document.id, Document.placement_id, of_placements),
        weekdays_authorised=weekdays,
    )


def _orders(own: ColumnElement[bool], heads: Heads | None) -> Select[*tuple[Any, ...]]:
    columns = CourtOrder.sentence_id, CourtOrder.in_force_from, CourtOrder.kind, CourtOrder.jornadas, CourtOrder.id
    statement = select(*columns).join(Sentence, Sentence.id == CourtOrder.sentence_id)
    return statement.where(own, _up_to(CourtOrder.id, heads.orders if heads else None)).order_by(CourtOrder.id)


def _entries(own: ColumnElement[bool], heads: Heads | None) -> Select[*tuple[Any, ...]]:
    entry = AttendanceEntry
    times = entry.arrived, entry.left_at, entry.recorded_at, entry.replaces_id
    statement = select(
        Placement.sentence_id, entry.id, entry.placement_id, entry.day, entry.shift, entry.outcome, *times
    )
    statement = statement.join(Placement, Placement.id == entry.placement_id).join(Placement.sentence)
    return statement.where(own, _up_to(entry.id, heads.entries if heads else None)).order_by(entry.id)


def _warnings(own: ColumnElement[bool], heads: Heads | None) -> Select[*tuple[Any, ...]]:
    statement = select(Placement.sentence_id, Document.issued_on)
    statement = statement.join(Placement, Placement.id == Document.placement_id).join(Placement.sentence)
    written = Document.kind == LetterKind.WRITTEN_WARNING, _up_to(Document.id, heads.documents if heads else None)
    return statement.where(own, *written).order_by(Document.id)


def _weeks(own: ColumnElement[bool], heads: Heads | None) -> Select[*tuple[Any, ...]]:
    week = PlacementWeek
    statement = select(Placement.sentence_id, week.placement_id, week.valid_from, week.attendances)
    statement = statement.join(Placement, Placement.id == week.placement_id).join(Placement.sentence)
    return statement.where(own, _up_to(week.id, heads.weeks if heads else None)).order_by(week.id)


def _up_to(column: Any, head: int | None) -> ColumnElement[bool]:
    return true() if head is None else column <= head


def _by_sentence(rows: Iterable[Row[Any]], read: Any) -> dict[int, tuple[Any, ...]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.sentence_id].append(read(row))
    return {sentence_id: tuple(values) for sentence_id, values in found.items()}


def _order(row: Row[Any]) -> Order:
    return Order(row.in_force_from, row.kind, row.jornadas, row.id)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        day=row.day,
        shift=row.shift,
        outcome=row.outcome,
        arrived=row.arrived,
        left=row.left_at,
        recorded_on=in_peru(row.recorded_at).date(),
        replaces=row.replaces_id,
        placement_id=row.placement_id,
    )


def _servings(rows: Iterable[Row[Any]]) -> Mapping[int, tuple[Serving, ...]]:
    """The placements of each sentence with their weeks in the order in which they were set.

    When a placement ends, a week without attendances says so: its last day need not be told beside that. Such a
    week may hold from a day before the first one: no order makes a placement begin earlier.
    """
    weeks = defaultdict[tuple[int, int], list[Week]](list)
    for row in rows:
        attendances = tuple((shift, start, end) for shift, start, end in row.attendances)
        weeks[row.sentence_id, row.placement_id].append(Week(row.valid_from, attendances))
    found = defaultdict[int, tuple[Serving, ...]](tuple)
    for (sentence_id, placement_id), set_so_far in weeks.items():
        starts_on = min(week.valid_from for week in set_so_far if week.attendances)
        found[sentence_id] += (Serving(placement_id, tuple(set_so_far), starts_on),)
    return found


def _last(session: Session, column: Any, placement_id: Any, where: ColumnElement[bool]) -> int:
    statement = select(func.max(column)).join(Placement, Placement.id == placement_id).where(where)
    return session.scalar(statement) or 0
