"""Bringing in a sheet's rows: what a row adds is added once, and a bad row harms no other.

A kind of sheet says how a row that was read is entered; everything else is the same for all of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import Busy, DomainError, InvalidFields
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Office
from registry.services.accounts.policy import Act, require
from registry.services.importing.columns import Column, headers
from registry.services.importing.sheets import Row
from registry.vocabulary.messages import message

#: Rows that share a commit: other writers wait no longer than these take.
ROWS_A_COMMIT = 100
#: How often a batch is tried again where it gave way to other writers.
MORE_TRIES = 3

#: What the cells of a row say, by name.
Loaded = Mapping[str, Any]
#: Reads a row's cells: what they say by name, and refusals by field.
Load = Callable[[Mapping[str, str]], tuple[dict[str, Any], dict[str, list[str]]]]


class RowOutcome(Enum):
    """What became of a row."""

    ADDED = auto()
    COMPLETED = auto()
    KNOWN = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Entered:
    """What a row came to, the key of what it tells of, and in Spanish what to look at."""

    outcome: RowOutcome
    subject_id: int | None = None
    remarks: tuple[str, ...] = ()


#: Enters one row; whatever it refuses is taken back with all that the row did.
EnterRow = Callable[[Session, Loaded, Account, date], Entered]
#: Enters the rows of one commit: what each came to, or why it was refused, in their order.
EnterRows = Callable[[Session, Sequence[Loaded], Account, date], Sequence[Entered | DomainError]]


@dataclass(frozen=True)
class SheetKind:
    """What can be brought in: the sheet and its words, who may do it, and how rows are entered."""

    title: str
    #: What a row tells of, as the report's heading says it.
    subject: str
    columns: tuple[Column, ...]
    act: Act
    #: The outcomes that its rows can have, in the order in which they are counted.
    labels: Mapping[RowOutcome, str]
    enter: EnterRows


@dataclass(frozen=True)
class RowResult:
    """One row's outcome, and in Spanish why it was refused or what to look at."""

    number: int
    outcome: RowOutcome
    subject_id: int | None = None
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """Every row's result, in the order of the sheet."""

    kind: SheetKind
    rows: tuple[RowResult, ...]
    counts: Mapping[RowOutcome, int] = field(init=False)

    def __post_init__(self) -> None:
        tally = Counter(row.outcome for row in self.rows)
        object.__setattr__(self, "counts", {outcome: tally[outcome] for outcome in self.kind.labels})

    @property
    def refused(self) -> tuple[RowResult, ...]:
        """The rows that added nothing because they break a rule."""
        return tuple(row for row in self.rows if row.outcome is RowOutcome.REFUSED)


def bring_in(
    kind: SheetKind, rows: Iterable[Row], *, officer: Account, load: Load, on: date | None = None
) -> ImportReport:
    """Bring in the rows of a sheet; the same sheet again changes nothing, and nothing that stands is corrected by it.

    Rows are committed a hundred at a time, so that an interrupted import is finished by running it again.

    Raises:
        NotAllowed: The officer's role does not include it.
    """
    require(officer, kind.act)
    day = on or today()
    results = [result for batch in _batches(rows) for result in _bring_batch(kind, batch, officer, load, day)]
    return ImportReport(kind, tuple(results))


def rehearse(
    kind: SheetKind, rows: Iterable[Row], *, officer: Account, load: Load, on: date | None = None
) -> ImportReport:
    """Tell what `bring_in` would do, and leave the registry as it is.

    Raises:
        NotAllowed: The officer's role does not include it.
    """
    with suppress(_Rehearsed), transaction():
        report = bring_in(kind, rows, officer=officer, load=load, on=on)
        raise _Rehearsed
    return report


def one_by_one(enter: EnterRow) -> EnterRows:
    """Enter rows each for itself; sheets of one office wait for each other, since they may tell of the same."""

    def enter_rows(
        session: Session, rows: Sequence[Loaded], officer: Account, on: date
    ) -> Sequence[Entered | DomainError]:
        session.scalars(select(Office.id).where(Office.id == officer.office_id).with_for_update(key_share=True)).one()
        return [_entered(session, loaded, officer, on) for loaded in rows]

    def _entered(session: Session, loaded: Loaded, officer: Account, on: date) -> Entered | DomainError:
        try:
            with session.begin_nested():
                return enter(session, loaded, officer, on)
        except DomainError as refusal:
            return refusal

    return enter_rows


class _Rehearsed(Exception):
    """Takes everything back."""


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, ROWS_A_COMMIT)):
        yield batch


def _bring_batch(kind: SheetKind, batch: Sequence[Row], officer: Account, load: Load, on: date) -> list[RowResult]:
    read = {number: load(cells) for number, cells in batch}
    sound = {number: loaded for number, (loaded, refused) in read.items() if not refused}
    entered = _enter(kind, list(sound.values()), officer, on)
    results = {number: _result(kind, number, one) for number, one in zip(sound, entered, strict=True)}
    unread = {number: _refused(kind, number, refused) for number, (_, refused) in read.items() if refused}
    return [(results | unread)[number] for number in read]


def _enter(kind: SheetKind, rows: Sequence[Loaded], officer: Account, on: date) -> Sequence[Entered | DomainError]:
    for _ in range(MORE_TRIES):
        with suppress(Busy), transaction() as session:
            return kind.enter(session, rows, officer, on)
    with transaction() as session:
        return kind.enter(session, rows, officer, on)


def _result(kind: SheetKind, number: int, entered: Entered | DomainError) -> RowResult:
    if isinstance(entered, Entered):
        return RowResult(number, entered.outcome, entered.subject_id, entered.remarks)
    if isinstance(entered, InvalidFields):
        told = {name: [message(code, facts)] for name, (code, facts) in entered.problems.items()}
        return _refused(kind, number, told)
    return RowResult(number, RowOutcome.REFUSED, messages=(message(entered.code, entered.facts),))


def _refused(kind: SheetKind, number: int, told: Mapping[str, Sequence[str]]) -> RowResult:
    """A refusal that names the column of each field that it speaks of."""
    lines = (f"{headers([name], kind.columns)}: {' '.join(texts)}" for name, texts in told.items())
    return RowResult(number, RowOutcome.REFUSED, messages=tuple(lines))
