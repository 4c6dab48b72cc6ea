"""The administrator's pages of procedures: every detail with its source, and entering another from a day on."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.procedures.catalogue import CATALOGUE, get_procedure
from registry.schemas.forms import load_form
from registry.schemas.procedures.settings import DetailInput, FeeInput
from registry.services.accounts.policy import Act
from registry.services.procedures.deadlines import entering, settings
from registry.services.procedures.deadlines.entering import Entry
from registry.services.procedures.deadlines.settings import Detail
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.formats.numbers import plural, soles
from registry.views.lists import term_of
from registry.vocabulary.procedures import DeemedDecision, ProcedureCode, ProcedureDetail
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("procedure_settings", __name__, url_prefix="/procedimientos")

LABELS = {"value": "Valor", "source": "Norma o acto que lo dice", "valid_from": "Rige desde"}
UNKNOWN = "sin dato"
DETAIL = "/<procedure_code>/<detail_name>"


@blueprint.get("/")
@permits(Act.KEEP_PROCEDURES)
def index() -> str:
    """List the details of every procedure as they bind today."""
    on = today()
    rows = [
        (procedure, _details(procedure.code, settings.details_at(procedure.code, on)))
        for procedure in CATALOGUE.values()
    ]
    unsettled = sum(not one["detail"].is_confirmed for _, details in rows for one in details)
    return render_template("procedures/settings/index.html", rows=rows, unsettled=unsettled, today=on)


@blueprint.get(DETAIL)
@permits(Act.KEEP_PROCEDURES)
def show(procedure_code: str, detail_name: str) -> str:
    """Show what bound and what will, and ask for another value."""
    return _page(procedure_code, detail_name, MultiDict(), {})


@blueprint.post(DETAIL)
@permits(Act.KEEP_PROCEDURES)
def enter(procedure_code: str, detail_name: str) -> Answer:
    """Enter another value from a day on."""
    procedure, detail = _named(procedure_code, detail_name)
    schema = FeeInput() if detail is ProcedureDetail.FEE else DetailInput()
    loaded, errors = load_form(schema, request.form)
    if not errors:
        entry, officer = Entry(**loaded), current_officer()
        _, errors = saved(lambda: entering.enter_detail(procedure, detail, entry, officer=officer, on=today()))
    if errors:
        return _page(procedure_code, detail_name, request.form, errors), 422
    flash("El dato quedó anotado; los plazos en curso se calcularon otra vez.", "success")
    return redirect(url_for("procedure_settings.show", procedure_code=procedure_code, detail_name=detail_name), 303)


def told_value(detail: ProcedureDetail, value: str) -> str:
    """The value of a detail in its unit: «30 días hábiles»."""
    if not value:
        return UNKNOWN
    if detail is ProcedureDetail.DEEMED:
        return DeemedDecision(value).label
    amount = int(value)
    if detail is ProcedureDetail.FEE:
        return soles(amount) if amount else "Gratuito"
    units = ("mes", "meses") if detail is ProcedureDetail.VALIDITY else ("día hábil", "días hábiles")
    return plural(amount, *units)


def _details(code: ProcedureCode, found: Any) -> Sequence[dict[str, Any]]:
    return [
        {
            "detail": found[detail],
            "label": detail.label,
            "value": told_value(detail, found[detail].value),
            "url": url_for("procedure_settings.show", procedure_code=code.value, detail_name=detail.value),
        }
        for detail in ProcedureDetail
    ]


def _named(procedure_code: str, detail_name: str) -> tuple[ProcedureCode, ProcedureDetail]:
    procedure, detail = term_of(ProcedureCode, procedure_code), term_of(ProcedureDetail, detail_name)
    if procedure is None or detail is None:
        raise NotFound(procedure=procedure_code, detail=detail_name)
    return procedure, detail


def _page(procedure_code: str, detail_name: str, form: Form, errors: Errors) -> str:
    procedure, detail = _named(procedure_code, detail_name)
    entered = [
        (row, told_value(detail, row.value))
        for row in entering.list_settings(officer=current_officer())
        if (row.procedure, row.detail) == (procedure, detail)
    ]
    present: Detail = settings.detail_at(procedure, detail, today())
    return render_template(
        "procedures/settings/detail.html",
        procedure=get_procedure(procedure),
        detail=detail,
        present=present,
        value=told_value(detail, present.value),
        entered=entered,
        form=form,
        errors=name_missing(errors, LABELS),
        is_fee=detail is ProcedureDetail.FEE,
        decisions=DeemedDecision.choices() if detail is ProcedureDetail.DEEMED else (),
        today=today(),
    )
