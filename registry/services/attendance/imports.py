"""Bringing attendance in from a sheet, one row a person and day: what is noted already stays."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import DomainError, InvalidFields
from registry.ledger.sessions import Session as Due
from registry.models import Account, Person, Placement, Sentence
from registry.services.accounts.policy import Act, within
from registry.services.attendance.facts import plans_of
from registry.services.attendance.notes import Note, NotedMeanwhile, Recorded
from registry.services.attendance.recording import record_many
from registry.services.attendance.rules import sessions_on
from registry.services.importing.columns import DAY, Column, one_of
from registry.services.importing.rows import Entered, Loaded, RowOutcome, SheetKind
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift

COLUMNS = (
    Column("document_number", "número de documento", "40000000", "Con los ceros iniciales", is_required=True),
    Column("case_number", "expediente", "", "Solo si la persona sirve más de una pena"),
    Column("day", "fecha", "07/09/2026", DAY, is_required=True),
    Column("half", "turno", "", "«mañana» o «tarde», solo si ese día tiene dos asistencias"),
    Column("outcome", "resultado", "Asistió", one_of(Outcome)),
    Column("arrived", "entrada", "08:00", "En 24 horas; en blanco si no vino"),
    Column("left", "salida", "13:00", "En 24 horas; en blanco si no vino"),
    Column("remark", "observación", "", "Lo que pasó, si hubo un problema; se guarda cifrada"),
)
MORNING = "mañana"


def _enter(session: Session, rows: Sequence[Loaded], officer: Account, on: date) -> list[Entered | DomainError]:
    """Note rows together, as the ledger takes them; what no session answers to is refused before."""
    read = [_note(session, loaded, officer) for loaded in rows]
    recorded = iter(record_many([one for one in read if isinstance(one, Note)], officer=officer, on=on))
    return [_result(next(recorded)) if isinstance(one, Note) else one for one in read]


def _note(session: Session, loaded: Loaded, officer: Account) -> Note | DomainError:
    try:
        due = _session_of(session, loaded, officer)
    except InvalidFields as refusal:
        return refusal
    said = {name: loaded[name] for name in ("outcome", "arrived", "left", "remark")}
    return Note(due.placement_id, due.day, due.shift, source=EntrySource.IMPORTED, **said)


def _session_of(session: Session, loaded: Loaded, officer: Account) -> Due:
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


def _placements(loaded: Loaded, officer: Account) -> Any:
    own = within(officer, Act.KEEP_ATTENDANCE, office=Sentence.office_id)
    statement = select(Placement.id, Placement.sentence_id).join(Placement.sentence).join(Sentence.person)
    statement = statement.where(own, Person.document_number == loaded["document_number"])
    if loaded["case_number"]:
        statement = statement.where(Sentence.case_number == loaded["case_number"])
    return statement.where(Placement.state != PlacementState.CONFIRMED).order_by(Placement.id)


def _result(recorded: Recorded) -> Entered | DomainError:
    match recorded.refusal:
        case None:
            return Entered(RowOutcome.ADDED, recorded.entry.id if recorded.entry else None)
        case NotedMeanwhile() as refusal if _says_the_same(recorded.note, refusal):
            return Entered(RowOutcome.KNOWN, refusal.noted.entry_id)
        case refusal:
            return refusal


def _says_the_same(note: Note, refusal: NotedMeanwhile) -> bool:
    noted = refusal.noted
    return (note.outcome, note.arrived, note.left) == (noted.outcome, noted.arrived, noted.left)


#: Rows of attendance; what an entry says already is not corrected by them.
ATTENDANCE = SheetKind(
    title="Asistencia",
    subject="anotación",
    columns=COLUMNS,
    act=Act.KEEP_ATTENDANCE,
    labels={
        RowOutcome.ADDED: "Asistencia anotada",
        RowOutcome.KNOWN: "Ya anotada, sin cambios",
        RowOutcome.REFUSED: "Rechazada",
    },
    enter=_enter,
)
