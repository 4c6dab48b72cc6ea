"""Offering a vacancy at a unit, and changing it without taking anything from those who serve there."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.services.institutions import vacancies
from registry.services.institutions.units import get_unit
from registry.services.placements.serving import list_at_vacancy
from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.institutions import vacancy_fields
from registry.views.institutions.vacancy_fields import FIELDS, LABELS
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import Task, WorkDemand
from registry.vocabulary.people import Programme, Skill
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
    read = vacancy_fields.read(request.form)
    if read.details is None:
        return _page(unit, None, request.form, read.errors), 422
    vacancy, refused = saved(lambda: vacancies.offer(unit_id, read.details, officer=officer))
    if vacancy is None:
        return _page(unit, None, request.form, refused), 422
    flash(OFFERED, "success")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy.id), 303)


@blueprint.get("/vacantes/<int:vacancy_id>/editar")
@permits(Act.KEEP_UNITS)
def edit(vacancy_id: int) -> str:
    """Show the form of a vacancy as kept."""
    vacancy = vacancies.get_vacancy(vacancy_id, officer=current_officer())
    return _page(vacancy.unit, vacancy, editing.opened(vacancy_fields.filled(vacancy), FIELDS, vacancy.version), {})


@blueprint.post("/vacantes/<int:vacancy_id>/editar")
@permits(Act.KEEP_UNITS)
def change(vacancy_id: int) -> Answer:
    """Save a vacancy; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    vacancy = vacancies.get_vacancy(vacancy_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(vacancy),
            fields=FIELDS,
            kept=vacancy_fields.filled(vacancy),
            read=vacancy_fields.read,
            save=lambda details, version: vacancies.change(vacancy_id, details, version=version, officer=officer),
            page=lambda form, errors, _found: _page(vacancy.unit, vacancy, form, errors),
        )
    )


def _edited(vacancy: Any) -> Edited:
    return Edited(
        subject="vacancy",
        subject_id=vacancy.id,
        title=vacancy.task.label,
        action=url_for("vacancy_forms.change", vacancy_id=vacancy.id),
        back=url_for("vacancies.show", vacancy_id=vacancy.id),
        version=vacancy.version,
    )


def _page(unit: Any, vacancy: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "institutions/vacancy_form.html",
        unit=unit,
        vacancy=vacancy,
        form=form,
        errors=name_missing(errors, LABELS),
        weekend=list(vacancy_fields.rows(form, is_weekend=True)),
        weekdays=list(vacancy_fields.rows(form, is_weekend=False)),
        tasks=Task.choices(),
        programmes=Programme.choices(),
        skills=Skill.choices(),
        demands=WorkDemand.choices(),
        serving=list_at_vacancy(vacancy.id, officer=current_officer()) if vacancy else [],
    )
