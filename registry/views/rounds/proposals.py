"""One proposal: why here, what else, why not there; confirmed or undone."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import DomainError, PlaceTaken, WrongState
from registry.services.accounts.accounts import Account
from registry.services.institutions.vacancies import VacancyFilter, list_vacancies
from registry.services.placements import placements
from registry.services.rounds import decisions, proposals
from registry.views.accounts.proving import proved
from registry.views.lists import number_of
from registry.views.rounds.deciding import DEPARTURES
from registry.views.rounds.telling import tell, tell_refusals, tell_rival, tell_unexplained
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.rounds import DecisionKind, InstructionKind, ProposalState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("proposals", __name__, url_prefix="/propuestas")

MOST_MATCHES = 10


@blueprint.get("/<int:proposal_id>")
@permits(Act.READ_ROUNDS)
def show(proposal_id: int) -> str:
    """Explain a proposal as of its round, and offer what can still be decided."""
    officer = current_officer()
    answer = proposals.explain(proposal_id, officer=officer)
    proposal = answer.proposal
    return render_template(
        "rounds/proposal.html",
        proposal=proposal,
        told=tell(answer.explained, answer.vacancies) if answer.explained else tell_unexplained(proposal.cause),
        unexplained="" if answer.explained else message("round_by_earlier_version"),
        question=_question(proposal_id, officer),
        instructions=answer.instructions,
        pinned=any(order.kind is InstructionKind.PIN for order in answer.instructions),
        places=_named(proposal, answer.instructions),
        placement=_decided_placement(proposal, officer)
        or placements.find_of_sentence(proposal.sentence_id, officer=officer),
        can_undo=_can_undo(proposal, officer),
        is_staged=proposal.state is ProposalState.STAGED,
        departures=[way for way in DEPARTURES.values() if way.names_vacancy],
    )


@blueprint.post("/<int:proposal_id>/confirmar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def confirm(proposal_id: int) -> Response:
    """Confirm a proposal as proposed; a lost place leads to those that are left today."""
    officer = current_officer()
    try:
        placement = decisions.confirm(proposal_id, officer=officer)
    except PlaceTaken as gone:
        flash(message(gone.code, gone.facts), "error")
        return redirect(url_for("deciding.show_move", proposal_id=proposal_id), 303)
    except WrongState as refusal:
        return _refused(refusal, proposal_id)
    flash("La ubicación quedó confirmada. Emita las cartas para notificarla.", "success")
    return redirect(url_for("placements.show", placement_id=placement.id), 303)


@blueprint.post("/<int:proposal_id>/deshacer")
@permits(Act.DECIDE_PLACEMENTS)
def undo(proposal_id: int) -> Response:
    """Take the last decision back."""
    try:
        decisions.undo(proposal_id, officer=current_officer())
    except (WrongState, PlaceTaken) as refusal:
        return _refused(refusal, proposal_id)
    flash("La decisión quedó deshecha y su plaza, libre.", "success")
    return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)


def _refused(refusal: DomainError, proposal_id: int) -> Response:
    flash(message(refusal.code, refusal.facts), "error")
    return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)


def _question(proposal_id: int, officer: Account) -> dict[str, Any]:
    """«¿Por qué no en…?»: the vacancies that the typed words may mean, and the answer about the one chosen."""
    typed, chosen = request.args.get("unidad", "").strip(), number_of(request.args.get("vacante"))
    found = list_vacancies(VacancyFilter(search=typed), officer=officer, per_page=MOST_MATCHES) if typed else None
    matches = found.items if found else []
    if chosen is None and len(matches) == 1:
        chosen = matches[0].id
    asked = {"typed": typed, "matches": matches, "total": found.total if found else 0, "answer": None}
    return asked if chosen is None else {**asked, **_answer(proposal_id, chosen, officer)}


def _answer(proposal_id: int, vacancy_id: int, officer: Account) -> dict[str, Any]:
    vacancy = proposals.load_vacancies([vacancy_id]).get(vacancy_id)
    if vacancy is None or vacancy.unit.office_id != officer.office_id:
        return {"refusal": message("vacancy_not_in_round")}
    try:
        answer = proposals.why_not(proposal_id, vacancy_id, officer=officer)
    except DomainError as refusal:
        return {"refusal": message(refusal.code, refusal.facts), "vacancy": vacancy}
    told = {"why": tell_refusals(answer.refusals), "rival": tell_rival(answer.other, vacancy) if answer.other else None}
    return {"answer": told, "vacancy": vacancy}


def _named(proposal: Any, instructions: Any) -> dict[int, Any]:
    """Vacancies that decisions and instructions name."""
    keys = [decision.vacancy_id for decision in proposal.decisions] + [order.vacancy_id for order in instructions]
    return dict(proposals.load_vacancies(key for key in keys if key))


def _decided_placement(proposal: Any, officer: Account) -> Any:
    """The placement that the last decision began, if it began one."""
    last = proposal.decisions[-1] if proposal.decisions else None
    if last is None or last.placement_id is None:
        return None
    return placements.get_placement(last.placement_id, officer=officer)


def _can_undo(proposal: Any, officer: Account) -> bool:
    if not proposal.decisions or proposal.decisions[-1].kind is DecisionKind.UNDO:
        return False
    placement = _decided_placement(proposal, officer)
    return placement is None or placement.can_undo()
