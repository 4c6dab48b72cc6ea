"""The signed-in officer's own account: their password and their programs' keys."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import OwnPasswordInput
from registry.schemas.forms import load_form
from registry.services.accounts import accounts, tokens
from registry.services.accounts.policy import Act, is_allowed
from registry.views.filling import name_missing
from registry.web.identity import current_officer, open_session
from registry.web.permissions import signed_in
from registry.web.refusals import field_messages

blueprint = Blueprint("own_account", __name__, url_prefix="/mi-cuenta")

TOKEN_COLUMNS = [{"label": "Clave"}, {"label": "Vence"}, {"label": "Estado"}, {"label": "Acción"}]
TOKEN_DAYS = 90
LABELS = {"current": "Contraseña actual", "password": "Contraseña nueva"}


@blueprint.get("/")
@signed_in
def show() -> str:
    """Show who is signed in, and their keys."""
    officer = current_officer()
    return render_template(
        "accounts/own_account.html",
        officer=officer,
        tokens=tokens.list_tokens(officer),
        columns=TOKEN_COLUMNS,
        may_keep_office=is_allowed(officer, Act.KEEP_OFFICES),
    )


@blueprint.get("/contrasena")
@signed_in
def show_password() -> str:
    """Show the form of a new password."""
    return render_template("accounts/password.html", errors={})


@blueprint.post("/contrasena")
@signed_in
def change_password() -> Response | tuple[str, int]:
    """Change the password; other sessions end, this one goes on."""
    loaded, errors = load_form(OwnPasswordInput(), request.form)
    if not errors:
        try:
            officer = accounts.change_own_password(
                officer=current_officer(), current=loaded["current"], new=loaded["password"]
            )
            open_session(officer)
        except InvalidFields as refusal:
            errors = field_messages(refusal)
    if errors:
        return render_template("accounts/password.html", errors=name_missing(errors, LABELS)), 422
    flash("Su contraseña cambió. Las demás sesiones se cerraron.", "success")
    return redirect(url_for("own_account.show"), 303)


@blueprint.post("/claves")
@signed_in
def issue_token() -> tuple[str, int]:
    """Issue a key and show it this once: it goes neither to an address nor to the cookie."""
    token = tokens.issue_token(current_officer().username, days=TOKEN_DAYS, at=now())
    return render_template("accounts/new_token.html", token=token, days=TOKEN_DAYS), 201


@blueprint.post("/claves/<int:token_id>/anular")
@signed_in
def revoke_token(token_id: int) -> Response:
    """End a key of one's own."""
    tokens.revoke_token(token_id, officer=current_officer(), at=now())
    flash("La clave quedó anulada.", "success")
    return redirect(url_for("own_account.show"), 303)
