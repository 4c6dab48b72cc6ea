"""Incidents of security: recorded, completed as more is known, told within 48 hours, and closed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.errors import WrongState
from registry.extensions.clock import now
from registry.schemas.accounts.incident import IncidentInput, IncidentOutput
from registry.services.accounts import incidents
from registry.services.accounts.policy import is_allowed
from registry.views import editing
from registry.views.conflicts import Edited, Field, plain
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, fill, name_missing, read_input, saved
from registry.views.formats.numbers import plural
from registry.views.lists import ListAddress, page_of
from registry.views.lookups import Found
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("incidents", __name__, url_prefix="/incidentes")

FIELDS = (
    Field("title", "Qué ocurrió", plain),
    Field("found_at", "Cuándo se conoció", plain),
    Field("story", "Relato", plain),
    Field("concerned", "Qué datos", plain),
    Field("affected_count", "Personas afectadas", plain),
    Field("measures", "Medidas tomadas", plain),
    Field("authority_told_at", "Aviso a la autoridad", plain),
    Field("affected_told_at", "Aviso a las personas afectadas", plain),
)
LABELS = {field.name: field.label for field in FIELDS}
RECORDED, CLOSED = "Se registró el incidente.", "Se cerró el incidente."


@blueprint.get("/")
@permits(Act.READ_INCIDENTS)
def index() -> str:
    """List the incidents, the open ones first."""
    officer = current_officer()
    return render_template(
        "incidents/index.html",
        page=incidents.list_incidents(officer=officer, page=page_of(request.args)),
        address=ListAddress.of("incidents.index", request.args),
        may_keep=is_allowed(officer, Act.KEEP_INCIDENTS),
        left=time_left,
    )


@blueprint.get("/nuevo")
@permits(Act.KEEP_INCIDENTS)
def new() -> str:
    """Show the empty form."""
    return _new_page(MultiDict(), {})


@blueprint.post("/nuevo")
@permits(Act.KEEP_INCIDENTS)
def add() -> Answer:
    """Record an incident."""
    read = read_input(request.form, IncidentInput(), incidents.IncidentDetails)
    if read.details is None:
        return _new_page(request.form, read.errors), 422
    done, refused = saved(lambda: incidents.record_incident(read.details, officer=current_officer()))
    if done is None:
        return _new_page(request.form, refused), 422
    flash(RECORDED, "success")
    return redirect(url_for("incidents.show", incident_id=done.id), 303)


@blueprint.get("/<int:incident_id>")
@permits(Act.READ_INCIDENTS)
def show(incident_id: int) -> str:
    """Show an incident with what is left of its term."""
    officer = current_officer()
    return render_template(
        "incidents/show.html",
        incident=incidents.get_incident(incident_id, officer=officer),
        may_keep=is_allowed(officer, Act.KEEP_INCIDENTS),
        left=time_left,
    )


@blueprint.get("/<int:incident_id>/editar")
@permits(Act.KEEP_INCIDENTS)
def edit(incident_id: int) -> str:
    """Show the form as kept."""
    incident = incidents.get_incident(incident_id, officer=current_officer())
    return _edit_page(incident, editing.opened(_filled(incident), FIELDS, incident.version), {})


@blueprint.post("/<int:incident_id>/editar")
@permits(Act.KEEP_INCIDENTS)
def change(incident_id: int) -> Answer:
    """Save what is known now; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    incident = incidents.get_incident(incident_id, officer=officer)

    def save(details: Any, version: int) -> object:
        return incidents.change_incident(incident_id, details, version=version, officer=officer)

    def page(form: Form, errors: Errors, _found: Mapping[str, Found]) -> str:
        return _edit_page(incident, form, errors)

    def read(form: Form) -> Any:
        return read_input(form, IncidentInput(), incidents.IncidentDetails)

    return editing.answer(
        Edit(edited=_edited(incident), fields=FIELDS, kept=_filled(incident), read=read, save=save, page=page)
    )


@blueprint.post("/<int:incident_id>/cerrar")
@permits(Act.KEEP_INCIDENTS)
def close(incident_id: int) -> Response:
    """Close an incident of which everybody was told."""
    try:
        incidents.close_incident(incident_id, officer=current_officer())
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "error")
    else:
        flash(CLOSED, "success")
    return redirect(url_for("incidents.show", incident_id=incident_id), 303)


def time_left(incident: Any) -> str:
    """What is left to tell of it, in hours."""
    left = incident.due_at - now()
    hours = abs(left) // timedelta(hours=1)
    told = plural(hours, "hora", "horas") if hours else "menos de 1 hora"
    return f"venció hace {told}" if left < timedelta() else f"quedan {told}" if hours != 1 else f"queda {told}"


def _filled(incident: Any) -> Form:
    return fill(IncidentOutput().dump(incident), list(LABELS))


def _edited(incident: Any) -> Edited:
    return Edited(
        subject="incident",
        subject_id=incident.id,
        title=incident.title,
        action=url_for("incidents.change", incident_id=incident.id),
        back=url_for("incidents.show", incident_id=incident.id),
        version=incident.version,
    )


def _new_page(form: Form, errors: Errors) -> str:
    return _form_page("Registrar un incidente", url_for("incidents.add"), url_for("incidents.index"), form, errors)


def _edit_page(incident: Any, form: Form, errors: Errors) -> str:
    edited = _edited(incident)
    return _form_page("Completar el incidente", edited.action, edited.back, form, errors)


def _form_page(title: str, action: str, back: str, form: Form, errors: Errors) -> str:
    named = name_missing(errors, LABELS)
    return render_template("incidents/form.html", title=title, action=action, back=back, form=form, errors=named)
