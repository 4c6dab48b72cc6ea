"""The month of a unit: what is noted and what is missing, the photo of the signed paper, and the one signature."""

import re
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from registry.errors import NotFound, WrongState
from registry.extensions.clock import today
from registry.reference import months
from registry.services.attendance.photos import keep_photo, list_photos
from registry.services.attendance.sheets import MonthSheet, close, open_sheet
from registry.views.accounts.proving import proved
from registry.views.attendance.today import errors_of
from registry.views.editing import Answer
from registry.views.filling import Errors, saved
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import find_sent, take

blueprint = Blueprint("closing", __name__, url_prefix="/asistencia")

ADDRESS = "/<int:unit_id>/meses/<string:month>"
NAME = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
CLOSED = "La planilla quedó cerrada con su firma. Desde ahora solo la oficina la corrige, y dice por qué."
NO_FILE = "Falta la foto. Tómela o elija un archivo."


@blueprint.get(ADDRESS)
@permits(Act.CLOSE_SHEETS)
def show(unit_id: int, month: str) -> str:
    """Show what a signature would stand for, and what is in its way."""
    return _page(unit_id, _first_of(month), {})


@blueprint.post(ADDRESS)
@proved
@permits(Act.CLOSE_SHEETS)
def sign(unit_id: int, month: str) -> Answer:
    """Close the month under the signature of whoever is here."""
    first = _first_of(month)
    try:
        close(unit_id, first, officer=current_officer(), on=today())
    except WrongState as refusal:
        return _page(unit_id, first, errors_of(refusal)), 409
    flash(CLOSED, "success")
    return _back(unit_id, month)


@blueprint.post(f"{ADDRESS}/foto")
@permits(Act.KEEP_ATTENDANCE)
def add_photo(unit_id: int, month: str) -> Answer:
    """Keep a photo of the signed paper beside the month's sheet."""
    first, officer = _first_of(month), current_officer()
    sent = find_sent()
    if sent is None:
        return _page(unit_id, first, {"file": [NO_FILE]}), 422

    def keep() -> object:
        return keep_photo(unit_id, first, take(sent), officer=officer)

    kept, refused = saved(keep)
    if kept is None:
        return _page(unit_id, first, refused), 422
    flash("La foto quedó con la planilla del mes.", "success")
    return _back(unit_id, month)


def _first_of(month: str) -> date:
    """First day of the month that an address names.

    Raises:
        NotFound: It names none, or one that has not begun.
    """
    named = NAME.fullmatch(month)
    first = date(int(named[1]), int(named[2]), 1) if named else None
    if first is None or first > today():
        raise NotFound(month=month)
    return first


def _back(unit_id: int, month: str) -> Response:
    return redirect(url_for("closing.show", unit_id=unit_id, month=month), 303)


def _page(unit_id: int, month: date, errors: Errors) -> str:
    officer = current_officer()
    sheet = open_sheet(unit_id, month, officer=officer)
    return render_template(
        "attendance/closing.html",
        sheet=sheet,
        officer=officer,
        month_name=f"{months.NAMES[month.month - 1]} de {month.year}",
        month=f"{month:%Y-%m}",
        missing=_missing(sheet),
        can_close=not sheet.is_closed and sheet.is_over(today()),
        photos=list_photos(unit_id, month, officer=officer),
        errors=errors,
    )


def _missing(sheet: MonthSheet) -> list[tuple[str, int, int]]:
    """For each person, by name: how many sessions were noted, and of how many something is missing."""
    on = today()
    told = []
    for row in sheet.rows:
        open_cells = [cell for cell in row.cells if cell.is_open and cell.session.day <= on]
        noted = sum(not cell.is_open for cell in row.cells)
        told.append((f"{row.surnames}, {row.given_names}", noted, len(open_cells)))
    return told
