"""Departures from a proposal, each with its reason: another vacancy, none, pinned, excluded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import PlaceTaken, WrongState
from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.schemas.rounds.decision import MoveInput, OrderInput
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions, instructions, proposals
from registry.views.accounts.proving import proved
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.lists import number_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("deciding", __name__, url_prefix="/propuestas")

#: Places that the page offers; whoever is asked for stands among them whatever its rank.
MOST_PLACES = 15
WITHDRAWN = "La indicación quedó levantada. Las próximas rondas deciden otra vez."


@dataclass(frozen=True)
class Departure:
    """A decision that needs only a reason: how it is asked for, carried out and told."""

    title: str
    effect: str
    button: str
    done: str
    act: Callable[[int, int | None, str, Account], Any]
    names_vacancy: bool = True


MOVE_LABELS = {"vacancy_id": "Plaza", "reason": "Motivo del cambio", "starts_on": "Primer día"}
DEPARTURES = {
    "sin-ubicacion": Departure(
        "Dejar sin ubicación",
        "La persona queda en espera y la próxima ronda la vuelve a tomar.",
        "Dejar sin ubicación",
        "La persona queda sin ubicación en esta ronda.",
        lambda key, _vacancy, reason, officer: decisions.leave_unplaced(key, reason=reason, officer=officer),
        names_vacancy=False,
    ),
    "fijar": Departure(
        "Fijar en esta plaza",
        "Las próximas rondas solo la propondrán aquí. No toma la plaza: para eso, confirme.",
        "Fijar",
        "Las próximas rondas respetarán la plaza fijada.",
        lambda key, vacancy, reason, officer: instructions.pin(key, vacancy, reason=reason, officer=officer),
    ),
    "excluir": Departure(
        "Excluir esta plaza",
        "Las próximas rondas no la propondrán aquí.",
        "Excluir",
        "Las próximas rondas no propondrán esa plaza.",
        lambda key, vacancy, reason, officer: instructions.exclude(key, vacancy, reason=reason, officer=officer),
    ),
}


@blueprint.get("/<int:proposal_id>/cambiar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def show_move(proposal_id: int) -> str:
    """Offer the places that are free today, best first."""
    return _move_page(proposal_id, Form({"vacancy_id": request.args.get("vacante", "")}), {})


@blueprint.post("/<int:proposal_id>/cambiar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def move(proposal_id: int) -> Response | tuple[str, int]:
    """Place the person at the vacancy chosen; one that has gone is told above those that are left."""
    loaded, errors = load_form(MoveInput(), request.form)
    if errors:
        return _move_page(proposal_id, request.form, errors), 422
    vacancy_id, officer = loaded.pop("vacancy_id"), current_officer()
    try:
        placement, errors = saved(lambda: decisions.move(proposal_id, vacancy_id, officer=officer, **loaded))
    except PlaceTaken as gone:
        return _move_page(proposal_id, request.form, {WHOLE_FORM: [message(gone.code, gone.facts)]}), 409
    if placement is None:
        return _move_page(proposal_id, request.form, errors), 422
    flash("La ubicación quedó confirmada en la plaza que usted eligió.", "success")
    return redirect(url_for("placements.show", placement_id=placement.id), 303)


@blueprint.get("/<int:proposal_id>/<any('sin-ubicacion', fijar, excluir):name>")
@permits(Act.DECIDE_PLACEMENTS)
def show_departure(proposal_id: int, name: str) -> str:
    """Ask for the reason."""
    return _departure_page(proposal_id, name, Form({"vacancy_id": request.args.get("vacante", "")}), {})


@blueprint.post("/<int:proposal_id>/<any('sin-ubicacion', fijar, excluir):name>")
@permits(Act.DECIDE_PLACEMENTS)
def depart(proposal_id: int, name: str) -> Response | tuple[str, int]:
    """Carry the departure out."""
    departure, officer = DEPARTURES[name], current_officer()
    loaded, errors = load_form(OrderInput(), request.form)
    if not errors:
        decided, errors = saved(lambda: departure.act(proposal_id, loaded["vacancy_id"], loaded["reason"], officer))
        if decided is not None:
            flash(departure.done, "success")
            return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)
    return _departure_page(proposal_id, name, request.form, errors), 422


@blueprint.post("/<int:proposal_id>/indicaciones/<int:instruction_id>/levantar")
@permits(Act.DECIDE_PLACEMENTS)
def withdraw(proposal_id: int, instruction_id: int) -> Response:
    """Let the coming rounds decide again where an instruction stood."""
    proposals.get_proposal(proposal_id, officer=current_officer())
    try:
        instructions.withdraw(instruction_id, officer=current_officer())
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "warning")
    else:
        flash(WITHDRAWN, "success")
    return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)


def _move_page(proposal_id: int, form: Form, errors: Errors) -> str:
    officer = current_officer()
    proposal = proposals.get_proposal(proposal_id, officer=officer)
    places = proposals.places_today(proposal_id, officer=officer, on=today())
    asked = number_of(form.get("vacancy_id"))
    shown = [place for rank, place in enumerate(places) if rank < MOST_PLACES or place.vacancy_id == asked]
    return render_template(
        "rounds/move.html",
        proposal=proposal,
        form=form,
        errors=name_missing(errors, MOVE_LABELS),
        places=shown,
        total=len(places),
        asked=asked,
        vacancies=proposals.load_vacancies(place.vacancy_id for place in shown),
    )


def _departure_page(proposal_id: int, name: str, form: Form, errors: Errors) -> str:
    officer = current_officer()
    proposal = proposals.get_proposal(proposal_id, officer=officer)
    vacancy_id = number_of(form.get("vacancy_id")) or proposal.vacancy_id
    vacancy = proposals.load_vacancies([vacancy_id]).get(vacancy_id) if vacancy_id else None
    is_own = vacancy is not None and vacancy.unit.office_id == officer.office_id
    return render_template(
        "rounds/departure.html",
        proposal=proposal,
        departure=DEPARTURES[name],
        name=name,
        form=form,
        errors=errors,
        vacancy=vacancy if is_own else None,
    )
