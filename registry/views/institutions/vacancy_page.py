"""The form of a vacancy, as an officer and as the institution itself fill it; and steps that lead back to its page."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.filling import Errors, Form, name_missing
from registry.views.institutions import vacancy_fields
from registry.views.institutions.acting import act
from registry.views.institutions.vacancy_fields import CHOICES, FIELDS, LABELS

#: What is asked where a change is planned.
PLAN_LABELS = {"effective_on": "Desde qué día", "reason": "Por qué"}


def show_form(unit: Any, vacancy: Any, form: Form, errors: Errors, **shown: Any) -> str:
    """The form of a vacancy of a unit, or of a new one; *shown* tells where it is sent, and whom a change touches."""
    return render_template(
        "institutions/vacancy_form.html",
        unit=unit,
        vacancy=vacancy,
        form=form,
        errors=name_missing(errors, LABELS | PLAN_LABELS),
        weekend=list(vacancy_fields.rows(form, is_weekend=True)),
        weekdays=list(vacancy_fields.rows(form, is_weekend=False)),
        choices=CHOICES,
        **shown,
    )


def opened(vacancy: Any) -> Form:
    """The form of a vacancy as kept."""
    return editing.opened(vacancy_fields.filled(vacancy), FIELDS, vacancy.version)


def edited(vacancy: Any, action: str) -> Edited:
    """The vacancy as a page of conflicts tells it."""
    return Edited(
        subject="vacancy",
        subject_id=vacancy.id,
        title=vacancy.task.label,
        action=action,
        back=url_of(vacancy),
        version=vacancy.version,
    )


def url_of(vacancy: Any) -> str:
    """Address of a vacancy's page."""
    return url_for("vacancies.show", vacancy_id=vacancy.id)


def stepped(vacancy_id: int, take: Callable[[], object], told: str) -> Response:
    """Take a step with a vacancy, and lead to its page."""
    if act(take):
        flash(told, "success")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id), 303)
