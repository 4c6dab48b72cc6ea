"""Opening an inmate's file, and correcting it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.services.prison_work import inmates
from registry.services.prison_work.inmate_files import open_inmate
from registry.views import editing
from registry.views.conflicts import Edited
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, name_missing, put, saved, ticked_shifts
from registry.views.prison_work import inmate_fields, prisons
from registry.views.prison_work.inmate_fields import FIELDS, LABELS, TRADES
from registry.vocabulary.accounts import Act
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import LegalSituation, Sex, Stage
from registry.vocabulary.shifts import Shift
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("inmate_forms", __name__, url_prefix="/penales/<prison>/internos")

OPENED = "Se abrió la ficha. Registre ahora el delito y las limitaciones: sin ellos no se asigna un puesto con cuenta."
KNOWN = "Ese documento ya tiene ficha en el establecimiento. Es esta; no se cambió nada."


@blueprint.get("/nuevo")
@permits(Act.KEEP_INMATES)
def new(prison: str) -> str:
    """Show the form of a new file."""
    form: Form = MultiDict()
    put(form, "free_shifts", [str(int(shift)) for shift in Shift])
    return _page(prison, None, form, {})


@blueprint.post("/nuevo")
@permits(Act.KEEP_INMATES)
def register(prison: str) -> Answer:
    """Open a file and lead to what the law reserves, or lead to the file that the document already has."""
    read = inmate_fields.read_new(request.form, prison)
    if read.details is None:
        return _page(prison, None, request.form, read.errors), 422
    details, admission = read.details
    opened, refused = saved(lambda: inmates.register_inmate(details, admission, officer=current_officer()))
    if opened is None:
        return _page(prison, None, request.form, refused), 422
    flash(OPENED if opened.is_new else KNOWN, "success" if opened.is_new else "warning")
    after = "inmate_reserved.show" if opened.is_new else "inmates.show"
    return redirect(url_for(after, prison=prison, inmate_id=opened.inmate.id), 303)


@blueprint.get("/<int:inmate_id>/editar")
@permits(Act.KEEP_INMATES)
def edit(prison: str, inmate_id: int) -> str:
    """Show the form of a file, filled as it is kept."""
    inmate = open_inmate(inmate_id, officer=current_officer())
    form = editing.opened(inmate_fields.filled(inmate), FIELDS, inmate.version)
    return _page(inmate.prison, inmate, form, {})


@blueprint.post("/<int:inmate_id>/editar")
@permits(Act.KEEP_INMATES)
def change(prison: str, inmate_id: int) -> Answer:
    """Save a file; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    inmate = inmates.get_inmate(inmate_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(inmate),
            fields=FIELDS,
            kept=inmate_fields.filled(inmate),
            read=inmate_fields.read,
            save=lambda details, version: inmates.change_inmate(inmate_id, details, version=version, officer=officer),
            page=lambda form, errors, _found: _page(inmate.prison, inmate, form, errors),
        )
    )


def _edited(inmate: Any) -> Edited:
    named = {"prison": inmate.prison, "inmate_id": inmate.id}
    return Edited(
        subject="inmate",
        subject_id=inmate.id,
        title=inmate.full_name,
        action=url_for("inmate_forms.change", **named),
        back=url_for("inmates.show", **named),
        version=inmate.version,
    )


def _page(prison: str, inmate: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "prison_work/inmate_form.html",
        **prisons.frame(prison),
        inmate=inmate,
        form=form,
        errors=name_missing(errors, LABELS),
        free=ticked_shifts(form, "free_shifts"),
        trades=TRADES,
        options={
            "pavilions": inmates.list_pavilions(prison, officer=current_officer()),
            "document_kinds": DocumentKind.choices(),
            "sexes": Sex.choices(),
            "situations": LegalSituation.choices(),
            "stages": Stage.choices(),
            "education_levels": EducationLevel.choices(),
            "skills": Skill.choices(),
        },
    )
