"""A unit's month on paper: read as a table, typed twice, compared, and written into the ledger."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, WrongState
from registry.extensions.clock import today
from registry.schemas.attendance.note import OneTypingInput
from registry.schemas.attendance.typed import CODES, Unreadable, read_cell, write_cell
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.services.accounts.policy import is_allowed
from registry.services.attendance.photos import list_photos
from registry.services.attendance.recording import Recorded
from registry.services.attendance.sheets import Cell, MonthSheet, open_sheet
from registry.services.attendance.typings import (
    CellKey,
    TypedCell,
    differences,
    list_typings,
    settle,
    settle_alone,
    type_sheet,
)
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.formats.attendance import noted_text
from registry.views.formats.dates import date_text
from registry.views.formats.numbers import plural
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import field_messages

blueprint = Blueprint("paper", __name__, url_prefix="/unidades/<int:unit_id>/planillas/<month:month>")

#: Refusals that are told one by one; more are only counted.
MOST_TOLD = 5
LABELS = {"reason": "Motivo de una sola digitación"}
FIRST, SECOND = "first", "second"


@blueprint.get("")
@permits(Act.READ_ATTENDANCE)
def show(unit_id: int, month: date) -> str:
    """Show who was expected when and what is noted."""
    return _show(unit_id, month, {})


@blueprint.get("/digitar")
@permits(Act.KEEP_ATTENDANCE)
def show_grid(unit_id: int, month: date) -> str:
    """Show the boxes that are still open, with what this officer typed before."""
    officer = current_officer()
    own = [typing for typing in list_typings(unit_id, month, officer=officer) if typing.account_id == officer.id]
    typed = {str(key): _typed(cell) for typing in own for key, cell in typing.cells.items()}
    return _grid(open_sheet(unit_id, month, officer=officer), Form(typed), {})


@blueprint.post("/digitar")
@permits(Act.KEEP_ATTENDANCE)
def type_cells(unit_id: int, month: date) -> Answer:
    """Keep what was typed; where another typing agrees, it becomes entries."""
    officer = current_officer()
    sheet = open_sheet(unit_id, month, officer=officer)
    cells, errors = _read(sheet, request.form)
    if errors:
        return _grid(sheet, request.form, errors), 422
    try:
        typed = type_sheet(unit_id, month, cells, officer=officer, on=today())
    except WrongState as refusal:
        return _grid(sheet, request.form, {WHOLE_FORM: [message(refusal.code, refusal.facts)]}), 409
    if typed.differences:
        return redirect(url_for("paper.compare", unit_id=unit_id, month=month), 303)
    if typed.is_waiting:
        flash("Se guardó la primera digitación. Falta la segunda, de otra persona.", "success")
    _tell(typed.recorded, sheet)
    return _back(unit_id, month)


@blueprint.get("/comparar")
@permits(Act.KEEP_ATTENDANCE)
def compare(unit_id: int, month: date) -> Answer:
    """Show of which sessions two typings say something else."""
    return _compare(unit_id, month, {}) or _back(unit_id, month)


@blueprint.post("/comparar")
@permits(Act.KEEP_ATTENDANCE)
def choose(unit_id: int, month: date) -> Answer:
    """Write what was chosen of each difference, and all that agrees."""
    officer = current_officer()
    sheet = open_sheet(unit_id, month, officer=officer)
    chosen, errors = _chosen(unit_id, month, request.form)
    if errors:
        return (_compare(unit_id, month, errors) or "", 422)
    try:
        _tell(settle(unit_id, month, chosen, officer=officer, on=today()), sheet)
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "error")
    return _back(unit_id, month)


@blueprint.post("/una-sola")
@permits(Act.KEEP_ATTENDANCE)
def take_one(unit_id: int, month: date) -> Answer:
    """Take a single typing, for a stated reason."""
    officer = current_officer()
    sheet = open_sheet(unit_id, month, officer=officer)
    loaded, errors = load_form(OneTypingInput(), request.form)
    if errors:
        return _show(unit_id, month, errors), 422
    try:
        _tell(settle_alone(unit_id, month, **loaded, officer=officer, on=today()), sheet)
    except (InvalidFields, WrongState) as refusal:
        flash(message(refusal.code, refusal.facts), "error")
    return _back(unit_id, month)


def _show(unit_id: int, month: date, errors: Errors) -> str:
    officer = current_officer()
    sheet = open_sheet(unit_id, month, officer=officer)
    noted = {cell.entry.outcome for cell in sheet.cells if cell.entry is not None}
    return render_template(
        "attendance/sheet.html",
        sheet=sheet,
        codes=[(code, outcome.label) for code, outcome in CODES.items() if outcome in noted],
        typings=list_typings(unit_id, month, officer=officer) if is_allowed(officer, Act.KEEP_ATTENDANCE) else (),
        photos=list_photos(unit_id, month, officer=officer),
        noted_text=noted_text,
        code_of=_code_of,
        form=request.form,
        errors=name_missing(errors, LABELS),
        officer_id=officer.id,
        today=today(),
    )


def _grid(sheet: MonthSheet, form: Form, errors: Errors) -> str:
    return render_template(
        "attendance/grid.html",
        sheet=sheet,
        form=form,
        errors=errors,
        codes=[(code, outcome.label) for code, outcome in CODES.items()],
        key_of=CellKey.of,
        code_of=_code_of,
        today=today(),
    )


def _compare(unit_id: int, month: date, errors: Errors) -> str | None:
    """The differences with a choice each; None where there are none."""
    officer = current_officer()
    typings = list_typings(unit_id, month, officer=officer)
    found = differences(typings)
    if not found:
        return None
    sheet = open_sheet(unit_id, month, officer=officer)
    rows = [(d, _name(sheet, d.key), _words(d.first), _words(d.second)) for d in found]
    return render_template(
        "attendance/differences.html", sheet=sheet, typings=typings, rows=rows, form=request.form, errors=errors
    )


def _read(sheet: MonthSheet, form: Form) -> tuple[dict[CellKey, TypedCell], Errors]:
    """The boxes that somebody filled; those of sessions that are noted already are not read."""
    cells: dict[CellKey, TypedCell] = {}
    errors: Errors = {}
    for cell in sheet.open_cells(today()):
        key = CellKey.of(cell)
        typed = form.get(str(key), "").strip()
        if not typed:
            continue
        try:
            cells[key] = TypedCell(*read_cell(typed, cell.session.start, cell.session.end))
        except Unreadable:
            words = message("cell_unreadable", {"typed": typed[:20]})
            errors[str(key)] = [f"{_name(sheet, key)}: {words}"]
    if not cells and not errors:
        errors[WHOLE_FORM] = ["No hay nada escrito. Copie de la planilla al menos una asistencia."]
    return cells, errors


def _chosen(unit_id: int, month: date, form: Form) -> tuple[dict[CellKey, TypedCell | None], Errors]:
    """What was chosen of each difference; a session that the chosen side left empty stays open."""
    typings = list_typings(unit_id, month, officer=current_officer())
    chosen: dict[CellKey, TypedCell | None] = {}
    errors: Errors = {}
    for difference in differences(typings):
        side = form.get(str(difference.key), "")
        if side not in (FIRST, SECOND):
            errors[str(difference.key)] = ["Elija cuál de las dos digitaciones queda en cada fila."]
            continue
        chosen[difference.key] = difference.first if side == FIRST else difference.second
    return chosen, errors


def _tell(results: Sequence[Recorded], sheet: MonthSheet) -> None:
    written = sum(result.is_new for result in results)
    refused = [(result.note, result.refusal) for result in results if result.refusal is not None]
    if written:
        flash(f"{plural(written, 'asistencia anotada', 'asistencias anotadas')} de la planilla.", "success")
    for note, refusal in refused[:MOST_TOLD]:
        told = field_messages(refusal) if isinstance(refusal, InvalidFields) else {}
        words = " ".join(text for texts in told.values() for text in texts) or message(refusal.code, refusal.facts)
        name = _name(sheet, CellKey(note.placement_id, note.day, note.shift))
        flash(f"{name}: {words}", "error")
    if len(refused) > MOST_TOLD:
        flash(f"{plural(len(refused) - MOST_TOLD, 'asistencia más', 'asistencias más')} sin anotar.", "error")


def _name(sheet: MonthSheet, key: CellKey) -> str:
    """Whose session it is, and of which day."""
    for row in sheet.rows:
        if row.placement_id == key.placement_id:
            return f"{row.surnames}, {row.given_names}, {date_text(key.day)}"
    return date_text(key.day)


def _typed(cell: TypedCell) -> str:
    return write_cell(cell.outcome, cell.arrived, cell.left)


def _words(cell: TypedCell | None) -> str:
    return noted_text(cell.outcome, cell.arrived, cell.left) if cell else "en blanco"


def _code_of(cell: Cell) -> str:
    """What is in force of a session, as short as the paper says it."""
    entry = cell.entry
    return write_cell(entry.outcome, entry.arrived, entry.left) if entry else ""


def _back(unit_id: int, month: date) -> Response:
    return redirect(url_for("paper.show", unit_id=unit_id, month=month), 303)
