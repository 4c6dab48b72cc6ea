"""From rows to the facts that an inmate's days, pay and redemption follow from: now, or as they stood at an issue."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, true
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.ledger.labour.facts import Custody, Posting, WorkFacts
from registry.ledger.labour.facts import WorkEntry as Noted
from registry.models import AuthorisedDay, Inmate, InmateStage, WorkAssignment, WorkEntry, WorkVacancy
from registry.reference.articles import Article, MalformedArticle

ENTRY_COLUMNS = (
    WorkEntry.id,
    WorkEntry.day,
    WorkEntry.assignment_id,
    WorkEntry.arrived,
    WorkEntry.left_at,
    WorkEntry.place,
    WorkEntry.pieces,
    WorkEntry.replaces_id,
    WorkEntry.is_withdrawn,
)
Grouped = dict[int, list[Row[*tuple[Any, ...]]]]


@dataclass(frozen=True)
class WorkHeads:
    """How far the tables reached when a certificate was issued: the largest id of each, 0 for none."""

    entries: int
    stages: int
    authorised: int


def facts_of(session: Session, inmate_id: int, heads: WorkHeads | None = None) -> WorkFacts:
    """All that follows for an inmate follows from these; with *heads*, from what was recorded up to them.

    Offence and marks are read to reckon with: whoever calls tells figures, never them.

    Raises:
        NotFound: There is no such inmate.
    """
    found = facts_of_many(session, [inmate_id], heads)
    if inmate_id not in found:
        raise NotFound(inmate_id=inmate_id)
    return found[inmate_id]


def facts_of_many(
    session: Session, inmate_ids: Collection[int], heads: WorkHeads | None = None
) -> dict[int, WorkFacts]:
    """The facts of several inmates by their ids, in as many queries as of one."""
    own = set(inmate_ids)
    if not own:
        return {}
    entries = _by_inmate(session.execute(_entries(own, heads)))
    postings = _by_inmate(session.execute(_postings(own)))
    stages = _by_inmate(session.execute(_stages(own, heads)))
    authorised = _by_inmate(session.execute(_authorised(own, heads)))
    people = select(Inmate.id, Inmate.offences, Inmate.legal_marks, Inmate.inscribed_on).where(Inmate.id.in_(own))
    return {
        inmate.id: WorkFacts(
            entries=tuple(Noted(*row[1:]) for row in entries[inmate.id]),
            postings=tuple(_posting(row) for row in postings[inmate.id]),
            custody=_custody(stages[inmate.id]),
            offences=tuple(_articles(inmate.offences or ())),
            is_recidivist=bool((inmate.legal_marks or {}).get("is_recidivist")),
            is_organised_crime=bool((inmate.legal_marks or {}).get("is_organised_crime")),
            inscribed_on=inmate.inscribed_on,
            authorised_days=frozenset(row.day for row in authorised[inmate.id]),
        )
        for inmate in session.execute(people)
    }


def heads_of(session: Session, inmate_id: int) -> WorkHeads:
    """How far the tables reach now; exact while the caller holds the inmate's row."""
    own = WorkEntry.assignment_id.in_(select(WorkAssignment.id).where(WorkAssignment.inmate_id == inmate_id))
    return WorkHeads(
        entries=session.scalar(select(func.max(WorkEntry.id)).where(own)) or 0,
        stages=session.scalar(select(func.max(InmateStage.id)).where(InmateStage.inmate_id == inmate_id)) or 0,
        authorised=session.scalar(select(func.max(AuthorisedDay.id))) or 0,
    )


def _entries(own: Collection[int], heads: WorkHeads | None) -> Select[*tuple[Any, ...]]:
    known = _up_to(WorkEntry.id, heads.entries if heads else None)
    entries = select(WorkAssignment.inmate_id, *ENTRY_COLUMNS).join_from(
        WorkEntry, WorkAssignment, WorkEntry.assignment_id == WorkAssignment.id
    )
    return entries.where(WorkAssignment.inmate_id.in_(own), known).order_by(WorkEntry.id)


def _postings(own: Collection[int]) -> Select[*tuple[Any, ...]]:
    posts = select(
        WorkAssignment.inmate_id,
        WorkAssignment.id,
        WorkAssignment.starts_on,
        WorkAssignment.last_on,
        WorkVacancy.shifts,
    )
    return posts.join_from(WorkAssignment, WorkVacancy).where(WorkAssignment.inmate_id.in_(own))


def _stages(own: Collection[int], heads: WorkHeads | None) -> Select[*tuple[Any, ...]]:
    known = _up_to(InmateStage.id, heads.stages if heads else None)
    held = select(InmateStage.inmate_id, InmateStage.valid_from, InmateStage.stage)
    return held.where(InmateStage.inmate_id.in_(own), known).order_by(InmateStage.id)


def _authorised(own: Collection[int], heads: WorkHeads | None) -> Select[*tuple[Any, ...]]:
    """The days that the prison of a post authorised while the inmate held it."""
    is_held = (
        (AuthorisedDay.prison == WorkAssignment.prison)
        & (AuthorisedDay.day >= WorkAssignment.starts_on)
        & (AuthorisedDay.day <= WorkAssignment.last_on)
    )
    known = _up_to(AuthorisedDay.id, heads.authorised if heads else None)
    days = select(WorkAssignment.inmate_id, AuthorisedDay.day).join_from(WorkAssignment, AuthorisedDay, is_held)
    return days.where(WorkAssignment.inmate_id.in_(own), known)


def _up_to(column: Any, last: int | None) -> ColumnElement[bool]:
    return true() if last is None else column <= last


def _by_inmate(rows: Iterable[Row[*tuple[Any, ...]]]) -> Grouped:
    found: Grouped = defaultdict(list)
    for row in rows:
        found[row.inmate_id].append(row)
    return found


def _posting(row: Row[*tuple[Any, ...]]) -> Posting:
    weekdays = frozenset(shift // 2 for shift in range(14) if row.shifts >> shift & 1)
    return Posting(row.id, row.starts_on, row.last_on, weekdays)


def _articles(offences: Iterable[str]) -> Iterator[Article]:
    """Articles of the code alone: no rule of redemption names a special law."""
    for offence in offences:
        with suppress(MalformedArticle):
            yield Article.parse(offence)


def _custody(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[Custody, ...]:
    """One stage a day: of several entries of a day the last is right."""
    of_day = {row.valid_from: row.stage for row in rows}
    return tuple(Custody(day, stage) for day, stage in of_day.items())
