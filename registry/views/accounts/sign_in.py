"""Sign in and out."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from registry.errors import SignInRefused
from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import SignInInput
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.services.accounts import sign_in as accounts
from registry.views.addresses import NEXT, safe_path, sign_in_url
from registry.views.filling import name_missing
from registry.vocabulary.messages import message
from registry.web.identity import close_session, find_officer, open_session
from registry.web.permissions import public

blueprint = Blueprint("sign_in", __name__)

HOME = "/"
LABELS = {"username": "Usuario", "password": "Contraseña"}
SIGNED_OUT = "Usted salió de su cuenta."


@blueprint.get("/ingresar")
@public
def show() -> Response | str:
    """Show the sign-in page, or lead on whoever is signed in already."""
    if find_officer() is not None:
        return redirect(_next_path(), 303)
    return _page({}, 200)[0]


@blueprint.post("/ingresar")
@public
def sign_in() -> Response | tuple[str, int]:
    """Sign the officer in and lead them to where they wanted to go."""
    credentials, errors = load_form(SignInInput(), request.form)
    if errors:
        return _page(name_missing(errors, LABELS), 422)
    try:
        officer = accounts.sign_in(credentials["username"], credentials["password"], at=now())
    except SignInRefused as refusal:
        return _page({WHOLE_FORM: [message(refusal.code, refusal.facts)]}, 422)
    open_session(officer)
    return redirect(_next_path(), 303)


@blueprint.post("/salir")
@public
def sign_out() -> Response:
    """End the session on this browser."""
    close_session()
    flash(SIGNED_OUT, "success")
    return redirect(sign_in_url(), 303)


def _page(errors: dict[str, list[str]], status: int) -> tuple[str, int]:
    return render_template(
        "accounts/sign_in.html",
        errors=errors,
        username=request.form.get("username", ""),
        action=sign_in_url(safe_path(request.args.get(NEXT))),
    ), status


def _next_path() -> str:
    return safe_path(request.args.get(NEXT)) or HOME
