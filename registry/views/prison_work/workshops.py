"""The workshops of a prison: the list, a new one, and one corrected, closed or opened again."""

from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.services.prison_work import pavilions, workshops
from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, name_missing
from registry.views.prison_work import prisons, workshop_fields
from registry.views.prison_work.workshop_fields import FIELDS, LABELS
from registry.vocabulary.accounts import Act
from registry.vocabulary.prison_work import WorkPlace
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("workshops", __name__, url_prefix="/penales/<prison>/talleres")

ENTERED = "El taller quedó registrado. Las actividades ya pueden pedirlo."
COLUMNS = [
    {"label": "Taller"},
    {"label": "Metros cuadrados", "is_number": True},
    {"label": "Turnos abiertos", "is_number": True},
    {"label": "Caben por turno", "is_number": True},
    {"label": "Estado"},
]


@blueprint.get("/")
@permits(Act.KEEP_WORKSHOPS)
def index(prison: str) -> str:
    """List the workshops and the pavilions of the prison."""
    officer = current_officer()
    return render_template(
        "prison_work/workshops.html",
        **prisons.frame(prison),
        workshops=workshops.list_workshops(prison, officer=officer),
        pavilions=pavilions.list_pavilions(prison, officer=officer),
        columns=COLUMNS,
    )


@blueprint.get("/nuevo")
@permits(Act.KEEP_WORKSHOPS)
def new(prison: str) -> str:
    """Show the form of a new workshop."""
    return _page(prison, None, MultiDict({"is_open": "true", "place": WorkPlace.WORKSHOP.value}), {})


@blueprint.post("/nuevo")
@permits(Act.KEEP_WORKSHOPS)
def enter(prison: str) -> Answer:
    """Enter a workshop."""
    return editing.enter(
        Entry(
            read=lambda form: workshop_fields.read(form, prison),
            enter=lambda details: workshops.open_workshop(details, officer=current_officer()),
            page=lambda form, errors, _found: _page(prison, None, form, errors),
            told=ENTERED,
            onward=lambda _workshop: url_for("workshops.index", prison=prison),
        )
    )


@blueprint.get("/<int:workshop_id>/editar")
@permits(Act.KEEP_WORKSHOPS)
def edit(prison: str, workshop_id: int) -> str:
    """Show the form of a workshop, filled as it is kept."""
    view = workshops.get_workshop(workshop_id, officer=current_officer())
    form = editing.opened(workshop_fields.filled(view.workshop), FIELDS, view.workshop.version)
    return _page(view.workshop.prison, view, form, {})


@blueprint.post("/<int:workshop_id>/editar")
@permits(Act.KEEP_WORKSHOPS)
def change(prison: str, workshop_id: int) -> Answer:
    """Save a workshop; nothing that published vacancies were promised is taken away."""
    officer = current_officer()
    view = workshops.get_workshop(workshop_id, officer=officer)
    workshop = view.workshop

    def save(details: Any, version: int) -> object:
        return workshops.change_workshop(workshop_id, details, version=version, officer=officer)

    return editing.answer(
        Edit(
            edited=_edited(workshop),
            fields=FIELDS,
            kept=workshop_fields.filled(workshop),
            read=lambda form: workshop_fields.read(form, workshop.prison),
            save=save,
            page=lambda form, errors, _found: _page(workshop.prison, view, form, errors),
        )
    )


def _edited(workshop: Any) -> Edited:
    return Edited(
        subject="workshop",
        subject_id=workshop.id,
        title=workshop.name,
        action=url_for("workshops.change", prison=workshop.prison, workshop_id=workshop.id),
        back=url_for("workshops.index", prison=workshop.prison),
        version=workshop.version,
    )


def _page(prison: str, view: Any, form: Form, errors: Errors) -> str:
    known = pavilions.list_pavilions(prison, officer=current_officer())
    return render_template(
        "prison_work/workshop_form.html",
        **prisons.frame(prison),
        view=view,
        form=form,
        errors=name_missing(errors, LABELS),
        pavilions=[(one.id, one.name) for one in known if one.is_open or str(one.id) in form.getlist("pavilions")],
        places=WorkPlace.choices(),
    )
