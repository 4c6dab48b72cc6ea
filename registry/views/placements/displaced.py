"""People whose unit receives nobody any more: who they are, and a round for them alone."""

from flask import Blueprint, flash, redirect, render_template, url_for

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.services.rounds.displaced import read_displaced, start_round_for
from registry.views.editing import Answer
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("displaced", __name__, url_prefix="/unidades/<int:unit_id>/reubicar")


@blueprint.get("")
@permits(Act.READ_PLACEMENTS)
def show(unit_id: int) -> str:
    """List who holds a place at the unit."""
    displaced = read_displaced(unit_id, officer=current_officer(), on=today())
    return render_template("placements/displaced.html", displaced=displaced)


@blueprint.post("")
@permits(Act.RUN_ROUNDS)
def compute(unit_id: int) -> Answer:
    """Start the round for them."""
    try:
        opened = start_round_for(unit_id, officer=current_officer(), on=today())
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "warning")
        return redirect(url_for("displaced.show", unit_id=unit_id), 303)
    return redirect(url_for("rounds.show", round_id=opened.public_id), 303)
