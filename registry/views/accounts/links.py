"""What a visitor does with a link, or to get one: accept an invitation, set a password anew."""

from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import now
from registry.extensions.mail import find_mailer
from registry.schemas.accounts.sign_in import EmailInput, NewPasswordInput
from registry.schemas.forms import load_form
from registry.services.accounts.links import find_holder
from registry.services.accounts.resets import ask_for_reset, set_password_by_link
from registry.services.accounts.sign_in import begin_session
from registry.views.accounts.sign_in import lead_on
from registry.views.filling import Errors, name_missing
from registry.vocabulary.messages import message
from registry.vocabulary.sign_in import LinkKind
from registry.web.permissions import public
from registry.web.refusals import field_messages
from registry.web.sessions import browser_of_request

blueprint = Blueprint("links", __name__)

Page = tuple[str, int]
LABELS = {"email": "Correo electrónico", "password": "Contraseña nueva"}


class Words(NamedTuple):
    """What the page of a link says."""

    heading: str
    done: str
    endpoint: str


WORDS = {
    LinkKind.INVITATION: Words("Activar mi cuenta", "Su cuenta quedó activa.", "links.accept"),
    LinkKind.RESET: Words("Nueva contraseña", "Su contraseña cambió. Las demás sesiones se cerraron.", "links.reset"),
}


@blueprint.get("/recuperar")
@public
def show_request() -> str:
    """Ask for the address of whoever forgot their password."""
    return _request_page({})


@blueprint.post("/recuperar")
@public
def request_reset() -> Response | tuple[str, int]:
    """Owe a link to the address, if it is somebody's; the answer is the same if it is nobody's."""
    loaded, errors = load_form(EmailInput(), request.form)
    if errors:
        return _request_page(name_missing(errors, LABELS)), 422
    ask_for_reset(loaded["email"], at=now())
    return redirect(url_for("links.show_requested"), 303)


@blueprint.get("/recuperar/enviado")
@public
def show_requested() -> str:
    """Tell what to expect."""
    return render_template("accounts/reset_requested.html")


@blueprint.get("/contrasena/<token>")
@public
def show_reset(token: str) -> Page:
    """Ask for the new password."""
    return _show(LinkKind.RESET, token)


@blueprint.post("/contrasena/<token>")
@public
def reset(token: str) -> Response | Page:
    """Set the password, and go on as after a sign-in: a second factor is still asked for."""
    return _set(LinkKind.RESET, token)


@blueprint.get("/invitacion/<token>")
@public
def show_invitation(token: str) -> Page:
    """Ask for the first password."""
    return _show(LinkKind.INVITATION, token)


@blueprint.post("/invitacion/<token>")
@public
def accept(token: str) -> Response | Page:
    """Set the first password, and lead on to the second factor where one is asked for."""
    return _set(LinkKind.INVITATION, token)


def _show(kind: LinkKind, token: str) -> Page:
    try:
        return _password_page(kind, token, {}), 200
    except NotFound as spent:
        return _spent_page(spent)


def _set(kind: LinkKind, token: str) -> Response | Page:
    try:
        return _set_password(kind, token)
    except NotFound as spent:
        return _spent_page(spent)


def _set_password(kind: LinkKind, token: str) -> Response | Page:
    loaded, errors = load_form(NewPasswordInput(), request.form)
    if not errors:
        try:
            account = set_password_by_link(token, kind, password=loaded["password"], at=now())
        except InvalidFields as refusal:
            errors = field_messages(refusal)
        else:
            answer = lead_on(begin_session(account, browser=browser_of_request(), at=now()))
            flash(WORDS[kind].done, "success")
            return answer
    return _password_page(kind, token, name_missing(errors, LABELS)), 422


def _spent_page(spent: NotFound) -> Page:
    return render_template("accounts/link_spent.html", words=message(spent.code, spent.facts)), 404


def _request_page(errors: Errors) -> str:
    return render_template(
        "accounts/reset_request.html",
        errors=errors,
        email=request.form.get("email", ""),
        has_mail=find_mailer() is not None,
    )


def _password_page(kind: LinkKind, token: str, errors: Errors) -> str:
    words = WORDS[kind]
    return render_template(
        "accounts/new_password.html",
        errors=errors,
        heading=words.heading,
        holder=find_holder(token, kind, at=now()),
        action=url_for(words.endpoint, token=token),
    )
