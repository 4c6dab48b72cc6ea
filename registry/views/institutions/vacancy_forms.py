"""Offering a vacancy at a unit, and changing it without taking anything from those who serve there."""

from typing import Any

from flask import Blueprint, url_for
from werkzeug.datastructures import MultiDict

from registry.services.institutions import vacancies
from registry.services.institutions.units import get_unit
from registry.services.placements.serving import list_at_vacancy
from registry.views import editing
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form
from registry.views.institutions import vacancy_fields, vacancy_page
from registry.views.institutions.vacancy_fields import FIELDS
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("vacancy_forms", __name__)

OFFERED = "Se registró la vacante. La próxima ronda la tomará en cuenta."


@blueprint.get("/unidades/<int:unit_id>/vacantes/nueva")
@permits(Act.KEEP_UNITS)
def new(unit_id: int) -> str:
    """Show the form of a new vacancy."""
    return _page(get_unit(unit_id, officer=current_officer()), None, MultiDict(), {})


@blueprint.post("/unidades/<int:unit_id>/vacantes/nueva")
@permits(Act.KEEP_UNITS)
def offer(unit_id: int) -> Answer:
    """Offer a vacancy."""
    officer = current_officer()
    unit = get_unit(unit_id, officer=officer)
    return editing.enter(
        Entry(
            read=vacancy_fields.read,
            enter=lambda details: vacancies.offer(unit_id, details, officer=officer),
            page=lambda form, errors, _found: _page(unit, None, form, errors),
            told=OFFERED,
            onward=vacancy_page.url_of,
        )
    )


@blueprint.get("/vacantes/<int:vacancy_id>/editar")
@permits(Act.KEEP_UNITS)
def edit(vacancy_id: int) -> str:
    """Show the form of a vacancy as kept."""
    vacancy = vacancies.get_vacancy(vacancy_id, officer=current_officer())
    return _page(vacancy.unit, vacancy, vacancy_page.opened(vacancy), {})


@blueprint.post("/vacantes/<int:vacancy_id>/editar")
@permits(Act.KEEP_UNITS)
def change(vacancy_id: int) -> Answer:
    """Save a vacancy; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    vacancy = vacancies.get_vacancy(vacancy_id, officer=officer)
    return editing.answer(
        Edit(
            edited=vacancy_page.edited(vacancy, _action(vacancy)),
            fields=FIELDS,
            kept=vacancy_fields.filled(vacancy),
            read=vacancy_fields.read,
            save=lambda details, version: vacancies.change(vacancy_id, details, version=version, officer=officer),
            page=lambda form, errors, _found: _page(vacancy.unit, vacancy, form, errors),
        )
    )


def _action(vacancy: Any) -> str:
    return url_for("vacancy_forms.change", vacancy_id=vacancy.id)


def _page(unit: Any, vacancy: Any, form: Form, errors: Errors) -> str:
    return vacancy_page.show_form(
        unit,
        vacancy,
        form,
        errors,
        action=_action(vacancy) if vacancy else url_for("vacancy_forms.offer", unit_id=unit.id),
        serving=list_at_vacancy(vacancy.id, officer=current_officer()) if vacancy else [],
    )
