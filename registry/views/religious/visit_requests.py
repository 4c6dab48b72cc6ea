"""Asking a prison for a visit."""

from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.schemas.religious.agent import prison_name
from registry.schemas.religious.visit import VisitInput
from registry.services.institutions.institutions import get_institution
from registry.services.religious import agents, rooms, visits
from registry.services.religious.details import VisitDetails
from registry.views import editing
from registry.views.editing import Answer, Entry
from registry.views.filling import Errors, Form, name_missing, read_input
from registry.vocabulary.accounts import Act
from registry.vocabulary.religious import VisitActivity
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("visit_requests", __name__, url_prefix="/instituciones/<int:institution_id>/visitas")

ASKED = "La visita quedó solicitada. La dirección del establecimiento la aprueba o deniega, y usted lo ve aquí."
LABELS = {
    "room_id": "Establecimiento y sala",
    "day": "Día",
    "start": "Desde",
    "end": "Hasta",
    "activity": "Actividad",
    "people": "Cuántas personas se espera",
    "agents": "Quiénes van",
}


@blueprint.get("/nueva")
@permits(Act.REQUEST_VISITS)
def new(institution_id: int) -> str:
    """Show the form of a visit."""
    return _page(_group(institution_id), MultiDict(), {})


@blueprint.post("/nueva")
@permits(Act.REQUEST_VISITS)
def ask(institution_id: int) -> Answer:
    """Ask for a visit."""
    group, officer = _group(institution_id), current_officer()
    return editing.enter(
        Entry(
            read=lambda form: read_input(form, VisitInput(), VisitDetails),
            enter=lambda details: visits.request(institution_id, details, officer=officer, on=today()),
            page=lambda form, errors, _found: _page(group, form, errors),
            told=ASKED,
            onward=lambda visit: url_for("visits.show", visit_id=visit.id),
        )
    )


def _group(institution_id: int) -> Any:
    return get_institution(institution_id, officer=current_officer(), act=Act.REQUEST_VISITS)


def _page(group: Any, form: Form, errors: Errors) -> str:
    officer, day = current_officer(), today()
    found = rooms.rooms_for(group.id, officer=officer, on=day)
    coming = [agent for agent in agents.list_agents(group.id, officer=officer) if agent.is_active]
    return render_template(
        "religious/visit_form.html",
        institution=group,
        form=form,
        errors=name_missing(errors, LABELS),
        rooms=[(room.id, f"{prison_name(room.prison)}: {room.name} (hasta {room.capacity})") for room in found],
        agents=[(agent.id, agent.full_name, _held(agent)) for agent in coming],
        activities=VisitActivity.choices(),
        today=day,
    )


def _held(agent: Any) -> str:
    """Which prisons an agent's signed credentials open today or later."""
    held = [
        prison_name(one.prison)
        for one in agent.credentials
        if one.signed_on and one.is_valid(max(today(), one.valid_from))
    ]
    return f"Credencial para: {', '.join(held)}" if held else "Sin credencial firmada"
