"""Asking again who sits there: before signing, and before changing what lets people in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import ProofInput
from registry.schemas.forms import load_form
from registry.services.accounts.confirming import Proof, asks_for_code, confirm_identity
from registry.services.accounts.sessions import Opened
from registry.views.addresses import NEXT, present_page, safe_path
from registry.views.filling import name_missing
from registry.web.permissions import signed_in
from registry.web.refusals import field_messages
from registry.web.sessions import browser_of_request, has_proved_lately, present_session

blueprint = Blueprint("proving", __name__)

LABELS = {"password": "Contraseña", "code": "Código"}
View = TypeVar("View", bound=Callable[..., Any])


def proved(view: View) -> View:
    """Let a view run only for whoever proved lately who they are; others do so first, and come back to its page."""

    @wraps(view)
    def ask_first(*args: Any, **kwargs: Any) -> Any:
        if has_proved_lately():
            return view(*args, **kwargs)
        return redirect(url_for("proving.show", siguiente=present_page()), 303)

    return ask_first  # type: ignore[return-value]  # it takes and gives what the view does, or a redirection


@blueprint.get("/confirmar-identidad")
@signed_in
def show() -> str:
    """Ask for the password, and for a code where the last one is old."""
    return _page(_session(), {})


@blueprint.post("/confirmar-identidad")
@signed_in
def prove() -> Response | tuple[str, int]:
    """Note the proof and lead back."""
    opened = _session()
    loaded, errors = load_form(ProofInput(), request.form)
    if not errors:
        try:
            confirm_identity(opened.session, Proof(**loaded), at=now(), browser=browser_of_request())
        except InvalidFields as refusal:
            errors = field_messages(refusal)
        else:
            return redirect(safe_path(request.args.get(NEXT)) or "/", 303)
    return _page(opened, name_missing(errors, LABELS)), 422


def _session() -> Opened:
    opened = present_session()
    if opened is None:
        raise Unauthorized
    return opened


def _page(opened: Opened, errors: dict[str, list[str]]) -> str:
    target = safe_path(request.args.get(NEXT))
    return render_template(
        "accounts/proof.html",
        errors=errors,
        asks_for_code=asks_for_code(opened.session, at=now()),
        action=url_for("proving.prove", siguiente=target),
        back=target or "/",
    )
