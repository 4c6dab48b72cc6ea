"""Whom a unit expects today: the page of whoever supervises it."""

from flask import Blueprint, render_template

from registry.extensions.clock import today
from registry.services.placements.attending import read_day
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("attendants", __name__)


@blueprint.get("/unidades/<int:unit_id>/hoy")
@permits(Act.READ_ATTENDANTS)
def show(unit_id: int) -> str:
    """Show who comes today, and at what hours."""
    day = today()
    return render_template(
        "institutions/attendants.html", day=read_day(unit_id, officer=current_officer(), on=day), today=day
    )
