"""The officer's own office, as its letters print it; its chief corrects it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, url_for

from registry.schemas.accounts.office import OfficeInput, OfficeOutput
from registry.services.accounts.offices import OfficeDetails, change_office, get_office
from registry.services.accounts.policy import Act, own_office_id, require
from registry.views import editing
from registry.views.conflicts import Edited, Field, district, plain
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, Read, fill, name_missing, read_input
from registry.views.lookups import Found
from registry.views.places import DISTRICT, suggestions
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("own_office", __name__, url_prefix="/mi-oficina")

FIELDS = (
    Field("name", "Nombre", plain),
    Field("ubigeo", "Distrito", district),
    Field("address", "Dirección", plain),
    Field("latitude", "Latitud", plain),
    Field("longitude", "Longitud", plain),
    Field("phone", "Teléfono", plain),
    Field("email", "Correo electrónico", plain),
)
LABELS = {field.name: field.label for field in FIELDS}
NAMES = [field.name for field in FIELDS]
#: What the command that opened the office settled.
SETTLED = ("code", "region", "kind")


@blueprint.get("/")
@permits(Act.KEEP_OFFICES)
def edit() -> str:
    """Show the form of the office as kept."""
    office = _office()
    form = editing.opened(_filled(office), FIELDS, office.version)
    return _page(office, form, {}, {DISTRICT.name: DISTRICT.show(office.ubigeo)})


@blueprint.post("/")
@permits(Act.KEEP_OFFICES)
def change() -> Answer:
    """Save the office; where somebody saved it meanwhile, ask which values stay."""
    officer, office = current_officer(), _office()
    return editing.answer(
        Edit(
            edited=_edited(office),
            fields=FIELDS,
            kept=_filled(office),
            read=lambda form: _read(form, office),
            save=lambda details, version: change_office(office.id, details, version=version, officer=officer),
            page=lambda form, errors, found: _page(office, form, errors, found),
        )
    )


def _office() -> Any:
    officer = current_officer()
    require(officer, Act.KEEP_OFFICES)
    return get_office(own_office_id(officer))


def _read(form: Form, office: Any) -> Read:
    given = form.copy()
    for name in SETTLED:
        given[name] = str(getattr(office, name))
    return read_input(given, OfficeInput(), OfficeDetails, DISTRICT)


def _filled(office: Any) -> Form:
    return fill(OfficeOutput(only=NAMES).dump(office), NAMES)


def _edited(office: Any) -> Edited:
    return Edited(
        subject="office",
        subject_id=office.id,
        title=office.name,
        action=url_for("own_office.change"),
        back=url_for("own_account.show"),
        version=office.version,
    )


def _page(office: Any, form: Form, errors: Errors, found: Mapping[str, Found]) -> str:
    return render_template(
        "accounts/own_office.html",
        office=office,
        form=form,
        errors=name_missing(errors, LABELS),
        district=found[DISTRICT.name],
        suggestions=suggestions(office.ubigeo),
    )
