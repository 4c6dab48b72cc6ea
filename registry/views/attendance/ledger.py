"""The ledger of a placement: what was noted of each session, what was corrected, and what it comes to."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.reference.hours import clock, full_clock
from registry.reference.months import month_of
from registry.schemas.attendance.note import NoteInput
from registry.schemas.forms import load_form
from registry.services.attendance.evidence import record_with_paper
from registry.services.attendance.reading import Ledger, Line, ledger_of, line_of
from registry.services.attendance.recording import Note, NotedMeanwhile
from registry.views.attendance.today import errors_of, new_key
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.formats.attendance import noted_text
from registry.views.formats.shifts import shift_name
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import take_if_sent

blueprint = Blueprint("ledger", __name__, url_prefix="/ubicaciones/<int:placement_id>/asistencia")

LABELS = {
    "day": "Día",
    "shift": "Turno",
    "outcome": "Qué pasó",
    "arrived": "Hora de entrada",
    "left": "Hora de salida",
    "remark": "Observación o motivo",
    "file": "Sustento",
}
DAY, SHIFT = "dia", "turno"


@blueprint.get("")
@permits(Act.READ_PLACEMENTS)
def show(placement_id: int) -> str:
    """Show every session with its line of entries, and the balance with its reasons."""
    ledger = _ledger(placement_id)
    return render_template(
        "attendance/ledger.html",
        ledger=ledger,
        placement=ledger.placement,
        groups=_by_month(ledger),
        noted_text=noted_text,
        address_of=_address_of,
    )


@blueprint.get("/anotar")
@permits(Act.CHANGE_PLACEMENTS)
def show_note(placement_id: int) -> str:
    """Ask what happened in a session: the one that the address names, or any day's."""
    ledger = _ledger(placement_id)
    line = _named(ledger, request.args)
    return _page(ledger, line, _opened(line), {})


@blueprint.post("/anotar")
@permits(Act.CHANGE_PLACEMENTS)
def note(placement_id: int) -> Answer:
    """Note it; where somebody else did meanwhile, show both and let the officer decide."""
    ledger = _ledger(placement_id)
    loaded, errors = load_form(NoteInput(), request.form)
    line = _named(ledger, {DAY: request.form.get("day", ""), SHIFT: request.form.get("shift", "")})
    if errors:
        return _page(ledger, line, request.form, errors), 422
    try:
        entry = record_with_paper(_said(placement_id, loaded), take_if_sent(), officer=current_officer(), on=today())
    except NotedMeanwhile as refusal:
        return _compare(ledger, line, loaded, refusal), 409
    except (InvalidFields, WrongState) as refusal:
        return _page(ledger, line, request.form, errors_of(refusal)), 422
    flash(f"Quedó anotado: {noted_text(entry.outcome, entry.arrived, entry.left_at)}.", "success")
    return redirect(url_for("ledger.show", placement_id=placement_id), 303)


def _ledger(placement_id: int) -> Ledger:
    return ledger_of(placement_id, officer=current_officer(), on=today())


def _by_month(ledger: Ledger) -> list[tuple[Any, list[Line]]]:
    """Each month's figures with its lines, the latest first."""
    found = [(month, [line for line in ledger.lines if month_of(line.day) == month.first]) for month in ledger.months]
    return list(reversed(found))


def _named(ledger: Ledger, args: Any) -> Line | None:
    """The line that an address or a form names; None where there is none yet."""
    try:
        return line_of(ledger, date.fromisoformat(args.get(DAY, "")), int(args.get(SHIFT, "")))
    except (ValueError, NotFound):
        return None


def _address_of(line: Line) -> str:
    """Where a line is noted or corrected."""
    named: dict[str, Any] = {DAY: line.day.isoformat(), SHIFT: line.shift}
    return url_for("ledger.show_note", placement_id=line.placement_id, **named)


def _opened(line: Line | None) -> Form:
    """The form as it is first shown: with what is known of the session."""
    form = Form({"key": new_key()})
    if line is None:
        form["day"] = today().isoformat()
        return form
    form["day"], form["shift"] = line.day.isoformat(), str(line.shift)
    if line.last_id is not None:
        form["replaces_id"] = str(line.last_id)
    if line.session is not None:
        form["arrived"], form["left"] = full_clock(line.session.start), full_clock(line.session.end)
    if line.in_force is not None and line.in_force.arrived is not None:
        form["arrived"] = full_clock(line.in_force.arrived)
    return form


def _said(placement_id: int, loaded: dict[str, Any]) -> Note:
    """The note that a form makes; hours say nothing of somebody who did not come."""
    if not loaded["outcome"].attended:
        loaded = {**loaded, "arrived": None, "left": None}
    return Note(placement_id, source=EntrySource.OFFICE, **loaded)


def _page(ledger: Ledger, line: Line | None, form: Form, errors: Errors) -> str:
    return render_template(
        "attendance/note.html",
        ledger=ledger,
        placement=ledger.placement,
        line=line,
        form=form,
        errors=name_missing(errors, LABELS),
        outcomes=[outcome for outcome in Outcome if (line and line.in_force) or outcome is not Outcome.WITHDRAWN],
        shifts=[(shift, shift_name(shift).capitalize()) for shift in range(14)],
        earliest=ledger.placement.starts_on,
        latest=today(),
        noted_text=noted_text,
    )


def _compare(ledger: Ledger, line: Line | None, loaded: dict[str, Any], refusal: NotedMeanwhile) -> str:
    """Before, what somebody else saved, and one's own: nothing is chosen beforehand."""
    before = next((e for e in (line.entries if line else ()) if e.id == loaded["replaces_id"]), None)
    noted = refusal.noted
    sides = {
        "before": _told(before.outcome, before.arrived, before.left_at, before.remark or "") if before else None,
        "saved": _told(noted.outcome, noted.arrived, noted.left, noted.remark),
        "yours": _told(loaded["outcome"], loaded["arrived"], loaded["left"], loaded["remark"]),
    }
    form = Form(request.form)
    form["key"], form["replaces_id"] = new_key(), str(noted.entry_id)
    return render_template(
        "attendance/conflict.html",
        placement=ledger.placement,
        noted=noted,
        sides=sides,
        day=loaded["day"],
        form=form,
        carried=[name for name in form if name not in ("csrf_token", "remark")],
    )


def _told(outcome: Outcome, arrived: int | None, left: int | None, remark: str) -> dict[str, str]:
    """What one side says, value by value."""
    hours = {"Hora de entrada": arrived, "Hora de salida": left} if outcome.attended else {}
    told = {name: "sin dato" if minute is None else clock(minute) for name, minute in hours.items()}
    absent = {"Hora de entrada": "no vino", "Hora de salida": "no vino"}
    return {"Qué pasó": outcome.label, **absent, **told, "Observación": remark or "sin dato"}
