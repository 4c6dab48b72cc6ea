"""Registering an institution in a role, and what happens to the registration afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import StaleVersion
from registry.schemas.forms import WHOLE_FORM, load_form, read_version
from registry.schemas.institutions.registration import ReasonInput, RegistrationInput, RenewalInput
from registry.services.institutions import registrations
from registry.services.institutions.details import RegistrationDetails
from registry.services.institutions.institutions import get_institution
from registry.services.placements.affected import list_affected
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, read_input, saved
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("registrations", __name__)


LABELS = {
    "role": "Se inscribe como",
    "valid_from": "Vigente desde",
    "valid_to": "Vigente hasta",
    "reason": "Motivo",
}


@dataclass(frozen=True)
class Step:
    """A change of a registration: its words, and the service that makes it."""

    heading: str
    explanation: str
    button: str
    done: str
    take: Callable[..., Any]
    is_danger: bool = True
    #: Whether the institution receives nobody more from then on.
    is_end: bool = True


STEPS = {
    "suspender": Step(
        "Suspender inscripción",
        "Mientras dure, las rondas no envían a nadie. Quienes ya sirven allí continúan.",
        "Suspender",
        "La inscripción quedó suspendida.",
        registrations.suspend,
    ),
    "reanudar": Step(
        "Reanudar inscripción",
        "Las rondas vuelven a tomar en cuenta a la institución; las fechas no cambian.",
        "Reanudar",
        "La inscripción volvió a estar vigente.",
        registrations.resume,
        is_danger=False,
        is_end=False,
    ),
    "retirar": Step(
        "Retirar inscripción",
        "El retiro es definitivo. La institución podrá inscribirse otra vez.",
        "Retirar",
        "La inscripción quedó retirada.",
        registrations.withdraw,
    ),
}


@blueprint.get("/instituciones/<int:institution_id>/inscripciones/nueva")
@permits(Act.REGISTER_INSTITUTIONS)
def new(institution_id: int) -> str:
    """Show the form of a registration."""
    return _new_page(_institution(institution_id), MultiDict(), {})


@blueprint.post("/instituciones/<int:institution_id>/inscripciones/nueva")
@permits(Act.REGISTER_INSTITUTIONS)
def register(institution_id: int) -> Answer:
    """Register an institution in a role."""
    institution = _institution(institution_id)
    read = read_input(request.form, RegistrationInput(), RegistrationDetails)
    if read.details is None:
        return _new_page(institution, request.form, read.errors), 422
    done, refused = saved(lambda: registrations.register(institution_id, read.details, officer=current_officer()))
    if done is None:
        return _new_page(institution, request.form, refused), 422
    flash("La institución quedó inscrita.", "success")
    return redirect(url_for("institutions.show", institution_id=institution_id), 303)


@blueprint.get("/inscripciones/<int:registration_id>/renovar")
@permits(Act.REGISTER_INSTITUTIONS)
def show_renewal(registration_id: int) -> str:
    """Show the form of a renewal."""
    return _renewal_page(_registration(registration_id, Act.REGISTER_INSTITUTIONS), MultiDict(), {})


@blueprint.post("/inscripciones/<int:registration_id>/renovar")
@permits(Act.REGISTER_INSTITUTIONS)
def renew(registration_id: int) -> Answer:
    """Prolong a registration."""
    registration = _registration(registration_id, Act.REGISTER_INSTITUTIONS)
    loaded, errors = load_form(RenewalInput(), request.form)
    if not errors:
        errors = _taken(registration, partial(registrations.renew, **loaded))
    if errors:
        return _renewal_page(_registration(registration_id, Act.REGISTER_INSTITUTIONS), request.form, errors), 422
    flash("La inscripción quedó renovada.", "success")
    return redirect(url_for("institutions.show", institution_id=registration.institution_id), 303)


@blueprint.get(f"/inscripciones/<int:registration_id>/<any({', '.join(STEPS)}):name>")
@permits(Act.SUSPEND_REGISTRATIONS)
def show_step(registration_id: int, name: str) -> str:
    """Show the page that asks for the reason of a change."""
    return _step_page(_registration(registration_id, Act.SUSPEND_REGISTRATIONS), name, {})


@blueprint.post(f"/inscripciones/<int:registration_id>/<any({', '.join(STEPS)}):name>")
@permits(Act.SUSPEND_REGISTRATIONS)
def take_step(registration_id: int, name: str) -> Answer:
    """Suspend, resume or withdraw a registration."""
    registration = _registration(registration_id, Act.SUSPEND_REGISTRATIONS)
    step = STEPS[name]
    loaded, errors = load_form(ReasonInput(), request.form)
    if not errors:
        errors = _taken(registration, partial(step.take, **loaded))
    if errors:
        return _step_page(_registration(registration_id, Act.SUSPEND_REGISTRATIONS), name, errors), 422
    flash(step.done, "success")
    return redirect(url_for("institutions.show", institution_id=registration.institution_id), 303)


def _taken(registration: Any, take: Callable[..., Any]) -> Errors:
    """Take a step over the version that the page showed; what was refused."""
    version = read_version(request.form)
    try:
        _, errors = saved(lambda: take(registration.id, version=version, officer=current_officer()))
    except StaleVersion as refusal:
        return {WHOLE_FORM: [message(refusal.code)]}
    return errors


def _institution(institution_id: int) -> Any:
    return get_institution(institution_id, officer=current_officer(), act=Act.REGISTER_INSTITUTIONS)


def _registration(registration_id: int, act: Act) -> Any:
    return registrations.get_registration(registration_id, officer=current_officer(), act=act)


def _new_page(institution: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "institutions/registration_form.html",
        institution=institution,
        form=form,
        errors=name_missing(errors, LABELS),
        roles=InstitutionRole.choices(),
    )


def _renewal_page(registration: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "institutions/renewal.html", registration=registration, form=form, errors=name_missing(errors, LABELS)
    )


def _step_page(registration: Any, name: str, errors: Errors) -> str:
    return render_template(
        "institutions/registration_step.html",
        registration=registration,
        affected=list_affected(registration.id, officer=current_officer()) if STEPS[name].is_end else [],
        step=STEPS[name],
        name=name,
        form=request.form,
        errors=name_missing(errors, LABELS),
    )
