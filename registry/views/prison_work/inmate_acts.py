"""What happens to an inmate: another stage, another prison, the release, an order of alimony."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from registry.reference.prisons import prisons as every_prison
from registry.schemas.forms import load_form, read_version
from registry.schemas.prison_work.alimony import AlimonyEndInput, AlimonyInput
from registry.schemas.prison_work.inmate import InmateReleaseInput, InmateStageInput, InmateTransferInput
from registry.services.prison_work import alimony, inmates, moves, stages
from registry.services.prison_work.inmate_details import AlimonyDetails
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.prison_work import prisons
from registry.vocabulary.accounts import Act
from registry.vocabulary.prison_work import Stage
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("inmate_acts", __name__, url_prefix="/penales/<prison>/internos/<int:inmate_id>")

LABELS = {
    "stage": "Régimen y etapa",
    "valid_from": "Desde",
    "prison": "Establecimiento de destino",
    "released_on": "Fecha de la libertad",
    "ordered_on": "Fecha de la orden",
    "court": "Juzgado",
    "beneficiary": "A favor de",
    "share": "Porcentaje del pago",
    "amount": "Monto mensual",
    "ended_on": "Último día",
}
#: What services call otherwise than the forms.
BOXES = {"basis_points": "share", "cents": "amount"}


@blueprint.get("/etapa")
@permits(Act.KEEP_INMATES)
def show_stage(prison: str, inmate_id: int) -> str:
    """Show the form of a stage."""
    return _page(_inmate(inmate_id), "stage", MultiDict(), {})


@blueprint.post("/etapa")
@permits(Act.KEEP_INMATES)
def enter_stage(prison: str, inmate_id: int) -> Answer:
    """Enter in which stage the inmate is held from a day on."""
    told = "Se anotó el régimen y la etapa."
    return _done(
        inmate_id, "stage", InmateStageInput(), told, lambda facts, by: stages.enter_stage(inmate_id, **facts, **by)
    )


@blueprint.get("/traslado")
@permits(Act.KEEP_INMATES)
def show_transfer(prison: str, inmate_id: int) -> str:
    """Show the form of a transfer."""
    return _page(_inmate(inmate_id), "transfer", MultiDict(), {})


@blueprint.post("/traslado")
@permits(Act.KEEP_INMATES)
def transfer(prison: str, inmate_id: int) -> Answer:
    """Hand the file to another prison."""
    told = "Se registró el traslado. La ficha es ahora del otro establecimiento."
    return _done(
        inmate_id,
        "transfer",
        InmateTransferInput(),
        told,
        lambda facts, by: moves.transfer(inmate_id, facts["prison"], **by),
        is_leaving=True,
    )


@blueprint.get("/libertad")
@permits(Act.KEEP_INMATES)
def show_release(prison: str, inmate_id: int) -> str:
    """Show the form of a release."""
    return _page(_inmate(inmate_id), "release", MultiDict(), {})


@blueprint.post("/libertad")
@permits(Act.KEEP_INMATES)
def release(prison: str, inmate_id: int) -> Answer:
    """Note the day of the release."""
    told = "Se anotó la libertad."
    return _done(
        inmate_id,
        "release",
        InmateReleaseInput(),
        told,
        lambda facts, by: moves.release(inmate_id, facts["released_on"], **by),
    )


@blueprint.get("/alimentos")
@permits(Act.KEEP_INMATES)
def show_alimony(prison: str, inmate_id: int) -> str:
    """Show the orders of alimony, and the form of another one."""
    return _page(_inmate(inmate_id), "alimony", MultiDict(), {})


@blueprint.post("/alimentos")
@permits(Act.KEEP_INMATES)
def enter_alimony(prison: str, inmate_id: int) -> Answer:
    """Enter an order of alimony."""
    return _done(
        inmate_id,
        "alimony",
        AlimonyInput(),
        "Se registró la orden de alimentos.",
        lambda facts, by: alimony.enter_alimony(inmate_id, AlimonyDetails(**facts), officer=by["officer"]),
    )


@blueprint.post("/alimentos/<int:order_id>/fin")
@permits(Act.KEEP_INMATES)
def end_alimony(prison: str, inmate_id: int, order_id: int) -> Answer:
    """Note the last day of an order."""
    return _done(
        inmate_id,
        "alimony",
        AlimonyEndInput(),
        "La orden de alimentos terminó.",
        lambda facts, by: alimony.end_alimony(order_id, facts["ended_on"], **by),
    )


def _inmate(inmate_id: int) -> Any:
    return inmates.get_inmate(inmate_id, officer=current_officer())


def _done(
    inmate_id: int,
    act: str,
    schema: Schema,
    told: str,
    save: Callable[[dict[str, Any], dict[str, Any]], object],
    *,
    is_leaving: bool = False,
) -> Answer:
    """Read the form and run the service; lead back to the file, or to the list where it is not ours any more."""
    inmate = _inmate(inmate_id)
    facts, errors = load_form(schema, request.form)
    by = {"version": read_version(request.form), "officer": current_officer()}
    if not errors:
        _, errors = saved(lambda: save(facts, by) or True)
    if errors:
        boxes = {BOXES.get(name, name): words for name, words in errors.items()}
        return _page(inmate, act, request.form, boxes), 422
    flash(told, "success")
    if is_leaving:
        return redirect(url_for("inmates.index", prison=inmate.prison), 303)
    return redirect(url_for("inmates.show", prison=inmate.prison, inmate_id=inmate_id), 303)


def _page(inmate: Any, act: str, form: Form, errors: Errors) -> str:
    return render_template(
        "prison_work/inmate_act.html",
        **prisons.frame(inmate.prison),
        inmate=inmate,
        act=act,
        form=form,
        errors=name_missing(errors, LABELS),
        stages=Stage.choices(),
        others=[(one.code, one.name) for one in every_prison() if one.code != inmate.prison],
    )
