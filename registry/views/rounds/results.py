"""A round's result: its proposals, who has no place and why, and the proof."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from registry.schemas.forms import load_form
from registry.schemas.rounds.decision import ConfirmationsInput
from registry.services.rounds import decisions, proofs, proposals, rounds, worth
from registry.services.rounds.proposals import ProposalFilter
from registry.views import searches
from registry.views.filling import Form
from registry.views.formats.numbers import plural
from registry.views.lists import ListAddress, page_of, term_of
from registry.views.rounds.groups import groups_of
from registry.views.rounds.headings import heading_of
from registry.views.rounds.worth import shortages_of
from registry.vocabulary import reasons
from registry.vocabulary.accounts import Act
from registry.vocabulary.rounds import Criterion, ProposalState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("results", __name__, url_prefix="/rondas")

FILTERS = ("estado", "causa", "busqueda", "orden")
ORDERS = {"person": "Por nombre", "urgency": "Por urgencia", "score": "Por puntaje", "distance": "Por cercanía"}


@blueprint.get("/<uuid:round_id>/propuestas")
@permits(Act.READ_ROUNDS)
def proposals_page(round_id: UUID) -> str:
    """List the proposals, narrowed and ordered by the address."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    address = _address(round_id)
    wanted = _wanted(address.given)
    counts = proposals.count_by_state(round_.id, officer=officer)
    return render_template(
        "rounds/proposals.html",
        **heading_of(round_, "results.proposals_page"),
        page=proposals.list_proposals(round_.id, wanted, officer=officer, page=page_of(request.args)),
        address=address,
        wanted=wanted,
        chips=_chips(address, wanted),
        counts=counts,
        reviewable=_reviewable(counts, wanted),
        states=ProposalState,
        orders=ORDERS,
    )


@blueprint.post("/<uuid:round_id>/propuestas/buscar")
@permits(Act.READ_ROUNDS)
def search(round_id: UUID) -> Answer:
    """Look for a name; the address that follows carries only a key."""
    text = request.form.get("search", "").strip()
    key = searches.keep(text) if text else None
    return redirect(url_for("results.proposals_page", round_id=round_id, busqueda=key), 303)


@blueprint.post("/<uuid:round_id>/propuestas/elegir")
@permits(Act.DECIDE_PLACEMENTS)
def choose(round_id: UUID) -> Answer:
    """Put proposals on the list to be confirmed: one, those ticked, or all that the filter leaves."""
    officer = current_officer()
    address = _address(round_id, request.form)
    if request.form.get("todas"):
        found = rounds.get_round(str(round_id), officer=officer)
        chosen = list(proposals.list_ids(found.id, _wanted(address.given), officer=officer))
    else:
        loaded, errors = load_form(ConfirmationsInput(), _ticked())
        if errors:
            flash(errors["proposal_ids"][0], "warning")
        chosen = list(loaded.get("proposal_ids", ()))
    if chosen:
        moved = decisions.stage(chosen, officer=officer)
        flash(_staged_words(moved), "success" if moved else "warning")
    return redirect(address.with_(**_page_given()), 303)


@blueprint.get("/<uuid:round_id>/sin-ubicacion")
@permits(Act.READ_ROUNDS)
def unplaced(round_id: UUID) -> str:
    """Group those without a place by their one cause, each with what would help."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    return render_template(
        "rounds/unplaced.html",
        **heading_of(round_, "results.unplaced"),
        groups=groups_of(round_.summary or {}),
        address=_address(round_id),
        shortages=shortages_of(worth.read_worth(str(round_id), officer=officer)),
        open_count=proposals.count_by_state(round_.id, officer=officer).get(ProposalState.UNPLACED, 0),
    )


@blueprint.get("/<uuid:round_id>/prueba")
@permits(Act.READ_ROUNDS)
def proof(round_id: UUID) -> str:
    """Show what is claimed of the plan, and how anybody can check it."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    return render_template(
        "rounds/proof.html",
        **heading_of(round_, "results.proof"),
        proof=proofs.get_proof(str(round_id), officer=officer),
        criteria=list(Criterion),
    )


@blueprint.get("/<uuid:round_id>/problema.json")
@permits(Act.READ_ROUNDS)
def problem_file(round_id: UUID) -> Response:
    """Send the problem that was solved."""
    return _download(proofs.export_problem(str(round_id), officer=current_officer()), f"problema-{round_id}.json")


@blueprint.get("/<uuid:round_id>/plan.json")
@permits(Act.READ_ROUNDS)
def plan_file(round_id: UUID) -> Response:
    """Send the plan with its bound and prices."""
    return _download(proofs.export_plan(str(round_id), officer=current_officer()), f"plan-{round_id}.json")


def _download(content: bytes, name: str) -> Response:
    return Response(
        content, mimetype="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _address(round_id: UUID, given: Mapping[str, str] | None = None) -> ListAddress:
    narrowed = ListAddress.of("results.proposals_page", request.args if given is None else given, *FILTERS)
    return ListAddress(narrowed.endpoint, {"round_id": str(round_id), **narrowed.given})


def _wanted(given: Mapping[str, str]) -> ProposalFilter:
    state, cause, order = term_of(ProposalState, given.get("estado")), given.get("causa"), given.get("orden", "")
    return ProposalFilter(
        states=(state,) if state else (),
        cause=reasons.shown_code(cause) if cause in reasons.CAUSES else "",
        search=searches.asked(given),
        order=order if order in ORDERS else "person",
    )


def _reviewable(counts: Mapping[ProposalState, int], wanted: ProposalFilter) -> int:
    """How many of the proposals in the states wanted, on whatever page, can be put on the list to be confirmed."""
    return 0 if wanted.states not in ((), (ProposalState.TO_REVIEW,)) else counts.get(ProposalState.TO_REVIEW, 0)


def _chips(address: ListAddress, wanted: ProposalFilter) -> list[tuple[str, str]]:
    words = {
        "busqueda": f"Búsqueda: {wanted.search}" if wanted.search else "",
        "estado": wanted.states[0].label if wanted.states else "",
        "causa": reasons.cause_of(wanted.cause).title if wanted.cause else "",
    }
    return [(text, address.without(name)) for name, text in words.items() if text]


def _ticked() -> Form:
    """The proposals that were ticked, or the one whose own button was pressed; nothing else of the form."""
    alone = request.form.get("una")
    chosen = [alone] if alone else request.form.getlist("proposal_ids")
    return MultiDict([("proposal_ids", key) for key in chosen])


def _page_given() -> dict[str, str]:
    page = request.form.get("pagina", "")
    return {"pagina": page} if page.isascii() and page.isdigit() else {}


def _staged_words(moved: int) -> str:
    if not moved:
        return "Ninguna de las elegidas estaba por revisar."
    return f"{plural(moved, 'propuesta quedó', 'propuestas quedaron')} para confirmar. Falta su firma."
