"""How an institution stops offering: one vacancy, at once or from a day; its planned changes; or a whole unit."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.schemas.forms import load_form, read_version
from registry.schemas.institutions.vacancy import PlanInput
from registry.services.institutions import offering, planned_changes
from registry.services.institutions.planned_changes import details_of
from registry.services.institutions.registrations import find_active
from registry.services.institutions.units import get_unit
from registry.services.institutions.vacancies import get_vacancy
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.formats.dates import date_text
from registry.views.institutions.acting import act
from registry.views.institutions.vacancy_fields import differences
from registry.views.institutions.vacancy_page import PLAN_LABELS, stepped
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import InstitutionRole, VacancyState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("own_closing", __name__)

STOPPED = "Dejó de ofrecer la vacante. Las próximas rondas no la usan."
OFFERED_AGAIN = "La vacante se ofrece otra vez en las próximas rondas."
PLANNED = "La vacante se cerrará desde el {day}. La oficina reubicará antes a quienes sirven allí."
TAKEN_BACK = "Se retiró el cambio programado. La vacante sigue como está."
COLUMNS = [{"label": "Vacante"}, {"label": "Unidad"}, {"label": "Desde"}, {"label": "Qué cambia"}]


def tomorrow() -> date:
    """The first day that a change can be planned for."""
    return today() + timedelta(days=1)


@blueprint.get("/vacantes/programadas/")
@permits(Act.READ_UNITS)
def planned() -> str:
    """List the changes that wait."""
    waiting = planned_changes.list_waiting(officer=current_officer())
    return render_template(
        "institutions/planned_changes.html",
        rows=[(one.vacancy, one.planned, changed_fields(one.vacancy, one.planned)) for one in waiting],
        columns=COLUMNS,
        today=today(),
    )


@blueprint.get("/vacantes/<int:vacancy_id>/retirar")
@permits(Act.OFFER_VACANCIES)
def show(vacancy_id: int) -> str:
    """Ask whether to stop offering a vacancy; where somebody serves there, from which day."""
    return _page(vacancy_id, Form(), {})


@blueprint.post("/vacantes/<int:vacancy_id>/retirar")
@permits(Act.OFFER_VACANCIES)
def stop(vacancy_id: int) -> Response:
    """Stop offering a vacancy at which nobody holds a place."""
    version, account = read_version(request.form), current_officer()
    if act(lambda: offering.close(vacancy_id, version=version, account=account, on=today())):
        flash(STOPPED, "success")
        return redirect(url_for("vacancies.show", vacancy_id=vacancy_id), 303)
    return redirect(url_for("own_closing.show", vacancy_id=vacancy_id), 303)


@blueprint.post("/vacantes/<int:vacancy_id>/retirar/programar")
@permits(Act.OFFER_VACANCIES)
def plan(vacancy_id: int) -> Answer:
    """Plan from which day a vacancy is not offered any more."""
    when, errors = load_form(PlanInput(), request.form)
    if not errors:
        account = current_officer()
        _, errors = saved(lambda: planned_changes.plan(vacancy_id, None, **when, account=account, on=today()))
    if errors:
        return _page(vacancy_id, request.form, errors), 422
    flash(PLANNED.format(day=date_text(when["effective_on"])), "success")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id), 303)


@blueprint.post("/vacantes/<int:vacancy_id>/ofrecer")
@permits(Act.OFFER_VACANCIES)
def offer_again(vacancy_id: int) -> Response:
    """Offer a closed vacancy again."""
    version, account = read_version(request.form), current_officer()
    return stepped(vacancy_id, lambda: offering.reopen(vacancy_id, version=version, account=account), OFFERED_AGAIN)


@blueprint.post("/vacantes/<int:vacancy_id>/programado/retirar")
@permits(Act.OFFER_VACANCIES)
def take_back(vacancy_id: int) -> Response:
    """Give up the change that waits."""
    account, on = current_officer(), today()
    return stepped(vacancy_id, lambda: planned_changes.take_back(vacancy_id, account=account, on=on), TAKEN_BACK)


@blueprint.get("/unidades/<int:unit_id>/dejar")
@permits(Act.OFFER_VACANCIES)
def leave(unit_id: int) -> str:
    """Tell how a unit stops receiving people, and who serves there today."""
    account = current_officer()
    unit = get_unit(unit_id, officer=account)
    return render_template(
        "institutions/leaving.html",
        unit=unit,
        served=offering.list_served(unit_id, account=account),
        offered=[vacancy for vacancy in unit.vacancies if vacancy.state is VacancyState.OPEN],
        registration=find_active(unit.institution, InstitutionRole.BENEFICIARY_UNIT),
    )


def changed_fields(vacancy: Any, planned: Any) -> Any:
    """What a planned change writes; None where the vacancy shall close."""
    details = details_of(planned)
    return None if details is None else differences(vacancy, details)


def _page(vacancy_id: int, form: Form, errors: Errors) -> str:
    account = current_officer()
    vacancy = get_vacancy(vacancy_id, officer=account)
    return render_template(
        "institutions/own_closing.html",
        vacancy=vacancy,
        stranded=offering.list_stranded(vacancy_id, None, account=account, on=today()),
        waiting=planned_changes.find_waiting(vacancy_id, account=account),
        form=form,
        errors=name_missing(errors, PLAN_LABELS),
        tomorrow=tomorrow(),
    )
