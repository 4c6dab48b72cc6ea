"""How many earlier proposals change for how much: the alternatives of a round that went on from another."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from registry.errors import WrongState
from registry.services.rounds import alternatives, rounds
from registry.views.formats.numbers import percent
from registry.views.rounds.headings import heading_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("alternatives", __name__, url_prefix="/rondas")

COLUMNS = [
    {"label": "Pueden cambiar"},
    {"label": "Cambian", "is_number": True},
    {"label": "Ubicadas", "is_number": True},
    {"label": "Distancia mediana", "is_number": True},
    {"label": "Puntaje promedio", "is_number": True},
    {"label": "Propuesta"},
]
AS_MANY_AS_PAYS = "Las que convenga"
TAKEN = "Se abrió una ronda con esa alternativa, sobre las mismas personas y plazas. Decida en ella."


@blueprint.get("/<uuid:round_id>/cambios")
@permits(Act.READ_ROUNDS)
def show(round_id: UUID) -> str:
    """Show the curve of changes against what they gain."""
    round_ = rounds.get_round(str(round_id), officer=current_officer())
    return render_template(
        "rounds/alternatives.html",
        **heading_of(round_, "alternatives.show"),
        alternatives=[(budget_text(one.budget), one) for one in alternatives.alternatives_of(round_)],
        columns=COLUMNS,
    )


@blueprint.post("/<uuid:round_id>/cambios/<int:rank>")
@permits(Act.RUN_ROUNDS)
def take(round_id: UUID, rank: int) -> Response:
    """Open a round with another alternative."""
    try:
        taken = alternatives.take(str(round_id), rank, officer=current_officer())
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "error")
        return redirect(url_for("alternatives.show", round_id=round_id), 303)
    flash(TAKEN, "success")
    return redirect(url_for("rounds.show", round_id=taken.public_id), 303)


def budget_text(budget: Any) -> str:
    """«Ninguna», «Hasta 0.5 %» or as many as pays."""
    if budget is None:
        return AS_MANY_AS_PAYS
    return f"Hasta {percent(budget, 0 if budget * 100 % 1 == 0 else 1)}" if budget else "Ninguna"
