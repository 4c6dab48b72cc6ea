"""What the law reserves of an inmate: shown for a stated purpose, and each look noted by the audit."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import StaleVersion
from registry.schemas.forms import load_form, read_version
from registry.schemas.people.reserved import PurposeInput
from registry.schemas.prison_work.inmate import InmateReservedInput
from registry.services.prison_work import inmates
from registry.services.prison_work.account_bars import grounds_of
from registry.services.prison_work.inmate_details import ReservedDetails
from registry.services.prison_work.inmate_files import open_inmate
from registry.views.editing import CHANGED, Answer
from registry.views.filling import Errors, Form, fill, name_missing, saved
from registry.views.people import purposes
from registry.views.people.reserved import STALE
from registry.views.prison_work import prisons
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import WorkDemand
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint(
    "inmate_reserved", __name__, url_prefix="/penales/<prison>/internos/<int:inmate_id>/datos-reservados"
)

MARKS = ("is_recidivist", "is_organised_crime", "is_interdict")
NAMES = ("offences", *MARKS, "unable")
LABELS = {"offences": "Delitos", "unable": "No puede realizar", "purpose": "Motivo de la consulta"}


@blueprint.get("/motivo")
@permits(Act.READ_INMATE_RESERVED)
def show_purpose(prison: str, inmate_id: int) -> str:
    """Show the question for the purpose."""
    return _purpose_page(inmates.get_inmate(inmate_id, officer=current_officer()), {})


@blueprint.post("/motivo")
@permits(Act.READ_INMATE_RESERVED)
def ask(prison: str, inmate_id: int) -> Answer:
    """Take the purpose and go on."""
    inmate = inmates.get_inmate(inmate_id, officer=current_officer())
    loaded, errors = load_form(PurposeInput(), request.form)
    if errors:
        return _purpose_page(inmate, errors), 422
    purposes.state(_key(inmate_id), loaded["purpose"])
    return redirect(url_for("inmate_reserved.show", prison=inmate.prison, inmate_id=inmate_id), 303)


@blueprint.get("/")
@permits(Act.READ_INMATE_RESERVED)
def show(prison: str, inmate_id: int) -> Answer:
    """Show the reserved facts that the role needs."""
    if (purpose := purposes.stated(_key(inmate_id))) is None:
        return _lead_to_purpose(inmate_id)
    inmate = open_inmate(inmate_id, officer=current_officer(), purpose=purpose)
    return _page(inmate, _filled(inmate), {}, purpose)


@blueprint.post("/")
@permits(Act.KEEP_INMATES)
def change(prison: str, inmate_id: int) -> Answer:
    """Replace the reserved facts; whether the special account is open follows from them."""
    officer = current_officer()
    if (purpose := purposes.stated(_key(inmate_id))) is None:
        return _lead_to_purpose(inmate_id)
    inmate = open_inmate(inmate_id, officer=officer, purpose=purpose)
    loaded, errors = load_form(InmateReservedInput(), request.form)
    if not errors:
        details, version = ReservedDetails(**loaded), read_version(request.form)
        try:
            _, errors = saved(lambda: inmates.change_reserved(inmate_id, details, version=version, officer=officer))
        except StaleVersion:
            flash(STALE, "warning")
            inmate = open_inmate(inmate_id, officer=officer, purpose=purpose)
            return _page(inmate, _filled(inmate), {}, purpose), 409
    if errors:
        return _page(inmate, request.form, errors, purpose), 422
    flash(CHANGED, "success")
    return redirect(url_for("inmates.show", prison=inmate.prison, inmate_id=inmate_id), 303)


def _key(inmate_id: int) -> str:
    return f"inmate-{inmate_id}"


def _lead_to_purpose(inmate_id: int) -> Response:
    """Ask why before going on; another prison's file is not found."""
    inmate = inmates.get_inmate(inmate_id, officer=current_officer())
    return redirect(url_for("inmate_reserved.show_purpose", prison=inmate.prison, inmate_id=inmate_id), 303)


def _filled(inmate: Any) -> Form:
    """The form that would send what is kept; of what the role does not open nothing."""
    opened = {name: getattr(inmate, name) for name in ("offences", "unable") if inmate.is_loaded(name)}
    marks = (inmate.legal_marks or {}) if inmate.is_loaded("legal_marks") else {}
    offences = "; ".join(opened.get("offences") or [])
    form = fill({"offences": offences, "unable": opened.get("unable"), **marks}, NAMES)
    form["version"] = str(inmate.version)
    return form


def _purpose_page(inmate: Any, errors: Errors) -> str:
    return render_template(
        "prison_work/inmate_purpose.html",
        **prisons.frame(inmate.prison),
        inmate=inmate,
        errors=name_missing(errors, LABELS),
        purpose=request.form.get("purpose", ""),
    )


def _page(inmate: Any, form: Form, errors: Errors, purpose: str) -> str:
    is_whole = inmate.is_loaded("legal_marks")
    return render_template(
        "prison_work/inmate_reserved.html",
        **prisons.frame(inmate.prison),
        inmate=inmate,
        form=form,
        errors=name_missing(errors, LABELS),
        purpose=purpose,
        #: Whoever keeps the file sees all of it, and edits; a profession sees what it weighs.
        is_whole=is_whole,
        is_first_time=inmate.is_loaded("offences") and inmate.offences is None,
        grounds=[(bar.name, bar.norm) for bar in grounds_of(inmate)] if is_whole else [],
        unable=[WorkDemand(code).label for code in form.getlist("unable") if code in set(WorkDemand)],
        work_demands=WorkDemand.choices(),
    )
