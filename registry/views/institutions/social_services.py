"""The help that an institution offers, kept by whoever answers for it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.schemas.forms import read_version
from registry.schemas.institutions.social_service import HelpInput, HelpOutput
from registry.services.institutions import social_services
from registry.services.institutions.institutions import get_institution
from registry.services.institutions.social_services import HelpDetails
from registry.views import editing
from registry.views.conflicts import Edited, Field, plain, term
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, Read, fill, name_missing, put, read_input
from registry.views.institutions.acting import act
from registry.views.institutions.coverage import area_label, coverage_lines, read_coverage
from registry.vocabulary.accounts import Act
from registry.vocabulary.social_help import HelpAudience, HelpKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("social_services", __name__)

OFFERED = "Se publicó la ayuda. Ya está en el directorio mientras su inscripción siga vigente."
STOPPED = "La ayuda quedó retirada del directorio. Lo que escribió se conserva."
BROUGHT_BACK = "La ayuda está otra vez en el directorio."
FIELDS = (
    Field("kind", "Qué ofrece", term(HelpKind)),
    Field("description", "En qué consiste", plain),
    Field("audiences", "A quiénes atiende", term(HelpAudience)),
    Field("coverage", "Dónde atiende", plain),
    Field("how_to_ask", "Cómo pedirla", plain),
    Field("phone", "Teléfono", plain),
)
LABELS = {field.name: field.label for field in FIELDS}
#: Fields that the form sends as the schema has them; the places are written in words.
NAMES = ["kind", "description", "audiences", "how_to_ask", "phone"]
WORDS, CODES = "coverage", "districts"


@blueprint.get("/instituciones/<int:institution_id>/ayuda/")
@permits(Act.OFFER_HELP)
def index(institution_id: int) -> str:
    """List what the institution offers."""
    officer = current_officer()
    return render_template(
        "institutions/social_services.html",
        institution=get_institution(institution_id, officer=officer, act=Act.OFFER_HELP),
        services=social_services.list_help(institution_id, officer=officer),
        area_label=area_label,
    )


@blueprint.get("/instituciones/<int:institution_id>/ayuda/nueva")
@permits(Act.OFFER_HELP)
def new(institution_id: int) -> str:
    """Show the form of a new help."""
    return _page(get_institution(institution_id, officer=current_officer(), act=Act.OFFER_HELP), None, MultiDict(), {})


@blueprint.post("/instituciones/<int:institution_id>/ayuda/nueva")
@permits(Act.OFFER_HELP)
def offer(institution_id: int) -> Answer:
    """Publish a help."""
    officer = current_officer()
    institution = get_institution(institution_id, officer=officer, act=Act.OFFER_HELP)
    return editing.enter(
        Entry(
            read=_read,
            enter=lambda details: social_services.offer_help(institution_id, details, officer=officer),
            page=lambda form, errors, _found: _page(institution, None, form, errors),
            told=OFFERED,
            onward=lambda _service: url_for("social_services.index", institution_id=institution_id),
        )
    )


@blueprint.get("/ayuda-social/<int:service_id>/editar")
@permits(Act.OFFER_HELP)
def edit(service_id: int) -> str:
    """Show the form of a help as kept."""
    service = social_services.get_help(service_id, officer=current_officer())
    return _page(service.institution, service, editing.opened(_filled(service), FIELDS, service.version), {})


@blueprint.post("/ayuda-social/<int:service_id>/editar")
@permits(Act.OFFER_HELP)
def change(service_id: int) -> Answer:
    """Save a help; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    service = social_services.get_help(service_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(service),
            fields=FIELDS,
            kept=_filled(service),
            read=_read,
            save=lambda details, version: social_services.change_help(
                service_id, details, version=version, officer=officer
            ),
            page=lambda form, errors, _found: _page(service.institution, service, form, errors),
        )
    )


@blueprint.post("/ayuda-social/<int:service_id>/retirar")
@permits(Act.OFFER_HELP)
def stop(service_id: int) -> Response:
    """Take a help out of the directory."""
    return _set_offered(service_id, False, STOPPED)


@blueprint.post("/ayuda-social/<int:service_id>/publicar")
@permits(Act.OFFER_HELP)
def bring_back(service_id: int) -> Response:
    """Bring a help back to the directory."""
    return _set_offered(service_id, True, BROUGHT_BACK)


def _set_offered(service_id: int, is_offered: bool, told: str) -> Response:
    officer, version = current_officer(), read_version(request.form)
    service = social_services.get_help(service_id, officer=officer)
    if act(lambda: social_services.set_offered(service_id, is_offered, version=version, officer=officer)):
        flash(told, "success")
    return redirect(url_for("social_services.index", institution_id=service.institution_id), 303)


def _read(form: Form) -> Read:
    """Read the form with its places found; those that are none are told beside their box."""
    coverage = read_coverage(form.get(WORDS, ""))
    values: Form = MultiDict(form)
    values.poplist(WORDS)
    put(values, CODES, coverage.codes)
    read = read_input(values, HelpInput(), HelpDetails)
    errors = {WORDS if name == CODES else name: texts for name, texts in read.errors.items()}
    if coverage.refusals:
        errors[WORDS] = list(coverage.refusals)
    return Read(None if errors else read.details, errors, {}, form)


def _filled(service: Any) -> Form:
    form = fill(HelpOutput(only=NAMES).dump(service), NAMES)
    form[WORDS] = coverage_lines(service.districts)
    return form


def _edited(service: Any) -> Edited:
    return Edited(
        subject="social_service",
        subject_id=service.id,
        title=service.kind.label,
        action=url_for("social_services.change", service_id=service.id),
        back=url_for("social_services.index", institution_id=service.institution_id),
        version=service.version,
    )


def _page(institution: Any, service: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "institutions/social_service_form.html",
        institution=institution,
        service=service,
        form=form,
        errors=name_missing(errors, LABELS),
        kinds=HelpKind.choices(),
        audiences=HelpAudience.choices(),
    )
