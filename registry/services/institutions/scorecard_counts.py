"""What a unit's scorecard is counted from: one query a kind of thing, whatever the number of units."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from registry.extensions.clock import in_peru
from registry.models import (
    Attachment,
    AttendanceEntry,
    AttendanceSheet,
    BeneficiaryUnit,
    Placement,
    PlacementEvent,
    Vacancy,
)
from registry.services.attendance.lateness import due_on
from registry.services.attendance.sheet_rows import told_in
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.institutions import VacancyState
from registry.vocabulary.placements import EndReason, PlacementState

RECEIVED = tuple(outcome for outcome in Outcome if outcome.attended and not outcome.is_of_the_unit)
OVER = (PlacementState.COMPLETED, PlacementState.ENDED)

Pairs = Mapping[int, tuple[int, int]]
Triples = Mapping[int, tuple[int, int, int]]


def count_sheets(session: Session, own: ColumnElement[bool], months: Sequence[date]) -> Pairs:
    """By unit: sheets of these months that came in time, and sheets due; a signed paper counts from when it came."""
    if not months:
        return {}
    due = session.execute(union_all(*(_told(own, month) for month in months))).all()
    came = _came(session, own, months)
    in_time = Counter(unit_id for unit_id, month in due if _is_in_time(came.get((unit_id, month)), month))
    return {unit_id: (in_time[unit_id], number) for unit_id, number in Counter(unit_id for unit_id, _ in due).items()}


def count_sessions(session: Session, own: ColumnElement[bool], since: date, until: date) -> Triples:
    """By unit: sessions at which somebody was received, at which nobody attended them, at which they were sent away.

    Only what is in force counts; an absence of the person's says nothing of the unit.
    """
    entry, later = AttendanceEntry, aliased(AttendanceEntry)
    in_force = ~exists().where(later.replaces_id == entry.id)
    statement = (
        select(
            Vacancy.unit_id,
            _count(entry.outcome.in_(RECEIVED)),
            _count(entry.outcome == Outcome.UNIT_DID_NOT_ATTEND),
            _count(entry.outcome == Outcome.SENT_AWAY),
        )
        .select_from(entry)
        .join(Placement, Placement.id == entry.placement_id)
        .where(entry.day.between(since, until), in_force)
    )
    return _by_unit(session, statement, own)


def count_stays(session: Session, own: ColumnElement[bool], since: date, until: date) -> Triples:
    """By unit: stays completed, ended because the unit stopped receiving, and ended because it asked for that.

    Ends by a court, by an office or by the person's own conduct say nothing of the unit.
    """
    event = PlacementEvent
    then = exists().where(
        event.placement_id == Placement.id,
        event.state == Placement.state,
        event.effective_on.between(since, until),
    )
    statement = select(
        Vacancy.unit_id,
        _count(Placement.state == PlacementState.COMPLETED),
        _count(Placement.end_reason == EndReason.UNIT_CLOSED),
        _count(Placement.end_reason == EndReason.EXCLUDED_BY_UNIT),
    ).select_from(Placement)
    return _by_unit(session, statement.where(Placement.state.in_(OVER), then), own)


def count_tasks(session: Session, own: ColumnElement[bool]) -> Pairs:
    """By unit: open vacancies that say what is to be done, and all open ones."""
    statement = select(Vacancy.unit_id, _count(func.trim(Vacancy.duties) != ""), func.count()).join(Vacancy.unit)
    grouped = statement.where(own, Vacancy.state == VacancyState.OPEN).group_by(Vacancy.unit_id)
    return {unit_id: (specific, number) for unit_id, specific, number in session.execute(grouped)}


def _told(own: ColumnElement[bool], month: date) -> Select[int, date]:
    statement = select(Vacancy.unit_id, literal(month)).distinct().select_from(Placement).join(Placement.vacancy)
    return statement.join(Vacancy.unit).where(own, told_in(month))


def _came(session: Session, own: ColumnElement[bool], months: Sequence[date]) -> dict[tuple[int, date], datetime]:
    """When each sheet was signed for here, or came as a signed paper, whichever was first."""
    sheet = AttendanceSheet
    paper = and_(Attachment.sheet_id == sheet.id, Attachment.withdrawn_at.is_(None))
    statement = (
        select(sheet.unit_id, sheet.month, sheet.closed_at, func.min(Attachment.created_at))
        .join(sheet.unit)
        .outerjoin(Attachment, paper)
        .where(own, sheet.month.in_(months), or_(sheet.closed_at.is_not(None), Attachment.id.is_not(None)))
        .group_by(sheet.unit_id, sheet.month, sheet.closed_at)
    )
    rows = session.execute(statement).all()
    return {(unit_id, month): min(at for at in instants if at is not None) for unit_id, month, *instants in rows}


def _is_in_time(came_at: datetime | None, month: date) -> bool:
    return came_at is not None and in_peru(came_at).date() <= due_on(month)


def _by_unit(session: Session, statement: Select[int, int, int, int], own: ColumnElement[bool]) -> Triples:
    joined = statement.join(Vacancy, Vacancy.id == Placement.vacancy_id)
    joined = joined.join(BeneficiaryUnit, BeneficiaryUnit.id == Vacancy.unit_id)
    rows = session.execute(joined.where(own).group_by(Vacancy.unit_id))
    return {unit_id: (first, second, third) for unit_id, first, second, third in rows}


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
