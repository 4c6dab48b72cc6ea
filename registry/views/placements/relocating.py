"""The pages that take a person somewhere else: another place, the same one again, another office."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from registry.extensions.clock import today
from registry.schemas.forms import read_version
from registry.schemas.placements.change import RelocationInput, ReturnInput, TransferInput
from registry.services.accounts.offices import list_offices
from registry.services.placements import placements
from registry.services.placements.course import read_course
from registry.services.placements.transferring import TransferDetails, transfer
from registry.services.rounds.recommending import suggest_places
from registry.services.rounds.relocating import RelocationDetails, come_back, relocate
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.lists import number_of
from registry.views.people.suggestions import cost_of
from registry.views.placements.acting import FormAct, answer
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("relocating", __name__, url_prefix="/ubicaciones/<int:placement_id>")

MOVED = "La ubicación nueva quedó confirmada y la anterior terminó. Emita sus cartas."
BACK = "La persona vuelve a la plaza. Emita sus cartas."
HANDED_OVER = "La persona y sus penas pasaron a la otra oficina, con su saldo y su historia."
LABELS = {"vacancy_id": "Plaza", "office_id": "Oficina que recibe", "effective_on": "Desde"}


@blueprint.get("/cambiar-unidad")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def show_move(placement_id: int) -> str:
    """Offer the places that the person could move to today, best first."""
    return _move_page(placement_id, Form({"vacancy_id": request.args.get("vacante", "")}), {})


@blueprint.post("/cambiar-unidad")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def move(placement_id: int) -> Answer:
    """End the placement and begin the one that was chosen."""
    return answer(MOVE, placement_id)


@blueprint.get("/volver")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def show_return(placement_id: int) -> str:
    """Ask why the person comes back."""
    return _return_page(placement_id, Form(), {})


@blueprint.post("/volver")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def return_(placement_id: int) -> Answer:
    """Place the person again where they were."""
    return answer(RETURN, placement_id)


@blueprint.get("/trasladar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def show_transfer(placement_id: int) -> str:
    """Ask which office receives the person, and why."""
    return _transfer_page(placement_id, Form({"effective_on": today().isoformat()}), {})


@blueprint.post("/trasladar")
@proved
@permits(Act.DECIDE_PLACEMENTS)
def hand_over(placement_id: int) -> Answer:
    """Give the person and their penalties to the other office."""
    return answer(TRANSFER, placement_id)


def _move_page(placement_id: int, form: Form, errors: Errors) -> str:
    officer = current_officer()
    placement = placements.get_placement(placement_id, officer=officer)
    found = suggest_places(placement.sentence_id, officer=officer, on=today(), is_moving=True)
    offered = [one for one in found.places or () if one.place.vacancy_id != placement.vacancy_id]
    return render_template(
        "placements/move.html",
        placement=placement,
        course=read_course(placement.sentence_id, officer=officer, on=today()),
        places=[(one.place, found.vacancies[one.place.vacancy_id], cost_of(one)) for one in offered],
        asked=number_of(form.get("vacancy_id")),
        form=form,
        errors=name_missing(errors, LABELS),
    )


def _return_page(placement_id: int, form: Form, errors: Errors) -> str:
    placement = placements.get_placement(placement_id, officer=current_officer())
    return render_template("placements/return.html", placement=placement, form=form, errors=errors)


def _transfer_page(placement_id: int, form: Form, errors: Errors) -> str:
    officer = current_officer()
    placement = placements.get_placement(placement_id, officer=officer)
    own = placement.sentence.office_id
    return render_template(
        "placements/transfer.html",
        placement=placement,
        course=read_course(placement.sentence_id, officer=officer, on=today()),
        offices=[(office.id, office.name) for office in list_offices() if office.id != own],
        form=form,
        errors=name_missing(errors, LABELS),
    )


def _move(placement_id: int, details: RelocationDetails) -> Any:
    return relocate(placement_id, details, version=read_version(request.form), officer=current_officer(), on=today())


def _come_back(placement_id: int, said: dict[str, Any]) -> Any:
    return come_back(placement_id, officer=current_officer(), on=today(), **said)


def _transfer(placement_id: int, details: TransferDetails) -> Any:
    return transfer(placement_id, details, version=read_version(request.form), officer=current_officer(), on=today())


def _placement_address(begun: Any) -> str:
    return url_for("placements.show", placement_id=begun.id)


MOVE = FormAct(RelocationInput, RelocationDetails, _move, _move_page, MOVED, _placement_address)
RETURN = FormAct(ReturnInput, dict, _come_back, _return_page, BACK, _placement_address)
TRANSFER = FormAct(
    TransferInput, TransferDetails, _transfer, _transfer_page, HANDED_OVER, lambda _gone: url_for("placements.index")
)
