"""Notices on paper: what is to be printed and delivered, and on which day each was received."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.schemas.procedures.desk import ReceiptInput
from registry.services.accounts.policy import Act
from registry.services.procedures.deadlines.settings import closed_days
from registry.services.procedures.telling import notices
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("case_notices", __name__, url_prefix="/expedientes/notificaciones")

LABELS = {"on": "Recibida el", "proof": "Quién firmó"}
COLUMNS = [
    {"label": label} for label in ("Expediente", "Institución", "Qué se notifica", "Notificar hasta", "Recepción")
]
RECEIVED = "La recepción quedó anotada; el plazo corre desde ese día."


@blueprint.get("/")
@permits(Act.REVIEW_CASES)
def index() -> str:
    """List the notices whose receipt nobody noted yet, the oldest first."""
    rows, closed = notices.list_to_deliver(officer=current_officer()), closed_days()
    told = [(notice, event, case, notices.delivery_term(event, closed)) for notice, event, case in rows]
    return render_template("procedures/desk/notices.html", rows=told, columns=COLUMNS, today=today())


@blueprint.get("/<int:notice_id>")
@permits(Act.REVIEW_CASES)
def show(notice_id: int) -> str:
    """Ask on which day a notice was received, and how that is known."""
    return _page(notice_id, MultiDict(), {})


@blueprint.post("/<int:notice_id>")
@permits(Act.REVIEW_CASES)
def receive(notice_id: int) -> Answer:
    """Note the receipt."""
    officer = current_officer()
    loaded, errors = load_form(ReceiptInput(), request.form)
    if not errors:
        _, errors = saved(lambda: notices.receive(notice_id, **loaded, officer=officer))
    if errors.keys() & LABELS.keys():
        return _page(notice_id, request.form, name_missing(errors, LABELS)), 422
    flash(errors[WHOLE_FORM][0] if errors else RECEIVED, "warning" if errors else "success")
    return redirect(url_for("case_notices.index"), 303)


def _page(notice_id: int, form: Form, errors: Errors) -> str:
    """The form of a notice that still waits for its receipt."""
    rows = {row[0].id: row for row in notices.list_to_deliver(officer=current_officer())}
    if notice_id not in rows:
        raise NotFound(notice_id=notice_id)
    notice, event, case = rows[notice_id]
    return render_template(
        "procedures/desk/receipt.html",
        notice=notice,
        event=event,
        case=case,
        term=notices.delivery_term(event, closed_days()),
        form=form,
        errors=errors,
        today=today(),
    )
