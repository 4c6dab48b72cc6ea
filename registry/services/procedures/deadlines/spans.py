"""How long files were in the operator's hands until they were decided; files that went alike are told together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from registry.models import CaseEvent, CaseFile
from registry.services.procedures.deadlines import settings, terms
from registry.services.procedures.deadlines.clock import IN_HAND, Calendar
from registry.services.procedures.deadlines.terms import Filed
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode

DECIDED = (CaseState.APPROVED, CaseState.DENIED)
DECISIONS = (CaseEventKind.APPROVED, CaseEventKind.DENIED)
_TOLD = (CaseEventKind.OBSERVED, CaseEventKind.CURED, *DECISIONS)


class Span(NamedTuple):
    """Files alike: whose, how they stand, and where they are decided the days of the operator's term and its length."""

    procedure: ProcedureCode
    office_id: int | None
    #: First day of the month in which they were presented.
    month: date
    is_observed: bool
    #: Nobody has decided, and the operator's term is over.
    is_overdue: bool = False
    used_days: int | None = None
    term_days: int | None = None

    @property
    def is_decided(self) -> bool:
        """Whether the operator said yes or no."""
        return self.used_days is not None


class _Story(NamedTuple):
    """The days that count of a file, and whether a decision of it was revoked; of how many files these are the days."""

    procedure: ProcedureCode
    office_id: int | None
    filed_on: date
    decided_on: date | None
    observed_on: date | None
    cured_on: date | None
    is_overdue: int
    reopened_id: int | None
    files: int


def spans_of(session: Session, conditions: Sequence[Any], on: date) -> Mapping[Span, int]:
    """How many of the presented files that meet some conditions went alike."""
    stories = [_Story(*row) for row in session.execute(_stories(conditions, on))]
    spent = _spent_anew(session, stories, on)
    days = [day for story in stories for day in (story.filed_on, story.decided_on) if day is not None]
    calendar = Calendar(min(days, default=on), max(days, default=on), settings.closed_days())
    terms_at = settings.terms_by_day()
    found: Counter[Span] = Counter()
    for story in stories:
        head = story.procedure, story.office_id, story.filed_on.replace(day=1), story.observed_on is not None
        if story.decided_on is None:
            found[Span(*head, is_overdue=bool(story.is_overdue))] += story.files
            continue
        term_days = terms_at(story.procedure, story.filed_on).decision
        used = _used_days(story, calendar) if story.reopened_id is None else spent[story.reopened_id]
        found[Span(*head, used_days=used, term_days=term_days)] += story.files
    return found


def _stories(conditions: Sequence[Any], on: date) -> Select[Any]:
    """One row for all files with the same days; a file that was decided more than once has a row of its own.

    Files and their events are joined by the key itself, so that a database that does not know its
    tables yet, right after many files came in, still finds each file's events by index.
    """
    kind, day = CaseEvent.kind, CaseEvent.on_day
    decisions = func.count(case((kind.in_(DECISIONS), 1)))
    is_decided = CaseFile.state.in_(DECIDED)
    columns: Sequence[Any] = (
        CaseFile.procedure,
        CaseFile.office_id,
        CaseFile.filed_on,
        case((is_decided, CaseFile.decided_on)).label("decided_on"),
        func.max(case((kind == CaseEventKind.OBSERVED, day))).label("observed_on"),
        func.max(case((kind == CaseEventKind.CURED, day))).label("cured_on"),
        case((CaseFile.state.in_(IN_HAND) & (CaseFile.due_on < on), 1), else_=0).label("is_overdue"),
        case((is_decided & (decisions > 1), CaseFile.id)).label("reopened_id"),
    )
    events = (CaseEvent.case_file_id == CaseFile.id) & kind.in_(_TOLD)
    each = select(*columns).outerjoin(CaseEvent, events).where(*conditions).group_by(CaseFile.id).subquery()
    return select(*each.c, func.count()).group_by(*each.c)


def _used_days(story: _Story, calendar: Calendar) -> int:
    """Business days from the filing to the decision without those under observation."""
    used = calendar.between(story.filed_on, story.decided_on or story.filed_on)
    if story.observed_on is None or story.cured_on is None:
        return used
    return used - calendar.between(story.observed_on, story.cured_on)


def _spent_anew(session: Session, stories: Sequence[_Story], on: date) -> Mapping[int, int]:
    """Of files that were opened again their days, from their whole history."""
    filed = list(_reopened(stories))
    return {key: found.used_days for key, found in terms.reckonings_of(session, filed, on).items()}


def _reopened(stories: Sequence[_Story]) -> Iterator[Filed]:
    for story in stories:
        if story.reopened_id is not None:
            yield Filed(story.reopened_id, story.procedure, story.filed_on)
