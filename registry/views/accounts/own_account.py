"""The signed-in holder's own account: what lets them in, and on which browsers they are."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import OwnPasswordInput
from registry.schemas.forms import load_form
from registry.services.accounts import second_factor, sessions, tokens
from registry.services.accounts.own_password import change_own_password
from registry.services.accounts.policy import Act, is_allowed
from registry.services.accounts.resets import notify
from registry.views.filling import name_missing
from registry.vocabulary.sign_in import MailKind
from registry.web.identity import current_officer
from registry.web.permissions import signed_in
from registry.web.refusals import field_messages
from registry.web.sessions import browser_of_request, present_session

blueprint = Blueprint("own_account", __name__, url_prefix="/mi-cuenta")

TOKEN_COLUMNS = [{"label": "Clave"}, {"label": "Permite"}, {"label": "Vence"}, {"label": "Estado"}, {"label": "Acción"}]
SESSION_COLUMNS = [{"label": "Dispositivo"}, {"label": "Desde"}, {"label": "Último uso"}, {"label": "Acción"}]
LABELS = {"current": "Contraseña actual", "password": "Contraseña nueva"}


@blueprint.get("/")
@signed_in
def show() -> str:
    """Show who is signed in, where, and with which keys."""
    officer = current_officer()
    return render_template(
        "accounts/own_account.html",
        officer=officer,
        factor=second_factor.state_of(officer.id),
        sessions=sessions.list_sessions(officer, at=now()),
        session_columns=SESSION_COLUMNS,
        present_id=_present_id(),
        tokens=tokens.list_tokens(officer),
        columns=TOKEN_COLUMNS,
        may_manage=is_allowed(officer, Act.MANAGE_ACCOUNTS),
        may_keep_office=officer.office is not None and is_allowed(officer, Act.KEEP_OFFICES),
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
            officer = change_own_password(
                officer=current_officer(),
                current=loaded["current"],
                new=loaded["password"],
                session_id=_present_id(),
                browser=browser_of_request(),
            )
            notify(officer, MailKind.PASSWORD_CHANGED, at=now())
        except InvalidFields as refusal:
            errors = field_messages(refusal)
    if errors:
        return render_template("accounts/password.html", errors=name_missing(errors, LABELS)), 422
    flash("Su contraseña cambió. Las demás sesiones se cerraron.", "success")
    return redirect(url_for("own_account.show"), 303)


@blueprint.post("/sesiones/<int:session_id>/cerrar")
@signed_in
def end_session(session_id: int) -> Response:
    """End one of one's own sessions."""
    sessions.end_session(session_id, officer=current_officer(), at=now())
    flash("La sesión quedó cerrada.", "success")
    return redirect(url_for("own_account.show"), 303)


@blueprint.post("/sesiones/cerrar")
@signed_in
def end_other_sessions() -> Response:
    """End every session but this one."""
    sessions.end_all(current_officer().id, at=now(), but=_present_id())
    flash("Sus demás sesiones quedaron cerradas.", "success")
    return redirect(url_for("own_account.show"), 303)


def _present_id() -> int | None:
    opened = present_session()
    return None if opened is None else opened.session.id
