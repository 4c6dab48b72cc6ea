"""Inductions of a prison: the list, and one session noted for everybody who was there."""

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.schemas.prison_work.induction import SessionInput
from registry.schemas.religious.agent import prison_name
from registry.services.accounts.policy import is_allowed
from registry.services.prison_work import inductions
from registry.services.prison_work.inductions import InductionDetails
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, put, read_input, saved
from registry.views.lists import ListAddress, page_of
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("work_inductions", __name__, url_prefix="/penales")

LABELS = {
    "given_on": "Día",
    "hours": "Cuántas horas duró",
    "given_by": "Quién la dio",
    "documents": "Documentos de quienes asistieron",
}
BETWEEN = re.compile(r"[\s,;]+")


@blueprint.get("/<prison>/inducciones")
@permits(Act.READ_APPLICATIONS)
def index(prison: str) -> str:
    """List them, and show the form of the next."""
    return _page(prison, MultiDict({"given_on": today().isoformat()}), {})


@blueprint.post("/<prison>/inducciones")
@permits(Act.KEEP_APPLICATIONS)
def add(prison: str) -> Answer:
    """Note a session."""
    read = read_input(_one_by_one(request.form), SessionInput(), lambda **told: InductionDetails(prison, **told))
    if read.details is None:
        return _page(prison, request.form, read.errors), 422
    noted, refused = saved(lambda: inductions.register(read.details, officer=current_officer(), on=today()))
    if noted is None:
        return _page(prison, request.form, refused), 422
    flash(f"La inducción quedó anotada para {len(noted)}.", "success")
    return redirect(url_for("work_inductions.index", prison=prison), 303)


def _one_by_one(form: Form) -> Form:
    """The form with each document that was typed as a value of its own."""
    values: Form = MultiDict(form)
    put(values, "documents", [typed for typed in BETWEEN.split(form.get("documents", "")) if typed])
    return values


def _page(prison: str, form: Form, errors: Errors) -> str:
    officer = current_officer()
    return render_template(
        "prison_work/inductions.html",
        page=inductions.list_inductions(prison, officer=officer, page=page_of(request.args)),
        address=ListAddress("work_inductions.index", {"prison": prison}),
        prison=prison,
        prison_name=prison_name(prison),
        form=form,
        errors=name_missing(errors, LABELS),
        may_keep=is_allowed(officer, Act.KEEP_APPLICATIONS),
        today=today(),
    )
