"""Keys of the programs that act for the signed-in holder."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import TokenInput
from registry.schemas.forms import load_form
from registry.services.accounts import tokens
from registry.services.accounts.tokens import TokenDetails
from registry.views.accounts.proving import proved
from registry.views.filling import Errors, Form, name_missing
from registry.vocabulary.sign_in import TokenScope
from registry.web.identity import current_officer
from registry.web.permissions import signed_in

blueprint = Blueprint("own_keys", __name__, url_prefix="/mi-cuenta/claves")

LABELS = {"name": "Programa", "scope": "Qué permite", "days": "Días que dura"}
USUAL = {"scope": TokenScope.READ.value, "days": "90"}


@blueprint.get("/nueva")
@proved
@signed_in
def new() -> str:
    """Show the form of a key."""
    return _page(MultiDict(USUAL), {})


@blueprint.post("/")
@proved
@signed_in
def issue() -> tuple[str, int]:
    """Issue a key and show it this once: it goes neither to an address nor to the cookie."""
    loaded, errors = load_form(TokenInput(), request.form)
    if errors:
        return _page(request.form, name_missing(errors, LABELS)), 422
    details = TokenDetails(**loaded)
    token = tokens.issue_token(current_officer().username, details, at=now())
    return render_template("accounts/new_token.html", token=token, details=details), 201


@blueprint.post("/<int:token_id>/anular")
@signed_in
def revoke(token_id: int) -> Response:
    """End a key of one's own."""
    tokens.revoke_token(token_id, officer=current_officer(), at=now())
    flash("La clave quedó anulada.", "success")
    return redirect(url_for("own_account.show"), 303)


def _page(form: Form, errors: Errors) -> str:
    return render_template("accounts/token_form.html", form=form, errors=errors, scopes=TokenScope.choices())
