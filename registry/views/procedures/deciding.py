"""Deciding a case file: what an approval would do is read before it is signed."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.schemas.forms import load_form
from registry.schemas.procedures.desk import ApprovalInput, DenialInput
from registry.services.accounts.policy import Act
from registry.services.procedures.decision import deciding
from registry.services.procedures.decision.deciding import Decided
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.procedures.case_page import attempt, lead_back, open_case, render
from registry.vocabulary.messages import message
from registry.vocabulary.procedures import NoticeMeans
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("case_deciding", __name__, url_prefix="/expedientes/<int:case_file_id>")

LABELS = {"words": "Fundamento", "valid_to": "Vale hasta"}
APPROVED = "La solicitud quedó aprobada y se emitió la resolución."
DENIED = "La solicitud quedó denegada y se emitió la resolución."
ON_PAPER = " Imprímala y entréguela: el plazo para impugnar corre desde que se reciba."


@blueprint.get("/aprobar")
@permits(Act.DECIDE_CASES)
def show_approval(case_file_id: int) -> str:
    """Tell what the approval will do, and ask for its grounds."""
    return _approval(case_file_id, MultiDict(), {})


@blueprint.post("/aprobar")
@proved
@permits(Act.DECIDE_CASES)
def approve(case_file_id: int) -> Answer:
    """Approve the file; an account that is invited without mail gets its link here, this once."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(ApprovalInput(), request.form)
    if errors:
        return _approval(case_file_id, request.form, errors), 422
    tried = attempt(lambda version: deciding.approve(case_file_id, **loaded, version=version, officer=officer, on=on))
    if tried.done is None:
        return _approval(case_file_id, request.form, tried.errors), tried.status
    return _decided(case_file_id, tried.done, APPROVED)


@blueprint.get("/denegar")
@permits(Act.DECIDE_CASES)
def show_denial(case_file_id: int) -> str:
    """Ask for the grounds of a denial."""
    return _denial(case_file_id, MultiDict(), {})


@blueprint.post("/denegar")
@proved
@permits(Act.DECIDE_CASES)
def deny(case_file_id: int) -> Answer:
    """Deny the file."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(DenialInput(), request.form)
    if errors:
        return _denial(case_file_id, request.form, errors), 422
    tried = attempt(lambda version: deciding.deny(case_file_id, **loaded, version=version, officer=officer, on=on))
    if tried.done is None:
        return _denial(case_file_id, request.form, tried.errors), tried.status
    return _decided(case_file_id, tried.done, DENIED)


def _decided(case_file_id: int, decided: Decided, told: str) -> Answer:
    is_on_paper = decided.notice is not None and decided.notice.means is NoticeMeans.PAPER
    flash(told + (ON_PAPER if is_on_paper else ""), "success")
    invited = decided.invited
    if invited is None or not invited.token:
        return lead_back(case_file_id)
    link = url_for("links.show_invitation", token=invited.token, _external=True)
    return render_template("procedures/desk/invited.html", case=decided.case, holder=invited.account, link=link)


def _approval(case_file_id: int, form: Form, errors: Errors) -> str:
    view, on = open_case(case_file_id), today()
    prospect = deciding.foresee(case_file_id, officer=current_officer(), on=on)
    hindrances: list[Any] = [message(one.code, one.facts) for one in prospect.hindrances]
    told = name_missing(errors, LABELS)
    return render("approval", view, form=form, errors=told, prospect=prospect, hindrances=hindrances)


def _denial(case_file_id: int, form: Form, errors: Errors) -> str:
    return render("denial", open_case(case_file_id), form=form, errors=name_missing(errors, LABELS))
