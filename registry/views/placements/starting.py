"""The way to the first day: the interview with its plan, and dated steps; and the calendar of what was agreed."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from registry.extensions.clock import today
from registry.schemas.placements.change import PlanInput, StepInput
from registry.services.placements import calendars, placements, starting
from registry.services.placements.starting import PlanDetails, StepDetails
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, fill, name_missing, read_input, saved
from registry.vocabulary.accounts import Act
from registry.vocabulary.placements import StartStepKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("starting", __name__, url_prefix="/ubicaciones/<int:placement_id>")

PLAN_LABELS = {
    "interviewed_on": "Fecha de la entrevista",
    "first_day": "Primer día",
    "objectives": "Objetivos",
    "activities": "Actividades",
}
STEP_LABELS = {"kind": "Qué se hizo", "taken_on": "Fecha"}
KEPT = ["first_day", "objectives", "activities", "commitments"]


@blueprint.get("/plan")
@permits(Act.CHANGE_PLACEMENTS)
def plan(placement_id: int) -> str:
    """Show the form of the interview and plan, with what the last plan says."""
    last = starting.read_beginning(placement_id, officer=current_officer(), on=today()).plan
    placement = _placement(placement_id)
    form: Form = fill({name: getattr(last, name) for name in KEPT}, KEPT) if last else Form()
    if last is None:
        form["first_day"] = placement.starts_on.isoformat()
        form["activities"] = placement.vacancy.duties
    form["interviewed_on"] = today().isoformat()
    return _plan_page(placement, form, {})


@blueprint.post("/plan")
@permits(Act.CHANGE_PLACEMENTS)
def record_plan(placement_id: int) -> Answer:
    """Keep the interview and plan."""
    read = read_input(request.form, PlanInput(), PlanDetails)
    if read.details is None:
        return _plan_page(_placement(placement_id), request.form, read.errors), 422
    officer = current_officer()
    kept, errors = saved(lambda: starting.record_plan(placement_id, read.details, officer=officer, on=today()))
    if kept is None:
        return _plan_page(_placement(placement_id), request.form, errors), 422
    flash("Quedaron registradas la entrevista y el plan individual.", "success")
    return redirect(url_for("placements.show", placement_id=placement_id), 303)


@blueprint.get("/seguimiento")
@permits(Act.CHANGE_PLACEMENTS)
def step(placement_id: int) -> str:
    """Show the form of a step."""
    return _step_page(_placement(placement_id), Form({"taken_on": today().isoformat()}), {})


@blueprint.post("/seguimiento")
@permits(Act.CHANGE_PLACEMENTS)
def record_step(placement_id: int) -> Answer:
    """Keep a step."""
    read = read_input(request.form, StepInput(), StepDetails)
    if read.details is None:
        return _step_page(_placement(placement_id), request.form, read.errors), 422
    officer = current_officer()
    kept, errors = saved(lambda: starting.record_step(placement_id, read.details, officer=officer, on=today()))
    if kept is None:
        return _step_page(_placement(placement_id), request.form, errors), 422
    flash("Quedó anotado el paso.", "success")
    return redirect(url_for("placements.show", placement_id=placement_id), 303)


@blueprint.get("/calendario.ics")
@permits(Act.READ_PLACEMENTS)
def calendar(placement_id: int) -> Response:
    """Send the sessions to come as a calendar file."""
    content = calendars.open_calendar(placement_id, officer=current_officer(), on=today())
    name = f"attachment; filename=jornadas-{placement_id}.ics"
    return Response(content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})


def _placement(placement_id: int) -> Any:
    return placements.get_placement(placement_id, officer=current_officer())


def _plan_page(placement: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "placements/plan.html", placement=placement, form=form, errors=name_missing(errors, PLAN_LABELS)
    )


def _step_page(placement: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "placements/step.html",
        placement=placement,
        form=form,
        errors=name_missing(errors, STEP_LABELS),
        kinds=StartStepKind.choices(),
    )
