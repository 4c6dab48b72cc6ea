"""The monthly reports of an office: whom it owes the judge one, and issuing what is missing (RCEP 262)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.models import Account, Document, Person, Placement, Sentence, Vacancy
from registry.reference.months import month_after, month_of
from registry.services.accounts.policy import Act, require, within
from registry.services.attendance.sheet_rows import served_in
from registry.services.documents.issuing import Issued, issue_many
from registry.services.paging import PER_PAGE, Page, cut
from registry.vocabulary.placements import DocumentState, EndReason, LetterKind, PlacementState

#: Reports that one signature issues: a second or two of work.
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class MonthRow:
    """A placement that ran in a month, and its report if there is one in force."""

    placement: Placement
    report: Document | None


@dataclass(frozen=True)
class MonthOfReports:
    """An office's month: how many reports are missing, and a page of all."""

    month: date
    missing: int
    page: Page[MonthRow]


def list_month(month: date, *, officer: Account, page: int = 1, per_page: int = PER_PAGE) -> MonthOfReports:
    """Whom the office reports on for a month, those without a report first, then by the people's names.

    Raises:
        NotAllowed: The role does not include placements.
    """
    with reading() as session:
        missing = (
            session.scalar(select(func.count()).select_from(_missing(month, officer, Act.READ_PLACEMENTS).subquery()))
            or 0
        )
        has_report = _report_of(month).exists()
        statement = _placements(month, officer, Act.READ_PLACEMENTS)
        found = cut(session, statement.order_by(has_report, Person.search_text, Placement.id), page, per_page)
        ids = [placement.id for placement in found.items]
        reports = select(Document).where(Document.placement_id.in_(ids), *_in_force(month))
        by_placement = {report.placement_id: report for report in session.scalars(reports)}
    rows = [MonthRow(placement, by_placement.get(placement.id)) for placement in found.items]
    return MonthOfReports(month, missing, Page(rows, found.total, found.number, found.per_page))


def issue_month(month: date, *, officer: Account, on: date) -> list[Issued]:
    """Issue the missing reports of a month, at most so many at once, each in a transaction of its own.

    Raises:
        NotAllowed: The role does not include letters.
        WrongState: The month is not over.
    """
    require(officer, Act.ISSUE_LETTERS)
    if month >= month_of(on):
        raise WrongState("letter_month_not_over")
    with reading() as session:
        missing = [row.id for row in session.execute(_missing(month, officer, Act.ISSUE_LETTERS).limit(MOST_AT_ONCE))]
    return issue_many(missing, LetterKind.MONTHLY_REPORT, officer=officer, on=on, period=f"{month:%Y-%m}")


def _missing(month: date, officer: Account, act: Act) -> Select[int]:
    wanted = _placements(month, officer, act).where(~_report_of(month).exists())
    return wanted.with_only_columns(Placement.id).options().order_by(Placement.id)


def _placements(month: date, officer: Account, act: Act) -> Select[Placement]:
    """The placement of each sentence that ran last in a month."""
    reached = within(officer, act, office=Sentence.office_id)
    unit = joinedload(Placement.vacancy).joinedload(Vacancy.unit)
    return (
        select(Placement)
        .join(Placement.sentence)
        .join(Sentence.person)
        .where(reached, _is_told(Placement), served_in(month), ~_went_on(month))
        .options(joinedload(Placement.sentence).joinedload(Sentence.person), unit)
    )


def _went_on(month: date) -> ColumnElement[bool]:
    """Whether the sentence went on at a later placement in the same month."""
    later = aliased(Placement)
    same = and_(later.sentence_id == Placement.sentence_id, later.id > Placement.id)
    return exists().where(same, _is_told(later), later.starts_on < month_after(month))


def _is_told(placement: type[Placement]) -> ColumnElement[bool]:
    undone = placement.end_reason.is_distinct_from(EndReason.UNDONE)
    return and_(placement.state != PlacementState.CONFIRMED, undone)


def _report_of(month: date) -> Select[int]:
    return select(Document.id).where(Document.placement_id == Placement.id, *_in_force(month)).correlate(Placement)


def _in_force(month: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Document.kind == LetterKind.MONTHLY_REPORT,
        Document.period == f"{month:%Y-%m}",
        Document.state == DocumentState.ISSUED,
    )
