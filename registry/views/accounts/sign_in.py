"""Sign in and out; between the password and the open door may stand a code, or the set-up of a second factor."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, SignInRefused
from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import CodeInput, SignInInput
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.services.accounts import second_factor
from registry.services.accounts import sign_in as accounts
from registry.services.accounts.sessions import Opened
from registry.views.accounts.pictures import qr_picture
from registry.views.addresses import NEXT, safe_path, sign_in_url
from registry.views.filling import name_missing
from registry.vocabulary.messages import message
from registry.vocabulary.sign_in import SessionStage
from registry.web.identity import find_officer
from registry.web.permissions import public, signed_in
from registry.web.refusals import field_messages
from registry.web.sessions import browser_of_request, close_session, keep_session, waiting_session

blueprint = Blueprint("sign_in", __name__)

HOME = "/"
LABELS = {"username": "Usuario", "password": "Contraseña", "code": "Código"}
SIGNED_OUT = "Usted salió de su cuenta."
STEPS = {SessionStage.CODE: "sign_in.show_code", SessionStage.SET_UP: "sign_in.show_set_up"}

Errors = Mapping[str, list[str]]


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
    """Begin a session and lead on to what is still asked for, or to where its holder wanted to go."""
    credentials, errors = load_form(SignInInput(), request.form)
    if errors:
        return _page(name_missing(errors, LABELS), 422)
    try:
        opened = accounts.sign_in(
            credentials["username"], credentials["password"], at=now(), browser=browser_of_request()
        )
    except SignInRefused as refusal:
        return _page({WHOLE_FORM: [message(refusal.code, refusal.facts)]}, 422)
    return lead_on(opened)


@blueprint.get("/ingresar/codigo")
@public
def show_code() -> str:
    """Ask for the code of the second factor."""
    waiting_session(SessionStage.CODE)
    return _code_page({})


@blueprint.post("/ingresar/codigo")
@public
def give_code() -> Response | tuple[str, int]:
    """Open the session by its code."""
    waiting = waiting_session(SessionStage.CODE)
    loaded, errors = load_form(CodeInput(), request.form)
    if not errors:
        try:
            return lead_on(accounts.give_code(waiting.token, loaded["code"], at=now(), browser=browser_of_request()))
        except InvalidFields as refusal:
            errors = field_messages(refusal)
    return _code_page(name_missing(errors, LABELS)), 422


@blueprint.get("/ingresar/segundo-factor")
@public
def show_set_up() -> str:
    """Show the secret to scan to whoever must have a second factor."""
    return _set_up_page(waiting_session(SessionStage.SET_UP), {})


@blueprint.post("/ingresar/segundo-factor")
@public
def finish_set_up() -> str | tuple[str, int]:
    """Open the session by the first code, and show the recovery codes this once."""
    waiting = waiting_session(SessionStage.SET_UP)
    loaded, errors = load_form(CodeInput(), request.form)
    if not errors:
        try:
            done = accounts.finish_set_up(waiting.token, loaded["code"], at=now())
        except InvalidFields as refusal:
            errors = field_messages(refusal)
        else:
            keep_session(done.opened)
            return render_template("accounts/recovery_codes.html", codes=done.recovery_codes, next_url=_next_path())
    return _set_up_page(waiting, name_missing(errors, LABELS)), 422


@blueprint.get("/ingresar/seguir")
@signed_in
def stay() -> tuple[str, int]:
    """Keep the session alive for whoever is still reading: having asked is the sign of life."""
    return "", 204


@blueprint.post("/salir")
@public
def sign_out() -> Response:
    """End the session, on the server and on this browser."""
    close_session()
    flash(SIGNED_OUT, "success")
    return redirect(sign_in_url(), 303)


def lead_on(opened: Opened) -> Response:
    """Keep a session in this browser and lead to its next step; from an open one to where its holder wanted to go."""
    keep_session(opened)
    step = STEPS.get(opened.session.stage)
    if step is None:
        return redirect(_next_path(), 303)
    return redirect(_with_next(step), 303)


def _page(errors: Errors, status: int) -> tuple[str, int]:
    return render_template(
        "accounts/sign_in.html",
        errors=errors,
        username=request.form.get("username", ""),
        action=sign_in_url(safe_path(request.args.get(NEXT))),
    ), status


def _code_page(errors: Errors) -> str:
    return render_template("accounts/code.html", errors=errors, action=_with_next("sign_in.give_code"))


def _set_up_page(waiting: Opened, errors: Errors) -> str:
    candidate = second_factor.find_candidate(waiting.session.account)
    return render_template(
        "accounts/set_up.html",
        errors=errors,
        candidate=candidate,
        picture=qr_picture(candidate.address) if candidate else "",
        action=_with_next("sign_in.finish_set_up"),
        back=None,
    )


def _with_next(endpoint: str) -> str:
    return url_for(endpoint, siguiente=safe_path(request.args.get(NEXT)))


def _next_path() -> str:
    return safe_path(request.args.get(NEXT)) or HOME
