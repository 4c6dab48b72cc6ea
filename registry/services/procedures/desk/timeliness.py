"""Whether terms are met: filed, decided, in time, how long it took and how often it was observed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, select

from registry.extensions.database import reading
from registry.models import Account, CaseFile, Office
from registry.services.accounts.policy import Act, require
from registry.services.procedures.deadlines import spans
from registry.services.procedures.deadlines.spans import Span
from registry.services.procedures.desk import narrowing
from registry.services.rounds.fairness import SMALLEST_GROUP, few
from registry.vocabulary.procedures import ProcedureCode
from registry.vocabulary.term import Term


class By(Term):
    """What the figures are told by."""

    PROCEDURE = "procedure", "Trámite"
    OFFICE = "office", "Oficina"
    MONTH = "month", "Mes en que se presentó"


@dataclass(frozen=True)
class Period:
    """Files that were presented between two days, of one procedure or office where these are named."""

    first: date
    last: date
    procedure: ProcedureCode | None = None
    office_id: int | None = None


@dataclass(frozen=True)
class Figures:
    """Of some files: None is a figure that is not told, of few files or of none."""

    filed: int
    decided: int
    #: Of the decided ones with a known term.
    in_time: int
    with_term: int
    observed: int
    #: Undecided although the operator's term is over: without them a desk that decides nothing would be in time.
    overdue: int
    median_days: float | None

    @property
    def in_time_share(self) -> float | None:
        """Share of those decided, with a known term, that were decided in time."""
        return self.in_time / self.with_term if self.with_term else None

    @property
    def observed_share(self) -> float | None:
        """Share of the files that were observed."""
        return self.observed / self.filed if self.filed else None


@dataclass(frozen=True)
class Line:
    """A procedure, an office or a month with its figures; none where few files would be told of."""

    key: Any
    name: str
    figures: Figures | None
    is_small: bool = False


@dataclass(frozen=True)
class Report:
    """The figures of everything, and line by line."""

    lines: Sequence[Line]
    total: Figures | None


def read_report(period: Period, by: By, *, officer: Account, on: date) -> Report:
    """The terms of the files within reach; of fewer than five files of others' offices nothing is told.

    Raises:
        NotAllowed: The role does not include case files.
    """
    require(officer, Act.READ_CASES)
    with reading() as session:
        found = spans.spans_of(session, _conditions(period, officer), on)
        offices = {row[0]: row[1] for row in session.execute(select(Office.id, Office.name))}
    key, name = _GROUPS[by]
    groups = [(value, dict(rows)) for value, rows in groupby(sorted(found.items(), key=_sortable(key)), _of_span(key))]
    sizes = [sum(rows.values()) for _, rows in groups]
    is_own = {span.office_id for span in found} <= {officer.office_id}
    hidden = frozenset() if is_own else few(sizes)
    lines = [
        Line(value, name(value, offices), None if rank in hidden else figures_of(rows), sizes[rank] < SMALLEST_GROUP)
        for rank, (value, rows) in enumerate(groups)
    ]
    is_told = is_own or sum(sizes) >= SMALLEST_GROUP
    return Report(lines, figures_of(found) if is_told else None)


def figures_of(found: Mapping[Span, int]) -> Figures:
    """The figures of some files, told by how many went alike."""
    decided = {span: files for span, files in found.items() if span.is_decided}
    with_term = {span: files for span, files in decided.items() if span.term_days is not None}
    return Figures(
        filed=sum(found.values()),
        decided=sum(decided.values()),
        in_time=sum(files for span, files in with_term.items() if _is_in_time(span)),
        with_term=sum(with_term.values()),
        observed=sum(files for span, files in found.items() if span.is_observed),
        overdue=sum(files for span, files in found.items() if span.is_overdue),
        median_days=_median_days(decided),
    )


def _is_in_time(span: Span) -> bool:
    return (span.used_days or 0) <= (span.term_days or 0)


def _median_days(decided: Mapping[Span, int]) -> float | None:
    days: Counter[int] = Counter()
    for span, files in decided.items():
        days[span.used_days or 0] += files
    return median(sorted(days.elements())) if days else None


def _conditions(period: Period, officer: Account) -> Sequence[ColumnElement[bool]]:
    conditions = [narrowing.reached(officer, Act.READ_CASES), CaseFile.filed_on.between(period.first, period.last)]
    if period.procedure is not None:
        conditions.append(CaseFile.procedure == period.procedure)
    if period.office_id is not None:
        conditions.append(CaseFile.office_id == period.office_id)
    return conditions


_Key = Callable[[Span], Any]
_Names = Mapping[int, str]


def _of_span(key: _Key) -> Callable[[tuple[Span, int]], Any]:
    return lambda told: key(told[0])


def _sortable(key: _Key) -> Callable[[tuple[Span, int]], Any]:
    """In the order of the catalogue, of the offices and of the months."""
    order = {code: rank for rank, code in enumerate(ProcedureCode)}

    def rank(told: tuple[Span, int]) -> Any:
        value = key(told[0])
        return (value is None, order.get(value, value) if value is not None else 0)

    return rank


_GROUPS: Mapping[By, tuple[_Key, Callable[[Any, _Names], str]]] = {
    By.PROCEDURE: (lambda span: span.procedure, lambda value, _offices: str(value.label)),
    By.OFFICE: (lambda span: span.office_id, lambda value, offices: offices.get(value, "Sin oficina")),
    By.MONTH: (lambda span: span.month, lambda value, _offices: f"{value:%m/%Y}"),
}
