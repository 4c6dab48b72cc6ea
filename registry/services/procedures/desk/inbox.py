"""The officers' desk: files within reach by whose turn it is and by deadline, with the counts of every filter."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, select
from sqlalchemy.orm import Session

from registry.extensions.database import reading
from registry.models import Account, CaseFile, Office
from registry.services.accounts.policy import Act
from registry.services.institutions.searching import holding
from registry.services.paging import PER_PAGE, Page
from registry.services.procedures.deadlines.clock import IN_HAND
from registry.services.procedures.desk import narrowing
from registry.services.procedures.desk.narrowing import ANY, FACETS, STATES_OF, CaseFilter, Due, Holder, Standing
from registry.services.rounds.desk import Tally


@dataclass(frozen=True)
class Inbox:
    """A page of the desk; of each facet how many files every choice would leave, the other filters considered."""

    page: Page[CaseFile]
    counts: Mapping[str, Mapping[Any, int]]
    #: Names of the officers and offices that appear.
    officers: Mapping[int, str]
    offices: Mapping[int, str]


def read_inbox(wanted: CaseFilter, *, officer: Account, on: date, page: int = 1, per_page: int = PER_PAGE) -> Inbox:
    """A page of the files within reach, and the counts of every filter; what is overdue comes first.

    Whoever assigns files finds those of nobody before the others that are as urgent.

    Raises:
        NotAllowed: The role does not include case files.
    """
    due = narrowing.due_on(on)
    conditions, order = narrowing.conditions(wanted, officer, due), narrowing.ordered(officer, due)
    with reading() as session:
        tallies = _tallies(session, wanted.search, officer, due)
        total = sum(row.files for row in tallies if _fits(row, wanted))
        number = min(max(1, page), max(1, -(-total // per_page)))
        keys = select(CaseFile.id).where(*conditions).order_by(*order).limit(per_page).offset((number - 1) * per_page)
        rows = _in_order(session, session.scalars(keys).all())
        return Inbox(
            Page(rows, total, number, per_page),
            {facet: _count(tallies, replace(wanted, **{facet: ANY[facet]}), facet) for facet in FACETS},
            _names(session, Account.id, Account.full_name, {row.officer_id for row in tallies}),
            _names(session, Office.id, Office.name, {row.office_id for row in tallies}),
        )


def read_desk(*, officer: Account, on: date) -> Mapping[str, Tally]:
    """What needs the officer today: files `over` their term, `near` its end, of `nobody`, and one's `own`.

    Raises:
        NotAllowed: The role does not review case files.
    """
    due, wanted = narrowing.due_on(on), desk_filters(officer)
    columns: list[Any] = []
    for narrowed in wanted.values():
        condition = and_(*narrowing.conditions(narrowed, officer, due))
        columns += func.count(case((condition, 1))), func.min(case((condition, CaseFile.due_on)))
    own = narrowing.reached(officer, Act.REVIEW_CASES), CaseFile.state.in_(IN_HAND)
    with reading() as session:
        row = session.execute(select(*columns).where(*own)).one()
    return {name: Tally(row[2 * rank], row[2 * rank + 1]) for rank, name in enumerate(wanted)}


def desk_filters(officer: Account) -> Mapping[str, CaseFilter]:
    """What each line of the day's work counts, as the list that it leads to is narrowed."""
    return {
        "over": CaseFilter(state=Standing.IN_HAND, due=Due.OVER),
        "near": CaseFilter(state=Standing.IN_HAND, due=Due.NEAR),
        "nobody": CaseFilter(state=Standing.IN_HAND, officer=Holder.NOBODY),
        "own": CaseFilter(state=Standing.IN_HAND, officer=officer.id),
    }


def _in_order(session: Session, keys: Sequence[int]) -> Sequence[CaseFile]:
    """The files of some keys, in the order of these: whole files are read for the page alone, never to be sorted."""
    found = {one.id: one for one in session.scalars(select(CaseFile).where(CaseFile.id.in_(keys)))}
    return [found[key] for key in keys if key in found]


def _tallies(session: Session, search: str, officer: Account, due: ColumnElement[str]) -> Sequence[Any]:
    """Files by every facet at once: few rows, however many files there are."""
    facets = CaseFile.procedure, CaseFile.state, CaseFile.officer_id, CaseFile.office_id, due.label("due")
    found = narrowing.reached(officer, Act.READ_CASES), *holding(CaseFile.search_text, search)
    inner = select(*facets).where(*found).subquery()
    return session.execute(select(*inner.c, func.count().label("files")).group_by(*inner.c)).all()


def _count(tallies: Sequence[Row[Any]], others: CaseFilter, facet: str) -> Mapping[Any, int]:
    counts: Counter[Any] = Counter()
    for row in tallies:
        if _fits(row, others):
            for choice in _CHOICES[facet](row):
                counts[choice] += row.files
    return counts


def _states(row: Row[Any]) -> Sequence[Any]:
    return [row.state, *(standing for standing, states in STATES_OF.items() if row.state in states)]


#: What of each facet a tally's files are found under.
_CHOICES: Mapping[str, Callable[[Row[Any]], Sequence[Any]]] = {
    "procedure": lambda row: [row.procedure],
    "state": _states,
    "officer": lambda row: [Holder.NOBODY if row.officer_id is None else row.officer_id],
    "office_id": lambda row: [row.office_id],
    "due": lambda row: [Due(row.due)],
}


def _fits(row: Row[Any], wanted: CaseFilter) -> bool:
    """Whether the files of a tally are among those wanted."""
    asked = {facet: getattr(wanted, facet) for facet in FACETS}
    return all(asked[facet] == ANY[facet] or asked[facet] in _CHOICES[facet](row) for facet in FACETS)


def _names(session: Session, key: Any, name: Any, keys: set[int | None]) -> Mapping[int, str]:
    found = session.execute(select(key, name).where(key.in_(keys - {None})).order_by(name, key)).all()
    return {row[0]: row[1] for row in found}
