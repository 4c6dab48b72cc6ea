"""One signature under many confirmations: the list that is signed, and what became of each row."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.schemas.forms import load_form
from registry.schemas.rounds.decision import ConfirmationsInput
from registry.services.rounds import decisions, proposals, rounds
from registry.services.rounds.decisions import RowResult, first_day
from registry.services.rounds.proposals import ProposalFilter
from registry.views.accounts.proving import proved
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.rounds import ProposalState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("signing", __name__, url_prefix="/rondas")

#: Rows of one signature; more are signed in turns.
MOST_ROWS = 500
#: What is kept of the last signature on this browser, for the page that tells its outcome.
SIGNED = "signed"
MOST_REFUSALS_KEPT = 30
#: Refusals that another place would not lift.
SETTLED = ("already_placed", "sentence_not_executed")


@blueprint.get("/<uuid:round_id>/firmar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def show(round_id: UUID) -> str:
    """List what is about to be confirmed."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    wanted = ProposalFilter(states=(ProposalState.STAGED,))
    page = proposals.list_proposals(round_.id, wanted, officer=officer, per_page=MOST_ROWS)
    starts = {one.id: first_day(one.attendances, today()) for one in page.items}
    return render_template("rounds/signing.html", round=round_, page=page, starts=starts, officer=officer)


@blueprint.post("/<uuid:round_id>/firmar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def sign(round_id: UUID) -> Response:
    """Confirm what the officer saw on the list, row by row; what is not this round's is not found."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    loaded, errors = load_form(ConfirmationsInput(), request.form)
    if errors:
        flash(errors["proposal_ids"][0], "warning")
        return redirect(url_for("signing.show", round_id=round_id), 303)
    if not set(loaded["proposal_ids"]) <= set(proposals.list_ids(round_.id, ProposalFilter(), officer=officer)):
        raise NotFound(round_id=round_.public_id)
    results = decisions.confirm_many(loaded["proposal_ids"], officer=officer)
    session[SIGNED] = _kept(round_id, results)
    return redirect(url_for("signing.outcome", round_id=round_id), 303)


@blueprint.post("/<uuid:round_id>/firmar/quitar")
@permits(Act.DECIDE_PLACEMENTS)
def take_off(round_id: UUID) -> Response:
    """Take a proposal off the list; it goes back to those to review."""
    loaded, _errors = load_form(ConfirmationsInput(), request.form)
    decisions.stage(loaded.get("proposal_ids", ()), officer=current_officer(), staged=False)
    return redirect(url_for("signing.show", round_id=round_id), 303)


@blueprint.get("/<uuid:round_id>/firmado")
@permits(Act.DECIDE_PLACEMENTS)
def outcome(round_id: UUID) -> str | Response:
    """Tell what became of the last signature."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    kept: dict[str, Any] = session.get(SIGNED, {})
    if kept.get("round") != round_.public_id:
        return redirect(url_for("results.proposals_page", round_id=round_id), 303)
    rows = [(_find(key, officer), text, may_move) for key, text, may_move in kept["refusals"]]
    return render_template("rounds/signed.html", round=round_, kept=kept, rows=[row for row in rows if row[0]])


def _kept(round_id: UUID, results: list[RowResult]) -> dict[str, Any]:
    refused = [(result.proposal_id, result.refusal) for result in results if result.refusal]
    return {
        "round": str(round_id),
        "confirmed": sum(result.refusal is None for result in results),
        "refused": len(refused),
        "refusals": [
            [key, message(why.code, why.facts), why.code not in SETTLED] for key, why in refused[:MOST_REFUSALS_KEPT]
        ],
    }


def _find(proposal_id: int, officer: Any) -> Any:
    try:
        return proposals.get_proposal(proposal_id, officer=officer)
    except NotFound:
        return None
