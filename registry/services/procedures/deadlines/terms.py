"""From a file's history to the day by which somebody must act; written anew with each event and each closed day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry.extensions.clock import in_peru
from registry.models import CaseEvent, CaseFile, Notice
from registry.services.procedures.deadlines import clock, settings
from registry.services.procedures.deadlines.clock import ClosedDays, Moment, Reckoning
from registry.vocabulary.procedures import CaseState, ProcedureCode

#: Files that somebody has to act on, and whose last day may move.
WAITING = (CaseState.SUBMITTED, CaseState.UNDER_REVIEW, CaseState.OBSERVED)
BATCH = 500


class Filed(NamedTuple):
    """A file that was presented, as its terms need it."""

    id: int
    procedure: ProcedureCode
    filed_on: date


def reckoning_of(session: Session, case: CaseFile, on: date) -> Reckoning:
    """Where the terms of a file stand on a day."""
    if case.filed_on is None:
        return Reckoning()
    moments = _moments(session, [case.id]).get(case.id, [])
    return clock.reckon(moments, settings.terms_at(case.procedure, case.filed_on), settings.closed_days(), on)


def due_of(session: Session, case: CaseFile, on: date) -> date | None:
    """Day by which somebody must act on a file; None where nobody must, or no term is known."""
    return reckoning_of(session, case, on).due_on


def cure_due_on(case: CaseFile, told_on: date) -> date | None:
    """Last day of the cure of an observation of which word is received on a day."""
    count = settings.terms_at(case.procedure, case.filed_on or told_on).cure
    return None if count is None else clock.cure_due(told_on, count, settings.closed_days())


def reckonings_of(session: Session, filed: Sequence[Filed], on: date) -> Mapping[int, Reckoning]:
    """Where the terms of many files stand on a day, by their keys."""
    closed, terms_at = settings.closed_days(), settings.terms_by_day()
    found = {}
    for start in range(0, len(filed), BATCH):
        batch = filed[start : start + BATCH]
        moments = _moments(session, [one.id for one in batch])
        for one in batch:
            terms = terms_at(one.procedure, one.filed_on)
            found[one.id] = clock.reckon(moments.get(one.id, []), terms, closed, on)
    return found


def rewrite(session: Session, on: date) -> int:
    """Write anew the last day of every file that waits for somebody; how many moved.

    It follows from what is audited elsewhere: the events, the notices and the closed days.
    """
    moved: defaultdict[date | None, list[int]] = defaultdict(list)
    for case, due in _dues(session, on, settings.closed_days()):
        if due != case.due_on:
            moved[due].append(case.id)
    for due, case_file_ids in moved.items():
        _write(session, case_file_ids, due)
    return sum(map(len, moved.values()))


def count_moved(session: Session, on: date, closed: ClosedDays) -> int:
    """How many files that wait for somebody would get another last day, were these the closed days."""
    before = {case.id: due for case, due in _dues(session, on, settings.closed_days())}
    return sum(due != before.get(case.id) for case, due in _dues(session, on, closed))


def _dues(session: Session, on: date, closed: ClosedDays) -> Iterator[tuple[CaseFile, date | None]]:
    """Every file that waits for somebody with its last day."""
    terms_at = settings.terms_by_day()
    for rows in _waiting(session):
        moments = _moments(session, [row.id for row in rows])
        for row in rows:
            terms = terms_at(row.procedure, row.filed_on or on)
            yield row, clock.due_on(moments.get(row.id, []), terms, closed)


def _waiting(session: Session) -> Iterable[Sequence[CaseFile]]:
    """Files that wait for somebody, by batches."""
    last = 0
    while True:
        own = CaseFile.state.in_(WAITING), CaseFile.id > last
        rows = session.scalars(select(CaseFile).where(*own).order_by(CaseFile.id).limit(BATCH)).all()
        if not rows:
            return
        last = rows[-1].id
        yield rows


def _write(session: Session, case_file_ids: Sequence[int], due: date | None) -> None:
    """Only the day, of all files that share it at once: who holds a form of one in hand finds it unchanged."""
    values = {"due_on": due, "updated_at": CaseFile.updated_at}
    for start in range(0, len(case_file_ids), BATCH):
        own = CaseFile.id.in_(case_file_ids[start : start + BATCH])
        session.connection().execute(update(CaseFile).where(own).values(values))


def _moments(session: Session, case_file_ids: Sequence[int]) -> Mapping[int, list[Moment]]:
    """The history of files as the clock sees it."""
    events = CaseEvent.id, CaseEvent.case_file_id, CaseEvent.state, CaseEvent.on_day
    statement = select(*events).where(CaseEvent.case_file_id.in_(case_file_ids), CaseEvent.state != CaseState.DRAFT)
    rows = session.execute(statement.order_by(CaseEvent.case_file_id, CaseEvent.id)).all()
    told = _told(session, [row.id for row in rows if row.state is CaseState.OBSERVED])
    return {
        key: [Moment(row.state, row.on_day, told.get(row.id, row.on_day)) for row in group]
        for key, group in groupby(rows, key=lambda row: row.case_file_id)
    }


def _told(session: Session, event_ids: Sequence[int]) -> Mapping[int, date | None]:
    """When word of an event was received first; None where it was sent and is not known to be received.

    An event without any notice was told there and then.
    """
    statement = select(Notice).where(Notice.case_event_id.in_(event_ids))
    found: dict[int, date | None] = {}
    for notice in session.scalars(statement):
        event_id = notice.case_event_id or 0
        day = in_peru(notice.received_at).date() if notice.received_at is not None else None
        found[event_id] = min(filter(None, (found.get(event_id), day)), default=None)
    return found
