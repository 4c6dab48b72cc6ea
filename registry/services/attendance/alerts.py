"""What needs an officer among people who serve, or are about to: counted for the day's page, listed one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from registry.extensions.database import reading
from registry.models import Account, BreachAlert, Placement, Sentence, Vacancy
from registry.services.accounts.policy import Act, within
from registry.services.attendance.breaches import turn_condition
from registry.services.attendance.hours import read_hours
from registry.services.attendance.matters import QUERIES, Day
from registry.services.attendance.owing_again import read_owing_again
from registry.services.attendance.reminders import count_missing
from registry.services.paging import PER_PAGE, Page
from registry.services.rounds.desk import Tally, last_day_overdue
from registry.vocabulary.attendance import BreachState, BreachTurn, Matter


@dataclass(frozen=True)
class MatterTally(Tally):
    """How many placements a matter is about, and the first of their days."""

    matter: Matter = Matter.SERVED


@dataclass(frozen=True)
class Alerts:
    """What needs an officer: placements by matter, and alerts of breach by what they wait for."""

    matters: Mapping[Matter, Tally]
    breaches_to_review: Tally
    #: Explained, or the term to explain passed without an answer.
    explanations_to_weigh: Tally
    #: Sheets that should have come and did not.
    missing_sheets: Tally

    @property
    def rows(self) -> list[MatterTally]:
        """Every matter with its count, those that touch liberty first."""
        found = ((matter, self.matters[matter]) for matter in Matter)
        return [MatterTally(tally.count, tally.first, matter) for matter, tally in found]


@dataclass(frozen=True)
class MatterRow:
    """A placement that a matter is about, and the day that presses."""

    placement: Placement
    day: date


def read_alerts(*, officer: Account, on: date) -> Alerts:
    """Count everything, in a number of queries that does not grow with what there is.

    Raises:
        NotAllowed: The role does not include placements.
    """
    own = _in_reach(officer)
    with reading() as session:
        matters = tally_matters(officer=officer, on=on)
        missing = count_missing(officer=officer, on=on)
        return Alerts(matters, *_tally_breaches(session, own, on), missing)


def tally_matters(*, officer: Account, on: date) -> dict[Matter, Tally]:
    """How many placements each matter is about, and the day that presses most.

    Raises:
        NotAllowed: The role does not include placements.
    """
    own = _in_reach(officer)
    with reading() as session:
        return _tally_queries(session, own, on) | _tally_days(_by_ledger(session, own, on))


def list_matter(
    matter: Matter, *, officer: Account, on: date, page: int = 1, per_page: int = PER_PAGE
) -> Page[MatterRow]:
    """The office's placements that a matter is about, the most pressing day first.

    Raises:
        NotAllowed: The role does not include placements.
    """
    own = _in_reach(officer)
    with reading() as session:
        if matter in QUERIES:
            return _cut(session, QUERIES[matter](_day(on)).where(own).subquery(), page, per_page)
        return _cut_days(session, _by_ledger(session, own, on)[matter], page, per_page)


def _day(on: date) -> Day:
    return Day(on, last_day_overdue(on))


def _by_ledger(session: Session, own: ColumnElement[bool], on: date) -> dict[Matter, Mapping[int, date]]:
    """The placements of each matter that no query can tell, with the day that presses."""
    hours = read_hours(session, own, on=on)
    owing_again = read_owing_again(session, own, on=on)
    return {Matter.SERVED: hours.served, Matter.OWING_AGAIN: owing_again, Matter.NOT_FITTING: hours.not_fitting}


def _tally_days(found: Mapping[Matter, Mapping[int, date]]) -> dict[Matter, Tally]:
    return {matter: Tally(len(days), min(days.values(), default=None)) for matter, days in found.items()}


def _tally_queries(session: Session, own: ColumnElement[bool], on: date) -> dict[Matter, Tally]:
    counts = []
    for matter, query in QUERIES.items():
        found = query(_day(on)).where(own).subquery()
        counts.append(select(literal(matter.value), func.count(), func.min(found.c.day)).select_from(found))
    return {Matter(name): Tally(count, first) for name, count, first in session.execute(union_all(*counts))}


def _tally_breaches(session: Session, own: ColumnElement[bool], on: date) -> tuple[Tally, Tally]:
    to_review = BreachAlert.state == BreachState.TO_REVIEW
    to_weigh = BreachAlert.state == BreachState.EXPLAINING
    days = (to_review, func.min(BreachAlert.reached_on)), (to_weigh, func.min(BreachAlert.explanation_due_on))
    counts = [
        select(func.count(), first)
        .select_from(BreachAlert)
        .join(BreachAlert.placement)
        .join(Placement.sentence)
        .where(own, turn_condition(BreachTurn.OFFICE, on), state)
        for state, first in days
    ]
    reviewed, weighed = (Tally(*session.execute(count).one()) for count in counts)
    return reviewed, weighed


def _cut(session: Session, found: Subquery, number: int, per_page: int) -> Page[MatterRow]:
    total = session.scalar(select(func.count()).select_from(found)) or 0
    number = _within(number, total, per_page)
    ordered = select(found.c.placement_id, found.c.day).order_by(found.c.day, found.c.placement_id)
    keys = session.execute(ordered.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(_rows(session, [(key, day) for key, day in keys]), total, number, per_page)


def _cut_days(session: Session, days: Mapping[int, date], number: int, per_page: int) -> Page[MatterRow]:
    number = _within(number, len(days), per_page)
    ordered = sorted(days.items(), key=lambda pair: (pair[1], pair[0]))
    keys = ordered[(number - 1) * per_page : number * per_page]
    return Page(_rows(session, keys), len(days), number, per_page)


def _within(number: int, total: int, per_page: int) -> int:
    """A page that is there: past the end, the last one."""
    return min(max(1, number), max(1, -(-total // per_page)))


def _rows(session: Session, keys: Sequence[tuple[int, date]]) -> list[MatterRow]:
    """The placements of one page, in the order of their keys."""
    statement = select(Placement).where(Placement.id.in_([key for key, _ in keys]))
    person = joinedload(Placement.sentence).joinedload(Sentence.person)
    unit = joinedload(Placement.vacancy).joinedload(Vacancy.unit)
    placements = {placement.id: placement for placement in session.scalars(statement.options(person, unit))}
    return [MatterRow(placements[key], day) for key, day in keys]


def _in_reach(officer: Account) -> ColumnElement[bool]:
    return within(officer, Act.READ_PLACEMENTS, office=Sentence.office_id)
