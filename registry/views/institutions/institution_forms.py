"""Entering an institution, and correcting it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.schemas.institutions.institution import InstitutionInput, InstitutionOutput
from registry.services.institutions.details import InstitutionDetails
from registry.services.institutions.institutions import (
    change_institution,
    get_institution,
    register_institution,
)
from registry.views import editing
from registry.views.conflicts import Edited, Field, district, plain, term
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, Read, fill, name_missing, read_input
from registry.views.lookups import Found
from registry.views.places import DISTRICT, suggestions
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import InstitutionNature
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("institution_forms", __name__, url_prefix="/instituciones")

ENTERED = "Se registró la institución. Inscríbala ahora como unidad beneficiaria."
FIELDS = (
    Field("ruc", "RUC", plain),
    Field("name", "Nombre", plain),
    Field("nature", "Naturaleza", term(InstitutionNature)),
    Field("social_purpose", "Fin asistencial o social", plain),
    Field("ubigeo", "Distrito", district),
    Field("address", "Dirección", plain),
    Field("representative", "Representante", plain),
    Field("phone", "Teléfono", plain),
    Field("email", "Correo electrónico", plain),
)
LABELS = {field.name: field.label for field in FIELDS}
NAMES = [field.name for field in FIELDS]


@blueprint.get("/nueva")
@permits(Act.KEEP_INSTITUTIONS)
def new() -> str:
    """Show the form of a new institution."""
    return _page(None, MultiDict(), {}, {DISTRICT.name: DISTRICT.show("")})


@blueprint.post("/nueva")
@permits(Act.KEEP_INSTITUTIONS)
def register() -> Answer:
    """Enter an institution."""
    return editing.enter(
        Entry(
            read=_read,
            enter=lambda details: register_institution(details, officer=current_officer()),
            page=lambda form, errors, found: _page(None, form, errors, found),
            told=ENTERED,
            onward=lambda institution: url_for("institutions.show", institution_id=institution.id),
        )
    )


@blueprint.get("/<int:institution_id>/editar")
@permits(Act.KEEP_INSTITUTIONS)
def edit(institution_id: int) -> str:
    """Show the form of an institution as kept."""
    institution = get_institution(institution_id, officer=current_officer(), act=Act.KEEP_INSTITUTIONS)
    form = editing.opened(_filled(institution), FIELDS, institution.version)
    return _page(institution, form, {}, {DISTRICT.name: DISTRICT.show(institution.ubigeo)})


@blueprint.post("/<int:institution_id>/editar")
@permits(Act.KEEP_INSTITUTIONS)
def change(institution_id: int) -> Answer:
    """Save an institution; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    institution = get_institution(institution_id, officer=current_officer(), act=Act.KEEP_INSTITUTIONS)
    return editing.answer(
        Edit(
            edited=_edited(institution),
            fields=FIELDS,
            kept=_filled(institution),
            read=_read,
            save=lambda details, version: change_institution(institution_id, details, version=version, officer=officer),
            page=lambda form, errors, found: _page(institution, form, errors, found),
        )
    )


def _read(form: Form) -> Read:
    return read_input(form, InstitutionInput(), InstitutionDetails, DISTRICT)


def _filled(institution: Any) -> Form:
    return fill(InstitutionOutput().dump(institution), NAMES)


def _edited(institution: Any) -> Edited:
    return Edited(
        subject="institution",
        subject_id=institution.id,
        title=institution.name,
        action=url_for("institution_forms.change", institution_id=institution.id),
        back=url_for("institutions.show", institution_id=institution.id),
        version=institution.version,
    )


def _page(institution: Any, form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    return render_template(
        "institutions/institution_form.html",
        institution=institution,
        form=form,
        errors=name_missing(errors, LABELS),
        district=found[DISTRICT.name],
        suggestions=suggestions(current_officer().home_ubigeo),
        natures=InstitutionNature.choices(),
    )
