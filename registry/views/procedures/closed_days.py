"""Days decreed closed: entered with their decree, once it was read how many terms they move."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import today
from registry.reference.holidays import decreed_days
from registry.schemas.forms import load_form
from registry.schemas.procedures.settings import ClosedDayInput
from registry.services.accounts.policy import Act
from registry.services.procedures.deadlines import entering
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.formats.dates import date_long
from registry.views.formats.numbers import plural
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import field_messages

blueprint = Blueprint("closed_days", __name__, url_prefix="/dias-no-laborables")

LABELS = {"day": "Día", "decree": "Decreto"}
#: Decreed days of this release that are told; older ones move nothing anymore.
FROM_YEARS_BACK = 1


@blueprint.get("/")
@permits(Act.KEEP_PROCEDURES)
def index() -> str:
    """List the days and ask for another."""
    return _page(MultiDict(), {})


@blueprint.post("/")
@permits(Act.KEEP_PROCEDURES)
def close() -> Answer:
    """Tell what a day moves; once that was read, note the day."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(ClosedDayInput(), request.form)
    if errors:
        return _page(request.form, errors), 422
    day, decree = loaded["day"], loaded["decree"]
    try:
        moved = entering.foresee_closing(day, decree, officer=officer, on=on)
        if not loaded["confirmed"]:
            told = _told(moved)
            return render_template("procedures/settings/closing.html", day=day, decree=decree, told=told)
        entering.close_day(day, decree, officer=officer, on=on)
    except InvalidFields as refusal:
        return _page(request.form, field_messages(refusal)), 422
    flash(f"El {date_long(day)} quedó como no laborable. {_moved(moved)}.", "success")
    return _back()


@blueprint.get("/<int:closed_day_id>/quitar")
@permits(Act.KEEP_PROCEDURES)
def show_opening(closed_day_id: int) -> str:
    """Tell what taking a day back moves."""
    found = _day(closed_day_id)
    moved = entering.foresee_opening(found, officer=current_officer(), on=today())
    return render_template(
        "procedures/settings/opening.html", closed_day_id=closed_day_id, day=found, told=_told(moved)
    )


@blueprint.post("/<int:closed_day_id>/quitar")
@permits(Act.KEEP_PROCEDURES)
def reopen(closed_day_id: int) -> Response:
    """Take back a day that was noted by mistake."""
    found = _day(closed_day_id)
    entering.open_day(found, officer=current_officer(), on=today())
    flash(f"El {date_long(found)} vuelve a contar como día hábil.", "success")
    return _back()


def _told(moved: int) -> str:
    """What the change would do, in a sentence."""
    return f"Mueve el plazo de {plural(moved, 'expediente', 'expedientes')}" if moved else "No mueve ningún plazo"


def _moved(moved: int) -> str:
    done = plural(moved, "expediente cambió", "expedientes cambiaron")
    return f"{done} de plazo" if moved else "Ningún plazo cambió"


def _back() -> Response:
    return redirect(url_for("closed_days.index"), 303)


def _day(closed_day_id: int) -> date:
    """The day that was noted under this key.

    Raises:
        NotFound: None was.
    """
    for noted in entering.list_closed_days(officer=current_officer()):
        if noted.id == closed_day_id:
            return noted.day
    raise NotFound(closed_day_id=closed_day_id)


def _page(form: Form, errors: Errors) -> str:
    since = date(today().year - FROM_YEARS_BACK, 1, 1)
    return render_template(
        "procedures/settings/closed_days.html",
        days=entering.list_closed_days(officer=current_officer()),
        known=[one for one in decreed_days() if one.day >= since],
        form=form,
        errors=name_missing(errors, LABELS),
    )
