"""Visits found: one in hand with who comes, a list, and a prison's week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from registry.extensions.database import reading
from registry.models import Account, PastoralAgent, PrisonVisit
from registry.services.accounts.policy import Act, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.religious.visit_rules import may_enter
from registry.services.religious.visits import reached, whole
from registry.vocabulary.accounts import ScopeKind
from registry.vocabulary.religious import PrisonVisitState

WEEK = 7
#: What a prison's week shows: what was refused or called off takes no hour.
SHOWN = (
    PrisonVisitState.REQUESTED,
    PrisonVisitState.APPROVED,
    PrisonVisitState.HELD,
    PrisonVisitState.NOT_HELD,
)


@dataclass(frozen=True)
class VisitFilter:
    """What a list of visits is narrowed to; an empty field narrows nothing."""

    state: PrisonVisitState | None = None
    prison: str = ""
    institution_id: int | None = None
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class Visitor:
    """An agent of a visit: whether the prison may let them in that day, and whether they came."""

    agent: PastoralAgent
    may_enter: bool
    attended: bool | None


@dataclass(frozen=True)
class VisitView:
    """A visit with those who come."""

    visit: PrisonVisit
    visitors: Sequence[Visitor]


@dataclass(frozen=True)
class DayOfVisits:
    """A day of a prison's week."""

    day: date
    visits: Sequence[PrisonVisit]


def get_visit(visit_id: int, *, officer: Account, act: Act = Act.READ_VISITS) -> VisitView:
    """A visit with those who come, for its group and its prison.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within the act's reach.
    """
    with reading() as session:
        visit = reached(session.scalars(whole().where(PrisonVisit.id == visit_id)).first(), act, officer)
        return VisitView(visit, _visitors(session, visit))


def list_visits(wanted: VisitFilter, *, officer: Account, page: int = 1, per_page: int = PER_PAGE) -> Page[PrisonVisit]:
    """Visits within reach, the latest day first.

    Raises:
        NotAllowed: The role reads no visits.
    """
    statement = whole().where(_own(officer), *_narrowed(wanted))
    newest = PrisonVisit.day.desc(), PrisonVisit.start_minute, PrisonVisit.id
    with reading() as session:
        return cut(session, statement.order_by(*newest), page, per_page)


def week_of(prison: str, day: date, *, officer: Account) -> Sequence[DayOfVisits]:
    """The seven days of the week that a day is in, Monday first, with what is to be or was held in a prison.

    Raises:
        NotAllowed: The role reads no visits.
    """
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(WEEK)]
    shown = whole().where(_own(officer), PrisonVisit.prison == prison, PrisonVisit.state.in_(SHOWN))
    shown = shown.where(PrisonVisit.day >= days[0], PrisonVisit.day <= days[-1])
    with reading() as session:
        visits = session.scalars(shown.order_by(PrisonVisit.start_minute, PrisonVisit.id)).unique().all()
    return [DayOfVisits(each, [visit for visit in visits if visit.day == each]) for each in days]


def prisons_of(officer: Account) -> Sequence[str]:
    """Codes of the prisons whose visits the account sees: those of its visits, and those it directs.

    Raises:
        NotAllowed: The role reads no visits.
    """
    with reading() as session:
        seen = session.scalars(select(PrisonVisit.prison).where(_own(officer)).distinct()).all()
    return sorted({*seen, *officer.scope_keys(ScopeKind.PRISON)})


def _own(officer: Account) -> ColumnElement[bool]:
    return within(officer, Act.READ_VISITS, institution=PrisonVisit.institution_id, prison=PrisonVisit.prison)


def _narrowed(wanted: VisitFilter) -> list[ColumnElement[bool]]:
    given = (
        (wanted.state, PrisonVisit.state == wanted.state),
        (wanted.prison, PrisonVisit.prison == wanted.prison),
        (wanted.institution_id, PrisonVisit.institution_id == wanted.institution_id),
        (wanted.from_day, PrisonVisit.day >= (wanted.from_day or date.min)),
        (wanted.to_day, PrisonVisit.day <= (wanted.to_day or date.max)),
    )
    return [condition for value, condition in given if value]


def _visitors(session: Session, visit: PrisonVisit) -> Sequence[Visitor]:
    came = {attendance.agent_id: attendance.attended for attendance in visit.attendances}
    found = select(PastoralAgent).where(PastoralAgent.id.in_(came)).order_by(PastoralAgent.id)
    agents = session.scalars(found.options(selectinload(PastoralAgent.credentials)))
    return [Visitor(agent, may_enter(agent, visit.prison, visit.day), came[agent.id]) for agent in agents]
