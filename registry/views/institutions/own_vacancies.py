"""Vacancies that an institution offers and changes by itself; what would strand somebody is planned from a day."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.schemas.institutions.vacancy import PlanInput
from registry.services.institutions import offering, planned_changes
from registry.services.institutions.stranding import Stranded
from registry.services.institutions.units import get_unit
from registry.services.institutions.vacancies import get_vacancy
from registry.views import editing
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, saved
from registry.views.formats.dates import date_text
from registry.views.institutions import vacancy_fields, vacancy_page
from registry.views.institutions.own_closing import tomorrow
from registry.views.institutions.vacancy_fields import FIELDS
from registry.views.institutions.vacancy_page import PLAN_LABELS
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("own_vacancies", __name__)

OFFERED = "Su vacante quedó publicada. La próxima ronda la tomará en cuenta."
PLANNED = "El cambio quedó programado desde el {day}. La oficina reubicará antes a quienes toca."


@blueprint.get("/unidades/<int:unit_id>/vacantes/ofrecer")
@permits(Act.OFFER_VACANCIES)
def new(unit_id: int) -> str:
    """Show the form of a new vacancy at one's own unit."""
    return _page(get_unit(unit_id, officer=current_officer()), None, MultiDict(), {})


@blueprint.post("/unidades/<int:unit_id>/vacantes/ofrecer")
@permits(Act.OFFER_VACANCIES)
def offer(unit_id: int) -> Answer:
    """Offer a vacancy."""
    account = current_officer()
    unit = get_unit(unit_id, officer=account)
    return editing.enter(
        Entry(
            read=vacancy_fields.read_offer,
            enter=lambda details: offering.offer(unit_id, details, account=account),
            page=lambda form, errors, _found: _page(unit, None, form, errors),
            told=OFFERED,
            onward=vacancy_page.url_of,
        )
    )


@blueprint.get("/vacantes/<int:vacancy_id>/cambiar")
@permits(Act.OFFER_VACANCIES)
def edit(vacancy_id: int) -> str:
    """Show the form of one's own vacancy as kept."""
    vacancy = get_vacancy(vacancy_id, officer=current_officer())
    return _page(vacancy.unit, vacancy, vacancy_page.opened(vacancy), {})


@blueprint.post("/vacantes/<int:vacancy_id>/cambiar")
@permits(Act.OFFER_VACANCIES)
def change(vacancy_id: int) -> Answer:
    """Save a vacancy; where somebody could not go on, tell who, and offer to plan it."""
    account = current_officer()
    vacancy = get_vacancy(vacancy_id, officer=account)

    def save(details: Any, version: int) -> object:
        return offering.change(vacancy_id, details, version=version, account=account, on=today())

    return editing.answer(
        Edit(
            edited=vacancy_page.edited(vacancy, _action(vacancy)),
            fields=FIELDS,
            kept=vacancy_fields.filled(vacancy),
            read=vacancy_fields.read_offer,
            save=save,
            page=lambda form, errors, _found: _page(vacancy.unit, vacancy, form, errors),
        )
    )


@blueprint.post("/vacantes/<int:vacancy_id>/programar")
@permits(Act.OFFER_VACANCIES)
def plan(vacancy_id: int) -> Answer:
    """Plan a change that today would strand somebody."""
    account = current_officer()
    vacancy = get_vacancy(vacancy_id, officer=account)
    when, details, errors = _read_plan(request.form)
    if not errors:
        _, errors = saved(
            lambda: planned_changes.plan(vacancy_id, details, **when, account=account, on=today()),
        )
    if errors:
        return _page(vacancy.unit, vacancy, request.form, errors, is_plan=True), 422
    flash(PLANNED.format(day=date_text(when["effective_on"])), "success")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id), 303)


def _read_plan(form: Form) -> tuple[dict[str, Any], Any, Errors]:
    """When and why, the vacancy as it shall be, and what could not be read of either."""
    when, errors = load_form(PlanInput(), MultiDict({name: form.get(name, "") for name in PLAN_LABELS}))
    offered: Form = MultiDict(form)
    for name in PLAN_LABELS:
        offered.poplist(name)
    read = vacancy_fields.read_offer(offered)
    return when, read.details, {**read.errors, **errors}


def _stranded(vacancy: Any, form: Form) -> Stranded | None:
    """Whom the form as it stands would strand; nobody is looked for where it cannot be read."""
    _, details, _ = _read_plan(form)
    if vacancy is None or details is None:
        return None
    found = offering.list_stranded(vacancy.id, details, account=current_officer(), on=today())
    return found if found.count else None


def _action(vacancy: Any) -> str:
    return url_for("own_vacancies.change", vacancy_id=vacancy.id)


def _page(unit: Any, vacancy: Any, form: Form, errors: Errors, *, is_plan: bool = False) -> str:
    return vacancy_page.show_form(
        unit,
        vacancy,
        form,
        errors,
        action=_action(vacancy) if vacancy else url_for("own_vacancies.offer", unit_id=unit.id),
        is_own=True,
        stranded=_stranded(vacancy, form) if is_plan or WHOLE_FORM in errors else None,
        tomorrow=tomorrow(),
    )
