"""Placements: listed, opened, and announced by their letters."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import DomainError
from registry.extensions.clock import today
from registry.schemas.forms import load_form
from registry.schemas.placements.notification import NotificationsInput
from registry.services.accounts.policy import is_allowed
from registry.services.attendance.breaches import list_of_sentence
from registry.services.documents import documents
from registry.services.placements import changing, notifying, placements, starting
from registry.services.placements.course import read_course
from registry.views.accounts.proving import proved
from registry.views.documents.letter_words import letter_name
from registry.views.formats.numbers import plural
from registry.views.lists import ListAddress, page_of, term_of
from registry.views.placements.change_words import ACTS
from registry.views.placements.events import events_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.placements import PlacementChange, PlacementState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("placements", __name__, url_prefix="/ubicaciones")

#: Where the person may be taken, as long as the placement holds its places.
ELSEWHERE = (
    ("moved", "Cambiar de unidad", "relocating.show_move"),
    ("transferred", "Trasladar a otra oficina", "relocating.show_transfer"),
)
UNDONE = "La confirmación quedó deshecha y su plaza, libre."
RESTORED = "El cambio quedó deshecho: la persona sigue en su plaza de antes."
#: Refusals that are told one by one; more are only counted.
MOST_TOLD = 5


@blueprint.get("/")
@permits(Act.READ_PLACEMENTS)
def index() -> str:
    """List the office's placements."""
    address = ListAddress.of("placements.index", request.args, "estado")
    state = term_of(PlacementState, address.given.get("estado"))
    return render_template(
        "placements/index.html",
        page=placements.list_placements(officer=current_officer(), state=state, page=page_of(request.args)),
        address=address,
        state=state,
        states=PlacementState.choices(),
        chips=[(state.label, address.without("estado"))] if state else [],
    )


@blueprint.get("/<int:placement_id>")
@permits(Act.READ_PLACEMENTS)
def show(placement_id: int) -> str:
    """Show a placement with its history and letters."""
    officer = current_officer()
    placement = placements.open_placement(placement_id, officer=officer)
    return render_template(
        "placements/show.html",
        placement=placement,
        course=read_course(placement.sentence_id, officer=officer, on=today()),
        beginning=starting.read_beginning(placement_id, officer=officer, on=today()),
        acts=_acts(placement),
        restoration=placements.foresee_undoing(placement_id, officer=officer) if placement.can_undo() else None,
        alerts=_alerts(placement.sentence_id),
        letters=documents.list_of_placement(placement_id, officer=officer),
        letter_name=letter_name,
        events=events_of(placement),
        today=today(),
    )


@blueprint.post("/<int:placement_id>/notificar")
@proved
@permits(Act.ISSUE_LETTERS)
def notify(placement_id: int) -> Response:
    """Issue the letters of one placement."""
    try:
        notifying.notify(placement_id, officer=current_officer(), on=today())
    except DomainError as refusal:
        placements.get_placement(placement_id, officer=current_officer())
        flash(message(refusal.code, refusal.facts), "error")
    else:
        flash("Se emitieron las dos cartas. Entréguelas a la persona y a la unidad.", "success")
    return redirect(url_for("placements.show", placement_id=placement_id), 303)


@blueprint.post("/<int:placement_id>/deshacer")
@permits(Act.DECIDE_PLACEMENTS)
def undo(placement_id: int) -> Response:
    """Take a confirmation back; whoever was to move has the earlier place again."""
    officer = current_officer()
    restoration = placements.foresee_undoing(placement_id, officer=officer)
    try:
        placements.undo(placement_id, officer=officer)
    except DomainError as refusal:
        flash(message(refusal.code, refusal.facts), "error")
        return redirect(url_for("placements.show", placement_id=placement_id), 303)
    flash(RESTORED if restoration else UNDONE, "success")
    kept = restoration.placement.id if restoration else placement_id
    return redirect(url_for("placements.show", placement_id=kept), 303)


@blueprint.post("/notificar")
@proved
@permits(Act.ISSUE_LETTERS)
def notify_many() -> Response:
    """Issue the letters of those ticked; each refusal is told with its name."""
    loaded, errors = load_form(NotificationsInput(), request.form)
    if errors:
        flash(errors["placement_ids"][0], "warning")
        return redirect(url_for("placements.index", estado=PlacementState.CONFIRMED.value), 303)
    results = notifying.notify_many(loaded["placement_ids"], officer=current_officer(), on=today())
    _tell(results)
    return redirect(url_for("placements.index", estado=PlacementState.NOTIFIED.value), 303)


def _tell(results: Sequence[notifying.Notified]) -> None:
    refused = [result for result in results if result.refusal]
    notified = len(results) - len(refused)
    if notified:
        done = plural(notified, "ubicación notificada", "ubicaciones notificadas")
        flash(f"{done}, con sus cartas emitidas.", "success")
    for result in refused[:MOST_TOLD]:
        if result.refusal:
            told = message(result.refusal.code, result.refusal.facts)
            flash(f"{_name(result.placement_id)}: {told}", "error")
    if len(refused) > MOST_TOLD:
        flash(f"{plural(len(refused) - MOST_TOLD, 'ubicación más', 'ubicaciones más')} sin notificar.", "error")


def _name(placement_id: int) -> str:
    try:
        name: str = placements.get_placement(placement_id, officer=current_officer()).sentence.person.full_name
    except DomainError:
        return f"Ubicación {placement_id}"
    return name


def _alerts(sentence_id: int) -> Sequence[Any]:
    """The alerts of breach of the penalty, for whoever judges them."""
    officer = current_officer()
    return list_of_sentence(sentence_id, officer=officer) if is_allowed(officer, Act.JUDGE_BREACHES) else ()


def _acts(placement: Any) -> list[dict[str, str]]:
    """What the placement's state admits, each with its page."""
    possible = changing.possible_changes(placement)
    return [
        {
            "change": act.change.value,
            "label": act.link,
            "url": url_for("changes.show", placement_id=placement.id, name=act.slug),
        }
        for act in ACTS
        if act.change in possible
    ] + [
        {"change": change, "label": label, "url": url_for(endpoint, placement_id=placement.id)}
        for change, label, endpoint in ELSEWHERE
        if PlacementChange.MOVED in possible
    ]
