"""Bringing people in from a sheet, row by row: what a row adds is added once, and a bad row harms no other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import Busy, DomainError, InvalidFields
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Office, Person, Sentence
from registry.reference.courts import parse_case_number
from registry.services.accounts.policy import Act, require
from registry.services.people.columns import headers
from registry.services.people.details import PersonDetails, SentenceDetails
from registry.services.people.persons import register_person
from registry.services.people.sentences import find_by_case, register_sentence
from registry.services.people.sheet_placements import WrittenPlacement, begin_written
from registry.services.people.sheets import Row
from registry.vocabulary.messages import message
from registry.vocabulary.term import Term

#: Rows that share a commit: other writers wait no longer than these take.
ROWS_A_COMMIT = 100
#: How often a batch is tried again where it gave way to other writers.
MORE_TRIES = 3
#: What is compared when a sentence of the sheet is known already.
COMPARED = ("kind", "origin", "jornadas", "judgment_date", "received_on")

#: Reads a row's cells: details of the person, the sentence and the placement by name, and refusals by field.
Load = Callable[[Mapping[str, str]], tuple[dict[str, Any], dict[str, list[str]]]]


class RowOutcome(Term):
    """What became of a row."""

    CREATED = "created", "Persona registrada"
    UPDATED = "updated", "Expediente completado"
    OPENED = "opened", "Ya registrada, sin cambios"
    REFUSED = "refused", "Rechazada"


@dataclass(frozen=True)
class RowResult:
    """One row's outcome, and in Spanish why it was refused or what to look at."""

    number: int
    outcome: RowOutcome
    person_id: int | None = None
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """Every row's result, in the order of the sheet."""

    rows: tuple[RowResult, ...]
    counts: Mapping[RowOutcome, int] = field(init=False)

    def __post_init__(self) -> None:
        tally = Counter(row.outcome for row in self.rows)
        object.__setattr__(self, "counts", {outcome: tally[outcome] for outcome in RowOutcome})

    @property
    def refused(self) -> tuple[RowResult, ...]:
        """The rows that added nothing because they break a rule."""
        return tuple(row for row in self.rows if row.outcome is RowOutcome.REFUSED)


def import_people(rows: Iterable[Row], *, officer: Account, load: Load, on: date | None = None) -> ImportReport:
    """Bring in the rows of a sheet; the same sheet again changes nothing.

    A known person stays as recorded; only a sentence or a placement that is missing is
    added. Rows are committed a hundred at a time, so that an interrupted import is
    finished by running it again.

    Raises:
        NotAllowed: The officer's role does not include it.
    """
    require(officer, Act.KEEP_PEOPLE)
    day = on or today()
    results: list[RowResult] = []
    for batch in _batches(rows):
        results += _import_batch(batch, officer, load, day)
    return ImportReport(tuple(results))


def rehearse_import(rows: Iterable[Row], *, officer: Account, load: Load, on: date | None = None) -> ImportReport:
    """Tell what `import_people` would do, and leave the registry as it is.

    Raises:
        NotAllowed: The officer's role does not include it.
    """
    with suppress(_Rehearsed), transaction():
        report = import_people(rows, officer=officer, load=load, on=on)
        raise _Rehearsed
    return report


class _Rehearsed(Exception):
    """Takes everything back."""


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, ROWS_A_COMMIT)):
        yield batch


def _import_batch(batch: list[Row], officer: Account, load: Load, on: date) -> list[RowResult]:
    """Bring in a batch; sheets of one office wait for each other, since they may tell the same people."""
    for _ in range(MORE_TRIES):
        with suppress(Busy):
            return _try_batch(batch, officer, load, on)
    return _try_batch(batch, officer, load, on)


def _try_batch(batch: list[Row], officer: Account, load: Load, on: date) -> list[RowResult]:
    with transaction() as session:
        session.scalars(select(Office.id).where(Office.id == officer.office_id).with_for_update(key_share=True)).one()
        return [_import_row(session, row, officer, load, on) for row in batch]


def _import_row(session: Session, row: Row, officer: Account, load: Load, on: date) -> RowResult:
    number, cells = row
    loaded, refused = load(cells)
    if refused:
        return RowResult(number, RowOutcome.REFUSED, messages=tuple(_told(refused)))
    try:
        with session.begin_nested():
            return _enter(session, number, loaded, officer, on)
    except DomainError as refusal:
        return RowResult(number, RowOutcome.REFUSED, messages=tuple(_words(refusal)))


def _enter(session: Session, number: int, loaded: dict[str, Any], officer: Account, on: date) -> RowResult:
    registered = register_person(PersonDetails(**loaded["person"]), officer=officer, on=on)
    person, has_news = registered.person, False
    remarks: tuple[str, ...] = ()
    if loaded.get("sentence"):
        details = SentenceDetails(**loaded["sentence"])
        known = None if registered.is_new else _known_sentence(session, person, details)
        has_news = known is None
        sentence = known or register_sentence(person.id, details, officer=officer, on=on)
        remarks = () if has_news else tuple(_differences(sentence, details))
        if loaded.get("placement"):
            written = WrittenPlacement(**loaded["placement"])
            has_news |= begin_written(session, sentence, written, officer)
    outcome = RowOutcome.UPDATED if has_news else RowOutcome.OPENED
    return RowResult(number, RowOutcome.CREATED if registered.is_new else outcome, person.id, remarks)


def _known_sentence(session: Session, person: Person, details: SentenceDetails) -> Sentence | None:
    return find_by_case(session, person.id, str(parse_case_number(details.case_number)))


def _differences(sentence: Sentence, details: SentenceDetails) -> Iterator[str]:
    changed = [name for name in COMPARED if getattr(sentence, name) != getattr(details, name)]
    if changed:
        yield message("sheet_sentence_differs", {"fields": headers(changed)})


def _told(refused: Mapping[str, list[str]]) -> Iterator[str]:
    for name, sentences in refused.items():
        yield f"{headers([name])}: {' '.join(sentences)}"


def _words(refusal: DomainError) -> Iterator[str]:
    if isinstance(refusal, InvalidFields):
        for name, (code, facts) in refusal.problems.items():
            yield f"{headers([name])}: {message(code, facts)}"
    else:
        yield message(refusal.code, refusal.facts)
