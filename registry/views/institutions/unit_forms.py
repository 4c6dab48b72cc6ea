"""Adding a unit to an institution, and correcting it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.schemas.institutions.unit import UnitInput, UnitOutput
from registry.services.institutions.details import UnitDetails
from registry.services.institutions.institutions import get_institution
from registry.services.institutions.units import add_unit, change_unit, get_unit
from registry.views import editing
from registry.views.conflicts import Edited, Field, district, plain, term, yes_no
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, Read, fill, name_missing, read_input
from registry.views.lookups import Found
from registry.views.places import DISTRICT, suggestions
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import UnitKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("unit_forms", __name__)

ADDED = "Se agregó la unidad. Registre ahora las vacantes que ofrece."
FIELDS = (
    Field("name", "Nombre", plain),
    Field("kind", "Tipo", term(UnitKind)),
    Field("ubigeo", "Distrito", district),
    Field("address", "Dirección", plain),
    Field("latitude", "Latitud", plain),
    Field("longitude", "Longitud", plain),
    Field("has_student_contact", "Contacto con estudiantes", yes_no),
    Field("supervisor", "Responsable", plain),
    Field("supervisor_post", "Cargo del responsable", plain),
    Field("phone", "Teléfono", plain),
    Field("email", "Correo electrónico", plain),
    Field("exception_reason", "Motivo de la excepción", plain),
)
LABELS = {field.name: field.label for field in FIELDS}
NAMES = [field.name for field in FIELDS]


@blueprint.get("/instituciones/<int:institution_id>/unidades/nueva")
@permits(Act.ADD_UNITS)
def new(institution_id: int) -> str:
    """Show the form of a new unit."""
    institution = get_institution(institution_id, officer=current_officer())
    form: Form = MultiDict({"name": institution.name, "address": institution.address})
    return _page(institution, None, form, {}, {DISTRICT.name: DISTRICT.show(institution.ubigeo)})


@blueprint.post("/instituciones/<int:institution_id>/unidades/nueva")
@permits(Act.ADD_UNITS)
def add(institution_id: int) -> Answer:
    """Add a unit to the officer's office."""
    institution = get_institution(institution_id, officer=current_officer())
    return editing.enter(
        Entry(
            read=_read,
            enter=lambda details: add_unit(institution_id, details, officer=current_officer()),
            page=lambda form, errors, found: _page(institution, None, form, errors, found),
            told=ADDED,
            onward=lambda unit: url_for("units.show", unit_id=unit.id),
        )
    )


@blueprint.get("/unidades/<int:unit_id>/editar")
@permits(Act.KEEP_UNITS)
def edit(unit_id: int) -> str:
    """Show the form of a unit as kept."""
    unit = get_unit(unit_id, officer=current_officer())
    form = editing.opened(_filled(unit), FIELDS, unit.version)
    return _page(unit.institution, unit, form, {}, {DISTRICT.name: DISTRICT.show(unit.ubigeo)})


@blueprint.post("/unidades/<int:unit_id>/editar")
@permits(Act.KEEP_UNITS)
def change(unit_id: int) -> Answer:
    """Save a unit; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    unit = get_unit(unit_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(unit),
            fields=FIELDS,
            kept=_filled(unit),
            read=_read,
            save=lambda details, version: change_unit(unit_id, details, version=version, officer=officer),
            page=lambda form, errors, found: _page(unit.institution, unit, form, errors, found),
        )
    )


def _read(form: Form) -> Read:
    return read_input(form, UnitInput(), UnitDetails, DISTRICT)


def _filled(unit: Any) -> Form:
    return fill(UnitOutput(only=NAMES).dump(unit), NAMES)


def _edited(unit: Any) -> Edited:
    return Edited(
        subject="beneficiary_unit",
        subject_id=unit.id,
        title=unit.name,
        action=url_for("unit_forms.change", unit_id=unit.id),
        back=url_for("units.show", unit_id=unit.id),
        version=unit.version,
    )


def _page(institution: Any, unit: Any, form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    return render_template(
        "institutions/unit_form.html",
        institution=institution,
        unit=unit,
        form=form,
        errors=name_missing(errors, LABELS),
        district=found[DISTRICT.name],
        suggestions=suggestions(current_officer().home_ubigeo),
        kinds=UnitKind.choices(),
    )
