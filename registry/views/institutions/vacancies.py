"""One vacancy's page: what it offers, when, and who serves there."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.norms import value_at
from registry.schemas.forms import read_version
from registry.services.institutions import vacancies
from registry.services.institutions.planned_changes import find_waiting
from registry.services.placements.serving import list_at_vacancy
from registry.views.institutions.own_closing import changed_fields
from registry.views.institutions.vacancy_page import stepped
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import VacancyState, WorkDemand
from registry.vocabulary.people import Skill
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("vacancies", __name__, url_prefix="/vacantes")

CLOSED = "La vacante quedó cerrada. Las próximas rondas no la usan; quienes sirven allí continúan."
REOPENED = "La vacante quedó abierta para las próximas rondas."
SHIFT_COLUMNS = [
    {"label": "Turno"},
    {"label": "Horario"},
    {"label": "Plazas", "is_number": True},
    {"label": "Libres", "is_number": True},
]


@blueprint.get("/<int:vacancy_id>")
@permits(Act.READ_UNITS)
def show(vacancy_id: int) -> str:
    """Show a vacancy."""
    officer = current_officer()
    vacancy = vacancies.get_vacancy(vacancy_id, officer=officer)
    planned = find_waiting(vacancy_id, account=officer)
    return render_template(
        "institutions/vacancy.html",
        vacancy=vacancy,
        shift_columns=SHIFT_COLUMNS,
        skills=[Skill(code).label for code in vacancy.skills],
        demands=[WorkDemand(code).label for code in vacancy.demands],
        is_closed=vacancy.state is VacancyState.CLOSED,
        serving=list_at_vacancy(vacancy_id, officer=officer),
        planned=planned,
        changed=changed_fields(vacancy, planned) if planned else None,
        today=today(),
        open_hours=sum(shift.end_minute - shift.start_minute for shift in vacancy.shifts) / 60,
        jornada_hours=value_at("weekly_service_hours", today()),
    )


@blueprint.post("/<int:vacancy_id>/cerrar")
@permits(Act.KEEP_UNITS)
def close(vacancy_id: int) -> Response:
    """Take a vacancy out of the rounds to come."""
    version = read_version(request.form)
    return stepped(vacancy_id, lambda: vacancies.close(vacancy_id, version=version, officer=current_officer()), CLOSED)


@blueprint.post("/<int:vacancy_id>/reabrir")
@permits(Act.KEEP_UNITS)
def reopen(vacancy_id: int) -> Response:
    """Let rounds fill a vacancy again."""
    version = read_version(request.form)
    return stepped(
        vacancy_id, lambda: vacancies.reopen(vacancy_id, version=version, officer=current_officer()), REOPENED
    )
