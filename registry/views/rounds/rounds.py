"""Rounds: listed, started, followed, looked up."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import now, today
from registry.schemas.forms import load_form
from registry.schemas.rounds.round import REACH_KM, TIME_LIMIT_SECONDS, RoundInput
from registry.services.rounds import deadlines, instructions, proposals, rounds
from registry.services.rounds.desk import read_desk
from registry.services.rounds.workers import is_any_alive
from registry.views.filling import Errors, Form, saved
from registry.views.lists import ListAddress, page_of
from registry.views.rounds.headings import condition_gap, conditions_of, figures_of, heading_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.rounds import InstructionKind, ProposalState, RoundState, WeightsPreset
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("rounds", __name__, url_prefix="/rondas")

COLUMNS = [
    {"label": "Ronda"},
    {"label": "Iniciada"},
    {"label": "Qué pesa"},
    {"label": "Personas", "is_number": True},
    {"label": "Ubicadas", "is_number": True},
    {"label": "Estado"},
]
PRESET_HINTS = {
    WeightsPreset.BALANCED: "Cercanía y aptitud por igual; después, la espera y lo que dijo la persona.",
    WeightsPreset.PROXIMITY: "La mitad del puntaje es la cercanía al domicilio.",
    WeightsPreset.SKILL: "La mitad del puntaje es lo que la persona sabe hacer.",
    WeightsPreset.PRESCRIPTION: "La mitad del puntaje es la urgencia: la espera y la prescripción.",
}
PRESETS = [(preset.value, preset.label, hint) for preset, hint in PRESET_HINTS.items()]
TIME_LIMITS = [
    (30, "30 segundos"),
    (60, "1 minuto"),
    (TIME_LIMIT_SECONDS, "2 minutos"),
    (300, "5 minutos"),
    (900, "15 minutos"),
]
BUDGETS = [
    ("0", "Ninguna propuesta anterior"),
    ("0.005", "Hasta 0.5 %"),
    ("0.01", "Hasta 1 %"),
    ("0.02", "Hasta 2 %"),
]
FLOORS = [("0.6", "60 % del promedio"), ("0.7", "70 %"), ("0.8", "80 %"), ("0.9", "90 %")]
ALREADY_UNDER_WAY = "Su oficina ya tenía esta ronda en cálculo. Espere a que termine o deténgala."
STOPPING = "Se pidió detener el cálculo. Terminará con la mejor propuesta que tenga."


@blueprint.get("/")
@permits(Act.READ_ROUNDS)
def index() -> str:
    """List the office's rounds."""
    page = rounds.list_rounds(officer=current_officer(), page=page_of(request.args))
    return render_template(
        "rounds/index.html",
        page=page,
        replaced=rounds.list_replaced(page.items),
        address=ListAddress.of("rounds.index", request.args),
        columns=COLUMNS,
    )


@blueprint.get("/nueva")
@permits(Act.RUN_ROUNDS)
def new() -> str:
    """Show what a round would take in, and ask for its terms."""
    return _form(Form(_usual_terms()), {})


@blueprint.post("/")
@permits(Act.RUN_ROUNDS)
def start() -> Response | tuple[str, int]:
    """Hand a round to the worker and lead on to its progress, or to that of the round already under way."""
    loaded, errors = load_form(RoundInput(), request.form)
    if not errors:
        officer = current_officer()
        started, errors = saved(lambda: rounds.start_round(rounds.RoundDetails(**loaded), officer=officer))
        if started is None and (started := _under_way()) is not None:
            flash(ALREADY_UNDER_WAY, "warning")
        if started is not None:
            return redirect(url_for("rounds.show", round_id=started.public_id), 303)
    return _form(request.form, errors), 422


@blueprint.get("/<uuid:round_id>")
@permits(Act.READ_ROUNDS)
def show(round_id: UUID) -> str:
    """Show a round's progress while it runs, and its figures afterwards."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    if round_.is_under_way:
        return render_template("rounds/progress.html", round=round_, is_worker_alive=is_any_alive(at=now()))
    if round_.state in (RoundState.INTERRUPTED, RoundState.EMPTY):
        return render_template("rounds/ended.html", round=round_, failure=message(round_.failure))
    counts = proposals.count_by_state(round_.id, officer=officer)
    previous = rounds.find_previous(round_)
    return render_template(
        "rounds/show.html",
        **heading_of(round_, "rounds.show"),
        counts=counts,
        previous=previous,
        figures=figures_of(round_, previous),
        tight=deadlines.count_tight(round_.id, officer=officer),
        conditions=conditions_of(round_),
        condition_gap=condition_gap(round_),
        states=ProposalState,
    )


@blueprint.post("/<uuid:round_id>/detener")
@permits(Act.RUN_ROUNDS)
def stop(round_id: UUID) -> Response:
    """Ask the worker to end with the best plan so far."""
    rounds.request_stop(str(round_id), officer=current_officer())
    flash(STOPPING, "success")
    return redirect(url_for("rounds.show", round_id=round_id), 303)


def _form(form: Form, errors: Errors) -> str:
    officer = current_officer()
    standing = instructions.count_standing(officer=officer)
    return render_template(
        "rounds/new.html",
        form=form,
        errors=errors,
        preview=rounds.preview(officer=officer, on=today()),
        pinned=standing.get(InstructionKind.PIN, 0),
        excluded=standing.get(InstructionKind.EXCLUDE, 0),
        presets=PRESETS,
        time_limits=TIME_LIMITS,
        budgets=BUDGETS,
        floors=FLOORS,
        earlier=rounds.find_solved(officer=officer),
        under_way=_under_way(),
        desk=read_desk(officer=officer, on=today()),
    )


def _usual_terms() -> dict[str, Any]:
    return {
        "preset": WeightsPreset.BALANCED.value,
        "travel_limit_km": f"{REACH_KM:g}",
        "time_limit_seconds": str(TIME_LIMIT_SECONDS),
        "reference_date": today().isoformat(),
        "seed": "0",
    }


def _under_way() -> Any:
    latest = rounds.find_latest(officer=current_officer())
    return latest if latest is not None and latest.is_under_way else None
