"""The phone of whoever supervises a unit: today's people, one touch for each, and what is left of the week before.

Every touch is a form that works by itself. With scripts (`static/attendance/`) it becomes a note in
the phone, sent to `taps.take` when there is a line. No service worker keeps the page for a reload
without a line: the browser runs none while it is closed, so that nothing could remove the names after a
day; what waits to be sent does survive in the phone.
"""

from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import DomainError, InvalidFields, WrongState
from registry.extensions.clock import in_peru, now, today
from registry.reference.hours import minute_at
from registry.reference.months import month_before
from registry.schemas.attendance.tap import ButtonInput
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.services.attendance.expecting import read_days
from registry.services.attendance.notes import source_at_unit
from registry.services.attendance.recording import Note, record
from registry.services.institutions.units import UnitFilter, list_units
from registry.services.placements.calendars import open_unit_calendar
from registry.views.editing import Answer
from registry.views.filling import Errors
from registry.views.formats.attendance import noted_text
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.messages import message
from registry.web.files import CALENDAR, download
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import field_messages

blueprint = Blueprint("attendance", __name__, url_prefix="/asistencia")

MOST_UNITS = 200
TAKEN_BEFORE = "Ese toque ya había llegado. Revise abajo lo que quedó anotado."


@blueprint.get("/")
@permits(Act.KEEP_ATTENDANCE)
def index() -> Answer:
    """Choose the unit; whoever has only one is led to it."""
    page = list_units(UnitFilter(), officer=current_officer(), per_page=MOST_UNITS)
    if page.total == 1:
        return redirect(url_for("attendance.show", unit_id=page.items[0].unit.id))
    return render_template("attendance/units.html", units=[row.unit for row in page.items])


@blueprint.get("/<int:unit_id>/calendario.ics")
@permits(Act.READ_ATTENDANCE)
def calendar(unit_id: int) -> Response:
    """Send how many people come and when as a calendar file, without names."""
    content = open_unit_calendar(unit_id, officer=current_officer(), on=today())
    return download(content, CALENDAR, f"unidad-{unit_id}.ics")


@blueprint.get("/<int:unit_id>")
@permits(Act.KEEP_ATTENDANCE)
def show(unit_id: int) -> str:
    """Show who comes today and what of the week before is still to be noted."""
    officer, day = current_officer(), today()
    return render_template(
        "attendance/today.html",
        days=read_days(unit_id, officer=officer, on=day),
        today=day,
        before=month_before(day),
        instant=round(now().timestamp() * 1000),
        owner=officer.id,
        new_key=new_key,
        noted_text=noted_text,
    )


@blueprint.post("/<int:unit_id>/anotar")
@permits(Act.KEEP_ATTENDANCE)
def note(unit_id: int) -> Response:
    """Take one touch of a phone without scripts; the hour is the server's."""
    loaded, errors = load_form(ButtonInput(), request.form)
    if errors:
        flash(next(iter(errors.values()))[0], "error")
        return redirect(url_for("attendance.show", unit_id=unit_id), 303)
    try:
        entry = record(_timed(loaded), officer=current_officer(), on=today())
    except (InvalidFields, WrongState) as refusal:
        flash(_told(refusal), "error")
    else:
        flash(f"Quedó anotado: {noted_text(entry.outcome, entry.arrived, entry.left_at)}.", "success")
    place = f"{loaded['placement_id']}-{loaded['shift']}"
    return redirect(url_for("attendance.show", unit_id=unit_id, _anchor=place), 303)


def new_key() -> str:
    """A key under which a note is taken once."""
    return str(uuid4())


def errors_of(refusal: DomainError) -> Errors:
    """What a form shows of a refusal: beside its fields, or above them all."""
    if isinstance(refusal, InvalidFields):
        return field_messages(refusal)
    return {WHOLE_FORM: [message(refusal.code, refusal.facts)]}


def _told(refusal: DomainError) -> str:
    """A refusal in one text; a touch that came once before, at another minute, is no other note."""
    if isinstance(refusal, InvalidFields) and "key" in refusal.problems:
        return TAKEN_BEFORE
    return " ".join(text for texts in errors_of(refusal).values() for text in texts)


def _timed(loaded: dict[str, Any]) -> Note:
    """The note of a button: who arrives does so now, who leaves had arrived before."""
    instant = now()
    here = in_peru(instant)
    minute = minute_at(here.hour, here.minute)
    if loaded["outcome"] is Outcome.PRESENT:
        loaded["arrived"] = minute
    left = minute if loaded["outcome"] is Outcome.ATTENDED else None
    return Note(**loaded, left=left, source=source_at_unit(current_officer()), tapped_at=instant)
