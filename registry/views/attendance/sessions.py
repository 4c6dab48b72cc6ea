"""One session of one person: noted with its hours, or corrected with the reason; what stood there stays, struck out."""

import re
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.reference.hours import full_clock
from registry.schemas.attendance.tap import SessionInput
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.services.attendance.expecting import SessionAtUnit, read_session
from registry.services.attendance.notes import source_at_unit
from registry.services.attendance.recording import Note, NotedMeanwhile, record
from registry.views.attendance.today import errors_of, new_key
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.formats.attendance import noted_text
from registry.vocabulary.accounts import OUTSIDERS, Act
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("attendance_sessions", __name__, url_prefix="/asistencia")

ADDRESS = "/<int:unit_id>/sesiones/<string:session>"
#: Placement, day and first half day of a session, as its address names it.
NAME = re.compile(r"([1-9][0-9]{0,8})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,2})")
LABELS = {"outcome": "Qué pasó", "arrived": "Hora de entrada", "left": "Hora de salida", "remark": "Motivo"}


@blueprint.get(ADDRESS)
@permits(Act.KEEP_ATTENDANCE)
def show(unit_id: int, session: str) -> str:
    """Show a session with all that was noted of it, and what may be noted now."""
    found = _found(unit_id, session)
    return _page(found, _opened(found), {})


@blueprint.post(ADDRESS)
@permits(Act.KEEP_ATTENDANCE)
def note(unit_id: int, session: str) -> Answer:
    """Note a session or correct what was noted; where somebody else did meanwhile, show both."""
    found = _found(unit_id, session)
    loaded, errors = load_form(SessionInput(), request.form)
    if errors:
        return _page(found, request.form, errors), 422
    try:
        entry = record(_said(found, loaded), officer=current_officer(), on=today())
    except NotedMeanwhile as refusal:
        return _compare(unit_id, session, refusal), 409
    except (InvalidFields, WrongState) as refusal:
        return _page(found, request.form, errors_of(refusal)), 422
    flash(f"Quedó anotado: {noted_text(entry.outcome, entry.arrived, entry.left_at)}.", "success")
    return redirect(url_for("attendance.show", unit_id=unit_id), 303)


def address_of(unit_id: int, due: Any) -> str:
    """Address of a session."""
    name = f"{due.placement_id}-{due.day:%Y%m%d}-{due.shift}"
    return url_for("attendance_sessions.show", unit_id=unit_id, session=name)


def _said(found: SessionAtUnit, loaded: dict[str, Any]) -> Note:
    """The note that a form makes; the hours that it was opened with say nothing of somebody who did not come."""
    due = found.expected.session
    if not loaded["outcome"].attended:
        loaded = {**loaded, "arrived": None, "left": None}
    return Note(due.placement_id, due.day, due.shift, source=source_at_unit(current_officer()), **loaded)


def _found(unit_id: int, session: str) -> SessionAtUnit:
    """The session that an address names.

    Raises:
        NotFound: The unit has none under that name.
    """
    named = NAME.fullmatch(session)
    if named is None:
        raise NotFound(session=session)
    placement_id, year, month, day, shift = (int(part) for part in named.groups())
    try:
        on = date(year, month, day)
    except ValueError:
        raise NotFound(session=session) from None
    return read_session(unit_id, placement_id, on, shift, officer=current_officer())


def _opened(found: SessionAtUnit) -> Form:
    """The form as it is first shown: with the hours that are known, else those of the session."""
    due, entry = found.expected.session, found.expected.entry
    form = Form({"key": new_key(), "replaces_id": str(entry.id) if entry else ""})
    if entry is None or entry.outcome is Outcome.PRESENT:
        form["arrived"] = full_clock(entry.arrived if entry and entry.arrived is not None else due.start)
        form["left"] = full_clock(due.end)
    return form


def _compare(unit_id: int, session: str, refusal: NotedMeanwhile) -> str:
    """The form again, over what somebody else noted; nothing of one's own is lost, and nothing is chosen yet."""
    found = _found(unit_id, session)
    form = Form(request.form)
    form["key"], form["replaces_id"] = new_key(), str(refusal.noted.entry_id)
    return _page(found, form, {WHOLE_FORM: [message(refusal.code, refusal.facts)]})


def _page(found: SessionAtUnit, form: Form, errors: Errors) -> str:
    officer = current_officer()
    is_outsider = officer.role in OUTSIDERS
    return render_template(
        "attendance/session.html",
        found=found,
        form=form,
        errors=name_missing(errors, LABELS),
        outcomes=_outcomes(is_outsider, has_entry=bool(found.entries)),
        noted_text=noted_text,
        readable={entry.id for entry in found.entries if not is_outsider or entry.account_id == officer.id},
        address=address_of(found.unit.id, found.expected.session),
    )


def _outcomes(is_outsider: bool, *, has_entry: bool) -> list[Outcome]:
    """What may be said here: a recovery only by the office, a withdrawal only of what was noted."""
    barred = {
        Outcome.PRESENT,
        *([Outcome.RECOVERED] if is_outsider else []),
        *([] if has_entry else [Outcome.WITHDRAWN]),
    }
    return [outcome for outcome in Outcome if outcome not in barred]
