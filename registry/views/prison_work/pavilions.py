"""The pavilions of a prison: a new one, and one corrected, closed or opened again."""

from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.services.prison_work import pavilions
from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, name_missing
from registry.views.prison_work import prisons, workshop_fields
from registry.views.prison_work.workshop_fields import PAVILION_FIELDS, PAVILION_LABELS
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("pavilions", __name__, url_prefix="/penales/<prison>/pabellones")

ENTERED = "El pabellón quedó registrado."


@blueprint.get("/nuevo")
@permits(Act.KEEP_WORKSHOPS)
def new(prison: str) -> str:
    """Show the form of a new pavilion."""
    pavilions.list_pavilions(prison, officer=current_officer())  # another's prison is not found
    return _page(prison, None, MultiDict({"is_open": "true"}), {})


@blueprint.post("/nuevo")
@permits(Act.KEEP_WORKSHOPS)
def enter(prison: str) -> Answer:
    """Enter a pavilion."""
    pavilions.list_pavilions(prison, officer=current_officer())  # another's prison is not found
    return editing.enter(
        Entry(
            read=lambda form: workshop_fields.read_pavilion(form, prison),
            enter=lambda details: pavilions.open_pavilion(details, officer=current_officer()),
            page=lambda form, errors, _found: _page(prison, None, form, errors),
            told=ENTERED,
            onward=lambda _pavilion: url_for("workshops.index", prison=prison),
        )
    )


@blueprint.get("/<int:pavilion_id>/editar")
@permits(Act.KEEP_WORKSHOPS)
def edit(prison: str, pavilion_id: int) -> str:
    """Show the form of a pavilion, filled as it is kept."""
    pavilion = pavilions.get_pavilion(pavilion_id, officer=current_officer())
    form = editing.opened(workshop_fields.filled_pavilion(pavilion), PAVILION_FIELDS, pavilion.version)
    return _page(pavilion.prison, pavilion, form, {})


@blueprint.post("/<int:pavilion_id>/editar")
@permits(Act.KEEP_WORKSHOPS)
def change(prison: str, pavilion_id: int) -> Answer:
    """Save a pavilion."""
    officer = current_officer()
    pavilion = pavilions.get_pavilion(pavilion_id, officer=officer)

    def save(details: Any, version: int) -> object:
        return pavilions.change_pavilion(pavilion_id, details, version=version, officer=officer)

    return editing.answer(
        Edit(
            edited=_edited(pavilion),
            fields=PAVILION_FIELDS,
            kept=workshop_fields.filled_pavilion(pavilion),
            read=lambda form: workshop_fields.read_pavilion(form, pavilion.prison),
            save=save,
            page=lambda form, errors, _found: _page(pavilion.prison, pavilion, form, errors),
        )
    )


def _edited(pavilion: Any) -> Edited:
    return Edited(
        subject="pavilion",
        subject_id=pavilion.id,
        title=pavilion.name,
        action=url_for("pavilions.change", prison=pavilion.prison, pavilion_id=pavilion.id),
        back=url_for("workshops.index", prison=pavilion.prison),
        version=pavilion.version,
    )


def _page(prison: str, pavilion: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "prison_work/pavilion_form.html",
        **prisons.frame(prison),
        pavilion=pavilion,
        form=form,
        errors=name_missing(errors, PAVILION_LABELS),
    )
