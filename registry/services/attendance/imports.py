"""Bringing attendance in from a sheet, row by row: what is noted already stays, and a bad row harms no other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import DomainError, InvalidFields
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.ledger.sessions import Session as Due
from registry.models import Account, Person, Placement, Sentence
from registry.services.accounts.policy import Act, require, within
from registry.services.attendance.facts import plans_of
from registry.services.attendance.notes import Note, NotedMeanwhile, Recorded
from registry.services.attendance.recording import NOTES_A_COMMIT, record_many
from registry.services.attendance.rules import sessions_on
from registry.services.people.columns import WHOLE_ROW, Column
from registry.services.people.sheets import Row
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.messages import message
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from registry.vocabulary.term import Term

COLUMNS = (
    Column("document_number", "número de documento", "40000000", "Con los ceros iniciales", is_required=True),
    Column("case_number", "expediente", "", "Solo si la persona sirve más de una pena"),
    Column("day", "fecha", "07/09/2026", "Día/mes/año", is_required=True),
    Column("half", "turno", "", "«mañana» o «tarde», solo si ese día tiene dos asistencias"),
    Column("outcome", "resultado", "Asistió", "Una de estas: " + ", ".join(outcome.label for outcome in Outcome)),
    Column("arrived", "entrada", "08:00", "En 24 horas; en blanco si no vino"),
    Column("left", "salida", "13:00", "En 24 horas; en blanco si no vino"),
    Column("remark", "observación", "", "Lo que pasó, si hubo un problema; se guarda cifrada"),
)
HEADERS = {column.field: column.header for column in COLUMNS}
MORNING = "mañana"

#: Reads a row's cells: what a note needs by name, and refusals by field.
Load = Callable[[Mapping[str, str]], tuple[dict[str, Any], dict[str, list[str]]]]


class RowOutcome(Term):
    """What became of a row."""

    NOTED = "noted", "Asistencia anotada"
    KNOWN = "known", "Ya anotada, sin cambios"
    REFUSED = "refused", "Rechazada"


@dataclass(frozen=True)
class RowResult:
    """One row's outcome with its entry, and in Spanish why it was refused."""

    number: int
    outcome: RowOutcome
    subject_id: int | None = None
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class AttendanceReport:
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


def import_attendance(rows: Iterable[Row], *, officer: Account, load: Load, on: date | None = None) -> AttendanceReport:
    """Note the rows of a sheet; the same sheet again changes nothing, and nothing that stands is corrected by it.

    Rows are committed a hundred at a time, so that an interrupted import is finished by running it again.

    Raises:
        NotAllowed: The officer's role does not include recording.
    """
    require(officer, Act.KEEP_ATTENDANCE)
    day, left = on or today(), iter(rows)
    results: list[RowResult] = []
    while batch := list(islice(left, NOTES_A_COMMIT)):
        with transaction() as session:
            results += _import_batch(session, batch, officer, load, day)
    return AttendanceReport(tuple(results))


def rehearse_attendance(
    rows: Iterable[Row], *, officer: Account, load: Load, on: date | None = None
) -> AttendanceReport:
    """Tell what `import_attendance` would do, and leave the registry as it is.

    Raises:
        NotAllowed: The officer's role does not include recording.
    """
    with suppress(_Rehearsed), transaction():
        report = import_attendance(rows, officer=officer, load=load, on=on)
        raise _Rehearsed
    return report


class _Rehearsed(Exception):
    """Takes everything back."""


def _import_batch(
    session: Session, batch: Sequence[Row], officer: Account, load: Load, on: date
) -> Iterator[RowResult]:
    notes: dict[int, Note] = {}
    refused: dict[int, RowResult] = {}
    for number, cells in batch:
        loaded, problems = load(cells)
        try:
            if problems:
                raise _Unread(problems)
            notes[number] = _note(session, loaded, officer)
        except _Unread as unread:
            refused[number] = _refused(number, unread.told)
        except DomainError as refusal:
            refused[number] = _refused(number, _words(refusal))
    noted = dict(zip(notes, record_many(notes.values(), officer=officer, on=on), strict=True))
    return (refused[number] if number in refused else _result(number, noted[number]) for number, _ in batch)


class _Unread(Exception):
    """The cells of a row say nothing that could be noted."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.told = [f"{HEADERS.get(name, WHOLE_ROW)}: {' '.join(texts)}" for name, texts in problems.items()]


def _note(session: Session, loaded: Mapping[str, Any], officer: Account) -> Note:
    due = _session_of(session, loaded, officer)
    said = {name: loaded[name] for name in ("outcome", "arrived", "left", "remark")}
    return Note(due.placement_id, due.day, due.shift, source=EntrySource.IMPORTED, **said)


def _session_of(session: Session, loaded: Mapping[str, Any], officer: Account) -> Due:
    """The one session that a row can speak of.

    Raises:
        InvalidFields: Nobody has one, or several answer to the row.
    """
    placements = session.execute(_placements(loaded, officer)).all()
    plans = plans_of(session, {sentence_id for _, sentence_id in placements})
    found = [due for key, sentence_id in placements for due in sessions_on(plans[sentence_id], key, loaded["day"])]
    if loaded["half"]:
        found = [due for due in found if Shift(due.shift).is_morning is (loaded["half"] == MORNING)]
    if not found:
        raise InvalidFields({"document_number": ("row_nobody", {})})
    if len({due.placement_id for due in found}) > 1:
        raise InvalidFields({"case_number": ("row_several_sentences", {})})
    if len(found) > 1:
        raise InvalidFields({"half": ("row_several_sessions", {})})
    return found[0]


def _placements(loaded: Mapping[str, Any], officer: Account) -> Any:
    own = within(officer, Act.KEEP_ATTENDANCE, office=Sentence.office_id)
    statement = select(Placement.id, Placement.sentence_id).join(Placement.sentence).join(Sentence.person)
    statement = statement.where(own, Person.document_number == loaded["document_number"])
    if loaded["case_number"]:
        statement = statement.where(Sentence.case_number == loaded["case_number"])
    return statement.where(Placement.state != PlacementState.CONFIRMED).order_by(Placement.id)


def _result(number: int, recorded: Recorded) -> RowResult:
    if recorded.entry is not None:
        return RowResult(number, RowOutcome.NOTED, recorded.entry.id)
    refusal = recorded.refusal
    if isinstance(refusal, NotedMeanwhile) and _says_the_same(recorded.note, refusal):
        return RowResult(number, RowOutcome.KNOWN, refusal.noted.entry_id)
    return _refused(number, _words(refusal) if refusal else [])


def _says_the_same(note: Note, refusal: NotedMeanwhile) -> bool:
    noted = refusal.noted
    return (note.outcome, note.arrived, note.left) == (noted.outcome, noted.arrived, noted.left)


def _refused(number: int, told: Sequence[str]) -> RowResult:
    return RowResult(number, RowOutcome.REFUSED, messages=tuple(told))


def _words(refusal: DomainError) -> list[str]:
    if isinstance(refusal, InvalidFields):
        problems = refusal.problems.items()
        return [f"{HEADERS.get(name, WHOLE_ROW)}: {message(code, facts)}" for name, (code, facts) in problems]
    return [message(refusal.code, refusal.facts)]
