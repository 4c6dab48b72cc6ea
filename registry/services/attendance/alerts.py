"""What needs an officer among people who serve, or are about to: counted for the day's page, listed one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from registry.extensions.database import reading
from registry.models import Account, BreachAlert, Placement, Sentence, Vacancy
from registry.services.accounts.policy import Act, within
from registry.services.attendance.breaches import turn_condition
from registry.services.attendance.hours import Reached, read_hours
from registry.services.attendance.matters import Day, query_of
from registry.services.paging import PER_PAGE, Page
from registry.services.rounds.desk import Tally, last_day_overdue
from registry.vocabulary.attendance import BreachState, BreachTurn, Matter

#: Matters for which hours noted are held against hours owed.
OF_HOURS = frozenset({Matter.SERVED, Matter.NOT_FITTING})


@dataclass(frozen=True)
class Alerts:
    """What needs an officer: placements by matter, and alerts of breach by what they wait for."""

    matters: Mapping[Matter, Tally]
    breaches_to_review: Tally
    #: Explained, or the term to explain passed without an answer.
    explanations_to_weigh: Tally


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
        day = Day(on, last_day_overdue(on), read_hours(session, own, on=on))
        return Alerts(_tally_matters(session, own, day), *_tally_breaches(session, own, on))


def list_matter(matter: Matter, *, officer: Account, on: date, page: int = 1) -> Page[MatterRow]:
    """The office's placements that a matter is about, the most pressing day first.

    Raises:
        NotAllowed: The role does not include placements.
    """
    own = _in_reach(officer)
    with reading() as session:
        hours = read_hours(session, own, on=on) if matter in OF_HOURS else Reached()
        found = query_of(matter, Day(on, last_day_overdue(on), hours)).where(own).subquery()
        return _cut(session, found, page)


def _tally_matters(session: Session, own: ColumnElement[bool], day: Day) -> dict[Matter, Tally]:
    counts = []
    for matter in Matter:
        found = query_of(matter, day).where(own).subquery()
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


def _cut(session: Session, found: Subquery, number: int) -> Page[MatterRow]:
    total = session.scalar(select(func.count()).select_from(found)) or 0
    number = min(max(1, number), max(1, -(-total // PER_PAGE)))
    statement = (
        select(Placement, found.c.day)
        .join(found, found.c.placement_id == Placement.id)
        .options(
            joinedload(Placement.sentence).joinedload(Sentence.person),
            joinedload(Placement.vacancy).joinedload(Vacancy.unit),
        )
        .order_by(found.c.day, Placement.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    )
    rows = [MatterRow(placement, day) for placement, day in session.execute(statement)]
    return Page(rows, total, number, PER_PAGE)


def _in_reach(officer: Account) -> ColumnElement[bool]:
    return within(officer, Act.READ_PLACEMENTS, office=Sentence.office_id)
