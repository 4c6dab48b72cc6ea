"""Who may do what: the report of accounts, and its signature every six months."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from registry.schemas.accounts.incident import ReviewInput
from registry.schemas.forms import load_form
from registry.services.accounts import privileges
from registry.views.editing import Answer
from registry.views.filling import Errors
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("privileges", __name__, url_prefix="/privilegios")

SIGNED = "Se firmó la revisión de privilegios."


@blueprint.get("/")
@permits(Act.REVIEW_PRIVILEGES)
def index() -> str:
    """Show the accounts within reach with role and last sign-in, and the reviews signed so far."""
    return _page({})


@blueprint.post("/")
@permits(Act.REVIEW_PRIVILEGES)
def sign() -> Answer:
    """Sign that the accounts were looked over."""
    loaded, errors = load_form(ReviewInput(), request.form)
    if errors:
        return _page(errors), 422
    privileges.sign_off(officer=current_officer(), **loaded)
    flash(SIGNED, "success")
    return redirect(url_for("privileges.index"), 303)


def _page(errors: Errors) -> str:
    officer = current_officer()
    return render_template(
        "privileges/index.html",
        rows=privileges.list_privileges(officer=officer),
        standing=privileges.standing(officer=officer),
        reviews=privileges.list_reviews(officer=officer),
        unused_days=privileges.UNUSED_DAYS,
        errors=errors,
        remark=request.form.get("remark", ""),
    )
