"""The way to the first day: the interview with its plan, and dated steps; and the calendar of what was agreed."""

from typing import Any

from flask import Blueprint, Response, render_template, url_for

from registry.extensions.clock import today
from registry.schemas.placements.change import PlanInput, StepInput
from registry.services.placements import calendars, placements, starting
from registry.services.placements.starting import PlanDetails, StepDetails
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, fill, name_missing
from registry.views.placements.acting import FormAct, answer
from registry.vocabulary.accounts import Act
from registry.vocabulary.placements import StartStepKind
from registry.web.files import CALENDAR, download
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
    form: Form = fill({name: getattr(last, name) for name in KEPT}, KEPT) if last else Form()
    if last is None:
        placement = _placement(placement_id)
        form["first_day"] = placement.starts_on.isoformat()
        form["activities"] = placement.vacancy.duties
    form["interviewed_on"] = today().isoformat()
    return _plan_page(placement_id, form, {})


@blueprint.post("/plan")
@permits(Act.CHANGE_PLACEMENTS)
def record_plan(placement_id: int) -> Answer:
    """Keep the interview and plan."""
    return answer(PLAN, placement_id)


@blueprint.get("/seguimiento")
@permits(Act.CHANGE_PLACEMENTS)
def step(placement_id: int) -> str:
    """Show the form of a step."""
    return _step_page(placement_id, Form({"taken_on": today().isoformat()}), {})


@blueprint.post("/seguimiento")
@permits(Act.CHANGE_PLACEMENTS)
def record_step(placement_id: int) -> Answer:
    """Keep a step."""
    return answer(STEP, placement_id)


@blueprint.get("/calendario.ics")
@permits(Act.READ_PLACEMENTS)
def calendar(placement_id: int) -> Response:
    """Send the sessions to come as a calendar file."""
    content = calendars.open_calendar(placement_id, officer=current_officer(), on=today())
    return download(content, CALENDAR, f"jornadas-{placement_id}.ics")


def _placement(placement_id: int) -> Any:
    return placements.get_placement(placement_id, officer=current_officer())


def _plan_page(placement_id: int, form: Form, errors: Errors) -> str:
    return render_template(
        "placements/plan.html", placement=_placement(placement_id), form=form, errors=name_missing(errors, PLAN_LABELS)
    )


def _step_page(placement_id: int, form: Form, errors: Errors) -> str:
    return render_template(
        "placements/step.html",
        placement=_placement(placement_id),
        form=form,
        errors=name_missing(errors, STEP_LABELS),
        kinds=StartStepKind.choices(),
    )


def _keep_plan(placement_id: int, details: PlanDetails) -> Any:
    return starting.record_plan(placement_id, details, officer=current_officer(), on=today())


def _keep_step(placement_id: int, details: StepDetails) -> Any:
    return starting.record_step(placement_id, details, officer=current_officer(), on=today())


def _placement_address(kept: Any) -> str:
    return url_for("placements.show", placement_id=kept.placement_id)


PLAN = FormAct(
    PlanInput,
    PlanDetails,
    _keep_plan,
    _plan_page,
    "Quedaron registradas la entrevista y el plan individual.",
    _placement_address,
)
STEP = FormAct(StepInput, StepDetails, _keep_step, _step_page, "Quedó anotado el paso.", _placement_address)
