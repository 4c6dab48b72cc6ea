"""Evaluations: an evaluator's inbox, one verdict at a touch, many alike, and the director's word."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.schemas.forms import load_form
from registry.schemas.people.reserved import PurposeInput
from registry.schemas.prison_work.evaluation import EvaluationInput, EvaluationsInput, SettlingInput
from registry.schemas.religious.agent import prison_name
from registry.services.prison_work import applicants, application_lists, evaluations
from registry.services.prison_work.application_lists import ApplicationView
from registry.services.prison_work.professions import profession_of
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.formats.dates import date_text
from registry.views.lists import ListAddress, page_of
from registry.views.prison_work.application_pages import application_page
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.prison_work import Verdict
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("work_evaluations", __name__, url_prefix="/penales")

LABELS = {
    "application_ids": "Postulaciones",
    "verdict": "Su evaluación",
    "reason": "Motivo",
    "purpose": "Motivo de la consulta",
}
SAID = "Su evaluación quedó registrada. No se cambia; queda con su nombre."
SETTLED = "Quedó dirimido. Las dos evaluaciones siguen en la historia."


@blueprint.get("/<prison>/evaluaciones")
@permits(Act.EVALUATE_APPLICATIONS)
def index(prison: str) -> str:
    """Show what waits for the evaluator's profession."""
    return _inbox(prison, MultiDict(), {})


@blueprint.post("/<prison>/evaluaciones")
@permits(Act.EVALUATE_APPLICATIONS)
def evaluate_many(prison: str) -> Answer:
    """Evaluate those that are ticked alike."""
    loaded, errors = load_form(EvaluationsInput(), request.form)
    if errors:
        return _inbox(prison, request.form, errors), 422
    rows = evaluations.evaluate_many(**loaded, officer=current_officer(), on=today())
    refused = [row.refusal for row in rows if row.refusal is not None]
    flash(f"Evaluaciones registradas: {len(rows) - len(refused)} de {len(rows)}.", "success")
    for refusal in refused:
        flash(message(refusal.code, refusal.facts), "warning")
    return redirect(url_for("work_evaluations.index", prison=prison), 303)


@blueprint.post("/postulaciones/<int:application_id>/evaluar")
@permits(Act.EVALUATE_APPLICATIONS)
def evaluate(application_id: int) -> Answer:
    """Evaluate one as one's profession."""
    officer = current_officer()
    loaded, errors = load_form(EvaluationInput(), request.form)
    return _step(
        application_id,
        errors,
        lambda: evaluations.evaluate(application_id, **loaded, officer=officer, on=today()),
        SAID,
    )


@blueprint.post("/postulaciones/<int:application_id>/evaluaciones/<int:evaluation_id>/dirimir")
@permits(Act.SETTLE_EVALUATIONS)
def settle(application_id: int, evaluation_id: int) -> Answer:
    """Let one of two contrary evaluations stand."""
    officer = current_officer()
    loaded, errors = load_form(SettlingInput(), request.form)
    return _step(
        application_id,
        errors,
        lambda: evaluations.settle(evaluation_id, **loaded, officer=officer, on=today()),
        SETTLED,
    )


@blueprint.post("/postulaciones/<int:application_id>/reservado")
@permits(Act.EVALUATE_APPLICATIONS)
def look(application_id: int) -> Answer:
    """Show the reserved facts that the profession weighs, for the purpose that was told."""
    officer = current_officer()
    loaded, errors = load_form(PurposeInput(), request.form)
    if errors:
        return application_page(application_id, name_missing(errors, LABELS)), 422
    return application_page(application_id, {}, looked=applicants.look(application_id, **loaded, officer=officer))


@blueprint.post("/postulaciones/<int:application_id>/motivos")
@permits(Act.READ_INMATE_RESERVED)
def show_reasons(application_id: int) -> Answer:
    """Show why evaluators said so, for the purpose that was told."""
    officer = current_officer()
    loaded, errors = load_form(PurposeInput(), request.form)
    if errors:
        return application_page(application_id, name_missing(errors, LABELS)), 422
    reasons = evaluations.list_reasons(application_id, **loaded, officer=officer)
    return application_page(application_id, {}, reasons=reasons)


def _step(application_id: int, errors: Errors, take: Callable[[], object], done: str) -> Answer:
    if not errors:
        _, errors = saved(take)
    if errors:
        return application_page(application_id, name_missing(errors, LABELS)), 422
    flash(done, "success")
    return redirect(url_for("work_applications.show", application_id=application_id), 303)


def _inbox(prison: str, form: Form, errors: Errors) -> str:
    officer = current_officer()
    page = application_lists.list_to_evaluate(officer=officer, prison=prison, page=page_of(request.args))
    return render_template(
        "prison_work/evaluations.html",
        page=page,
        waiting=[_line(view) for view in page.items],
        address=ListAddress("work_evaluations.index", {"prison": prison}),
        profession=profession_of(officer),
        prison=prison,
        prison_name=prison_name(prison),
        form=form,
        errors=name_missing(errors, LABELS),
        verdicts=Verdict.choices(),
        today=today(),
    )


def _line(view: ApplicationView) -> tuple[int, str, str]:
    """An application to tick: its key, who applies to what, and until when."""
    application = view.application
    due = f"Vence el {date_text(application.due_on)}" if application.due_on else ""
    return application.id, f"{application.inmate.full_name}: {application.vacancy.activity.title}", due
